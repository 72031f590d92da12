import NetworkModel

/// What is written as one class or function: the network, or a group of it.
final class CodeUnit {
  /// The names of the groups that lead to it, its own last; empty for the network.
  let path: [String]
  /// What it reads from outside, in the order of first use.
  let arguments: [Tensor]
  var steps: [CodeStep]
  /// What is read outside of it, as seen from within.
  var results: [CodeReference]
  /// The same as seen from outside.
  let outputs: [Tensor]
  /// How many levels of groups there are in it.
  let height: Int
  /// Whether units that read other numbers of tensors are written as the same.
  var takesAnyNumber = false
  /// How it is made: the call of a class or a function. Known once it has been compared with all others.
  var call = Python.nothing

  init(
    path: [String], arguments: [Tensor], steps: [CodeStep], results: [CodeReference], outputs: [Tensor],
    height: Int
  ) {
    (self.path, self.arguments, self.steps, self.results) = (path, arguments, steps, results)
    (self.outputs, self.height) = (outputs, height)
  }
}

extension CodeUnit {
  /// What the values that come in are called: the layers that make them, or the groups of these that lie beside the
  /// unit's own.
  func argumentNames(in network: Network) -> [String] {
    arguments.map { tensor in
      let layer = network[tensor.layer]
      let names = CodeTree.path(of: layer?.name ?? "")
      let shared = zip(names, path).prefix { $0 == $1 }.count
      let name = names.indices.contains(shared) ? names[shared] : names.last ?? ""
      return PythonNames.variable(name, prefix: layer?.kind.name ?? "x")
    }
  }
}

extension CodeUnit {
  /// Whether all that it reads is joined first, and nothing of it read again.
  var joinsArguments: Bool {
    guard let first = steps.first, case .layer(_, let code) = first.content, code.joinsList,
      first.operands
        == arguments.indices.map({ CodeOperand(reference: .argument($0), permutation: nil) })
    else { return false }
    let read = steps.dropFirst().flatMap { $0.operands.map(\.reference) } + results
    return read.allSatisfy { if case .argument = $0 { false } else { true } }
  }
}

/// One thing that a unit does.
struct CodeStep {
  enum Content {
    case layer(LayerID, LayerCode)
    case unit(CodeUnit)
    /// Equal units one after the other.
    case run(CodeUnit, count: Int)
    /// Units of which each joins what came in with what all before it came to, made by calls that differ in nothing
    /// but numbers that grow evenly. It comes to the list of all that.
    case gathered(CodeUnit, call: Python, count: Int)
  }

  /// An identifier that no other step of the unit has.
  var name: String
  /// Whether the author told it from its neighbours by a number alone.
  let isCounted: Bool
  var content: Content
  /// The step whose member is used in place of its own.
  var owner: String?
  /// Of a run whose groups were numbered one by one: what their names were made of.
  var numbering: Numbering?
  /// Of a run: how many of the same series of names are steps before it.
  var before = 0
  var operands: [CodeOperand]
  /// How many outputs there are, and which of them are read by somebody.
  let outputCount: Int
  let usedOutputs: [Int]
}

/// `block3`, `block4`, …
struct Numbering: Hashable {
  let prefix: String
  let first: Int

  /// - Returns: `nil` for a name that does not end in a number.
  init?(_ name: String) {
    let digits = name.reversed().prefix { $0.isASCII && $0.isNumber }.count
    guard digits > 0, let first = Int(name.suffix(digits)), String(first) == name.suffix(digits) else {
      return nil
    }
    (prefix, self.first) = (String(name.dropLast(digits)), first)
  }

  func name(_ place: Int) -> String { "\(prefix)\(first + place)" }
}

/// Where a value comes from, seen from within a unit.
enum CodeReference: Hashable {
  case argument(Int)
  case step(Int, output: Int)
}

struct CodeOperand: Hashable {
  var reference: CodeReference
  let permutation: [Int]?
}

