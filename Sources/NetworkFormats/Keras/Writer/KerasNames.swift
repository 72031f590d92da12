import NetworkModel

extension CodeUnit {
  /// The names of all layers of Keras in it, with those of their groups before them.
  var layerNames: [String] {
    steps.flatMap { step -> [String] in
      switch step.content {
      case .layer: step.moduleNames
      case .unit(let unit): unit.layerNames.map { "\(step.name)_\($0)" }
      case .run(let unit, let count), .gathered(let unit, _, let count):
        (0..<count).flatMap { number in
          unit.layerNames.map { "\(step.numbering?.name(number) ?? "")_\($0)" }
        }
      }
    }
  }
}

extension CodeUnit {
  /// What Keras calls the operations in it that have no names.
  var operationWords: Set<String> {
    steps.reduce(into: []) { words, step in
      switch step.content {
      case .layer(_, let code):
        let functions = code.stages.filter { $0.module == nil }.map(\.function) + code.derived.values
        for function in functions { words.formUnion(function.operationWords) }
      case .unit(let unit), .run(let unit, _), .gathered(let unit, _, _): words.formUnion(unit.operationWords)
      }
    }
  }
}

extension CodeStep {
  /// The names of a layer's modules.
  var moduleNames: [String] {
    guard case .layer(_, let code) = content else { return [] }
    return code.stages.filter { $0.module != nil }.map { name + $0.suffix }
  }
}

extension Python {
  /// What Keras calls the operations of an expression: `add`, `reshape`.
  var operationWords: Set<String> {
    let signs = ["+": "add", "-": "subtract", "*": "multiply", "/": "true_divide", "@": "matmul"]
    var words: Set<String> = []
    _ = replacing { part in
      switch part {
      case .infix(let sign, _): words.insert(signs[sign] ?? sign)
      case .call(.name(let function), _) where function.hasPrefix("ops."):
        words.insert(String(function.dropFirst("ops.".count)))
      case .suffix(_, let text) where text.hasPrefix("["): words.insert("get_item")
      default: break
      }
      return nil
    }
    return words
  }

  /// A layer with a name among its arguments. A wrapper gives its name to what it wraps.
  func adding(name: Python) -> Python {
    guard case .call(let callee, let arguments) = self else { return self }
    return .call(callee, arguments + [.keyword("name", name)])
  }

  /// A function's call with what it reads before its arguments, and a name behind them.
  func calling(_ operands: [Python], name: Python) -> Python {
    guard case .call(let callee, let arguments) = self else { return self }
    return .call(callee, operands.map { .positional("", $0) } + arguments + [.keyword("name", name)])
  }

  /// A text as one in which names in braces are filled in.
  var formatted: Python {
    if case .text(let text) = self { .name("f\"\(text)\"") } else { self }
  }
}

extension CodeStep {
  /// What each of a run is called, by the loop's `i`.
  var numberedName: String { (numbering?.prefix ?? "") + "{i}" }
}

extension PythonNames {
  /// `ResidualBlock` is `residual_block`.
  static func function(_ type: String) -> String {
    var name = ""
    var before: Character = "_"
    for character in type {
      if character.isUppercase, before.isLowercase || before.isNumber { name += "_" }
      name += character.lowercased()
      before = character
    }
    return reservedWords.contains(name) ? name + "_" : name
  }
}
