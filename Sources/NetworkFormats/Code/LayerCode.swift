import NetworkModel

/// What a layer becomes in a program: what is made once, and how its output follows from what it reads.
struct LayerCode: Sendable {
  /// What it is called in the name of a group that does little else.
  var title = ""
  /// What is made once: a module, a learned tensor.
  var member: Python?
  /// The layer whose member is used in place of its own.
  var owner: LayerID?
  /// Whether the forward pass takes the owner for what it is, which may be a layer of another kind.
  var knowsOwner = false
  /// Done to the first input before, and to the output after; each has a form as a module too.
  var before: [Adaptor] = []
  var after: [Adaptor] = []
  /// What the forward pass computes of `.input(n)` and `.member`.
  var forward: Python
  /// How what it computes is taken apart.
  var pattern = Pattern.output(0)
  /// Outputs that follow from parts that were taken out, by output.
  var derived: [Int: Python] = [:]
  /// Whether it joins a list of tensors, however many there are.
  var joinsList = false
  /// The same in other words, where there are some that groups with a layer of another stride can share; at most one.
  var alternatives: [LayerCode] = []
  /// What differs from the network, in words that follow the layer's name and a colon.
  var notes: [String] = []

  /// A step that a chain of modules can hold as well as a function can do it.
  struct Adaptor: Sendable {
    var suffix: String
    let module: Python?
    /// Of `.input(0)`.
    let function: Python
  }

  /// What stands to the left of the equals sign.
  indirect enum Pattern: Hashable, Sendable {
    case output(Int)
    /// A variable of its own, from which outputs are derived.
    case part(String)
    case unused
    case tuple([Pattern])

    /// One more than the number of the last output in it.
    var outputs: Int {
      switch self {
      case .output(let place): place + 1
      case .part, .unused: 0
      case .tuple(let items): items.map(\.outputs).max() ?? 0
      }
    }
  }

  /// A module that is called with all that the layer reads.
  static func module(_ member: Python, inputs: Int = 1) -> LayerCode {
    LayerCode(member: member, forward: .member(inputs: inputs))
  }

  /// A function without anything that is kept.
  static func function(_ forward: Python) -> LayerCode { LayerCode(forward: forward) }

  /// One step that has both forms.
  static func adaptor(_ adaptor: Adaptor) -> LayerCode { LayerCode(before: [adaptor], forward: .input(0)) }
}

extension LayerCode {
  /// Nothing is done: the layer's output is its input.
  var isNothing: Bool { member == nil && before.isEmpty && after.isEmpty && forward == .input(0) }

  /// Whether tensors are added up, as at the end of a shortcut.
  var isSum: Bool { if case .infix("+", _) = forward { true } else { false } }

  var outputCount: Int { max(pattern.outputs, (derived.keys.max() ?? 0) + 1) }

  /// The modules that do the same one after the other, by the suffixes of their names; `nil` where none do.
  var chain: [(suffix: String, module: Python)]? {
    guard pattern == .output(0), derived.isEmpty, owner == nil else { return nil }
    var modules: [(String, Python)] = []
    let isCalled = forward == .member(inputs: 1)
    guard isCalled ? member != nil : member == nil && forward == .input(0) else { return nil }
    for adaptor in before {
      guard let module = adaptor.module else { return nil }
      modules.append((adaptor.suffix, module))
    }
    if let member { modules.append(("", member)) }
    for adaptor in after {
      guard let module = adaptor.module else { return nil }
      modules.append((adaptor.suffix, module))
    }
    if modules.count == 1 { modules[0].0 = "" }
    return modules
  }

  /// The computation step by step, each reading the one before as its first input; the layer's own has no suffix.
  var stages: [Adaptor] {
    let isOwn = forward != .input(0) || before.isEmpty && after.isEmpty
    var stages = before + (isOwn ? [Adaptor(suffix: "", module: member, function: forward)] : []) + after
    if stages.count == 1 { stages[0].suffix = "" }
    return stages
  }

  /// The whole computation as one expression, where it is none that is taken apart.
  var expression: Python {
    var first = Python.input(0)
    for adaptor in before { first = adaptor.function.with(inputs: [first]) }
    var result = forward.replacing { if case .input(0) = $0 { first } else { nil } }
    for adaptor in after { result = adaptor.function.with(inputs: [result]) }
    return result
  }
}

extension Python {
  /// `member(input0, input1, …)`
  static func member(inputs: Int) -> Python {
    .call(.member, (0..<inputs).map { .positional("", .input($0)) })
  }
}

/// Why a layer cannot be written, in words that follow its name and a colon.
struct Refusal: Error {
  let reason: String
  init(_ reason: String) { self.reason = reason }
}