/// Makes units of a tree.
struct CodeUnits {
  private let source: CodeSource
  private let readers: [Tensor: [LayerID]]
  private let results: Set<Tensor>
  private(set) var all: [CodeUnit] = []

  /// The network's unit; those of its groups are in `all`, in the order in which they run.
  static func make(of source: CodeSource) -> (network: CodeUnit, groups: [CodeUnit]) {
    var units = CodeUnits(source)
    let root = units.unit(
      CodeTree.items(of: source), path: [],
      arguments: source.inputs.map { Tensor(layer: $0, output: 0) })
    return (root, units.all)
  }

  private init(_ source: CodeSource) {
    self.source = source
    var readers: [Tensor: [LayerID]] = [:]
    for id in source.layers {
      for operand in source.operands[id] ?? [] { readers[operand.tensor, default: []].append(id) }
    }
    self.readers = readers
    results = Set(source.results)
  }

  private mutating func unit(_ items: [CodeItem], path: [String], arguments given: [Tensor]) -> CodeUnit {
    let members = Set(items.flatMap(\.layers))
    var arguments = given
    var places: [Tensor: CodeReference] = [:]
    for (place, tensor) in arguments.enumerated() { places[tensor] = .argument(place) }
    var taken = PythonNames()
    var steps: [CodeStep] = []
    var produced: [Tensor] = []
    var height = 0
    for item in items {
      let reads: [Operand]
      let outputs: [Tensor]
      let content: CodeStep.Content
      let isCounted: Bool
      var name: String
      switch item {
      case .layer(let id, let layerName):
        reads = source.operands[id] ?? []
        let count = outputCount(of: id)
        outputs = (0..<count).map { Tensor(layer: id, output: $0) }
        content = .layer(id, source.codes[id] ?? .function(.input(0)))
        isCounted = layerName.allSatisfy(\.isNumber)
        name = PythonNames.variable(layerName, prefix: source.network[id]?.kind.name ?? "layer")
      case .group(let groupName, let inner):
        let unit = unit(inner, path: path + [groupName], arguments: [])
        reads = unit.arguments.map { Operand(tensor: $0) }
        outputs = unit.outputs
        content = .unit(unit)
        all.append(unit)
        height = max(height, unit.height + 1)
        isCounted = groupName.last?.isNumber == true
        name = PythonNames.variable(groupName, prefix: "block")
      }
      name = taken.claim(name)
      let operands = reads.map { operand in
        if places[operand.tensor] == nil {
          places[operand.tensor] = .argument(arguments.count)
          arguments.append(operand.tensor)
        }
        return CodeOperand(
          reference: places[operand.tensor] ?? .argument(0), permutation: operand.permutation)
      }
      for (output, tensor) in outputs.enumerated() {
        places[tensor] = .step(steps.count, output: output)
      }
      produced += outputs
      let used = outputs.indices.filter { isRead(outputs[$0]) }
      steps.append(
        CodeStep(
          name: name, isCounted: isCounted, content: content, operands: operands, outputCount: outputs.count,
          usedOutputs: used.isEmpty ? [0] : used))
    }
    let names = Dictionary(
      steps.compactMap { step in if case .layer(let id, _) = step.content { (id, step.name) } else { nil } },
      uniquingKeysWith: { first, _ in first })
    for place in steps.indices {
      if case .layer(_, let code) = steps[place].content {
        steps[place].owner = code.owner.flatMap { names[$0] }
      }
    }
    let outputs = path.isEmpty ? source.results : produced.filter { isRead($0, outside: members) }
    return CodeUnit(
      path: path, arguments: arguments, steps: steps, results: outputs.compactMap { places[$0] },
      outputs: outputs, height: height)
  }

  private func outputCount(of id: LayerID) -> Int { source.codes[id]?.outputCount ?? 1 }

  private func isRead(_ tensor: Tensor) -> Bool {
    results.contains(tensor) || readers[tensor] != nil
  }

  private func isRead(_ tensor: Tensor, outside members: Set<LayerID>) -> Bool {
    results.contains(tensor) || readers[tensor]?.contains { !members.contains($0) } == true
  }
}
