/// A plain argument somewhere in a unit.
struct CodeSlot {
  /// Numbers of channels go together; other arguments with those of their own name.
  enum Role: Hashable {
    case width
    case named(String)
  }

  let step: String
  let name: String
  let value: Python
  let fallback: Python?
  /// Whether the forward pass has it, and not what is made once.
  let isForward: Bool

  static let channels = "channels"

  var role: Role {
    Self.nouns.contains { name.hasSuffix($0) } || Self.widths[name] != nil ? .width : .named(name)
  }
  var isWidthIn: Bool {
    name.hasPrefix("in_") || name.hasPrefix("num_") || ["input_size", "normalized_shape"].contains(name)
      || isWidthThrough
  }
  var isWidthOut: Bool { name.hasPrefix("out_") || Self.results.contains(name) || isWidthThrough }
  /// What comes in is what goes out.
  private var isWidthThrough: Bool { name == Self.channels || name == "features" || name == "embed_dim" }
  var noun: String { Self.nouns.first { name.hasSuffix($0) } ?? Self.widths[name] ?? Self.channels }
  /// What each of a row of layers adds to what comes in.
  var isGrowth: Bool { name.hasPrefix("growth") }
  var isHidden: Bool { name.hasPrefix("hidden_") || name.contains("_hidden_") }

  private static let results = ["filters", "units", "hidden_size", "embedding_dim"]
  private static let nouns = [channels, "features", "filters", "units"]
  private static let widths = [
    "groups": channels, "normalized_shape": "features", "embed_dim": "features", "hidden_size": "features",
    "input_size": "features", "num_parameters": channels, "growth": channels,
  ]
}

extension CodeUnit {
  /// The plain arguments of all steps, in order.
  var slots: [CodeSlot] {
    var slots: [CodeSlot] = []
    for step in steps {
      _ = step.replacingArguments { argument, isForward in
        slots.append(
          CodeSlot(
            step: step.name, name: argument.name, value: argument.value, fallback: argument.fallback,
            isForward: isForward))
        return argument.value
      }
    }
    return slots
  }

  /// Whether what it comes to are several tensors joined, so that no layer alone says how wide it is.
  var endsInJoin: Bool {
    results.contains { if case .step(let place, _) = $0 { steps[place].joinsList } else { false } }
  }
}

extension CodeStep {
  /// What is made once for it.
  var member: Python? {
    if owner != nil { return nil }
    return switch content {
    case .layer(_, let code): code.member
    case .unit(let unit): unit.call
    case .run(let unit, let count):
      .repeated(
        unit.call, Python.Loop(things: things, count: .integer(count + before), before: before, base: base))
    case .gathered(_, let call, let count):
      .repeated(call, Python.Loop(variable: "i", things: things, count: .integer(count)))
    }
  }

  /// What those of its series are called.
  private var things: String {
    let stem = numbering?.prefix.stem ?? ""
    let plural = PythonNames.plural(stem)
    return stem.isEmpty ? "blocks" : reservedWords.contains(plural) ? "\(stem)_count" : plural
  }

  /// The number that the first of its series has, this or one before it.
  private var base: Int { (numbering?.first ?? 0) - before }

  /// What is made for the step and what it computes, with plain arguments replaced, in the order in which they stand.
  func replacingArguments(
    _ transform: (_ argument: Python.Argument, _ isForward: Bool) -> Python
  ) -> (member: Python?, code: LayerCode?) {
    let member = member?.replacingArguments { transform($0, false) }
    guard case .layer(_, var code) = content else { return (member, nil) }
    func replaced(_ adaptor: LayerCode.Adaptor) -> LayerCode.Adaptor {
      LayerCode.Adaptor(
        suffix: adaptor.suffix, module: adaptor.module?.replacingArguments { transform($0, false) },
        function: adaptor.function.replacingArguments { transform($0, true) })
    }
    code.member = member
    code.before = code.before.map(replaced)
    code.forward = code.forward.replacingArguments { transform($0, true) }
    code.after = code.after.map(replaced)
    return (member, code)
  }
}
