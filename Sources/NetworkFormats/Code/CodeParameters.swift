/// What tells groups apart that are otherwise alike.
struct CodeParameters {
  struct Parameter {
    let name: String
    /// What it is where a call does not say so.
    let fallback: Python?
    /// Its value in each group.
    let values: [Python]
  }

  /// Those without a default first.
  private(set) var parameters: [Parameter] = []
  /// For each plain argument in the groups the parameter that takes its place.
  private var names: [String?] = []

  /// - Parameter units: of one skeleton.
  init(of units: [CodeUnit]) {
    let slots = units.map(\.slots)
    let first = slots[0]
    var distinct: [(values: [Python], slots: [Int])] = []
    names = Array(repeating: nil, count: first.count)
    for place in first.indices {
      let values = slots.map { $0[place].value }
      if Set(values).count == 1 { continue }
      let known = distinct.firstIndex {
        $0.values == values && first[$0.slots[0]].role == first[place].role
      }
      if let known {
        distinct[known].slots.append(place)
      } else {
        distinct.append((values, [place]))
      }
    }
    var claimed = PythonNames(taken: Self.unusable)
    let last = first.indices.last { place in
      first[place].isWidthOut && distinct.contains { $0.slots.contains(place) }
    }
    let widths = distinct.filter { first[$0.slots[0]].role == .width }.count
    for (values, places) in distinct {
      let wanted = Self.name(first, places, last: last, widths: widths)
      let name = claimed.claim(wanted)
      for place in places { names[place] = name }
      let fallback = places.lazy.compactMap { first[$0].fallback }.first { values.contains($0) }
      parameters.append(Parameter(name: name, fallback: fallback, values: values))
    }
    parameters = parameters.filter { $0.fallback == nil } + parameters.filter { $0.fallback != nil }
  }

  /// A class's constructor and a function use these names themselves.
  private static let unusable = reservedWords.union(["x", "y"])

  /// Few arguments are told apart by their order, many by their names.
  func arguments(ofUnit place: Int) -> [Python.Argument] {
    let needed = parameters.count { $0.fallback == nil }
    return parameters.map { parameter in
      Python.Argument(
        name: parameter.name, value: parameter.values[place],
        isPositional: parameter.fallback == nil && needed <= 3, fallback: parameter.fallback)
    }
  }

  /// The members of a unit's steps with parameters in the place of what differs.
  func members(of unit: CodeUnit) -> [Python?] {
    var place = 0
    return unit.steps.map { step in
      step.member?.replacingArguments { argument in
        defer { place += 1 }
        return names[place].map { .name($0) } ?? argument.value
      }
    }
  }

  private static func name(_ slots: [CodeSlot], _ places: [Int], last: Int?, widths: Int) -> String {
    let slot = slots[places[0]]
    if slot.name.isEmpty { return "size" }
    guard slot.role == .width, slot.name != "groups" else { return slot.name }
    let isIncoming = slot.isWidthIn && places[0] == slots.firstIndex { $0.role == .width }
    let isOutgoing = last.map(places.contains) == true
    let noun = places.contains { slots[$0].noun == "channels" } ? "channels" : slot.noun
    if isIncoming { return isOutgoing ? noun : "in_\(noun)" }
    if isOutgoing { return slots.contains(where: \.isWidthIn) ? "out_\(noun)" : noun }
    return widths <= 3 ? "hidden_\(noun)" : "\(slot.step)_\(noun)"
  }
}

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

  var role: Role {
    Self.nouns.contains { name.hasSuffix($0) } || Self.widths[name] != nil ? .width : .named(name)
  }
  var isWidthIn: Bool {
    name.hasPrefix("in_") || name == "input_size" || name == "num_features" || isWidthThrough
  }
  var isWidthOut: Bool { name.hasPrefix("out_") || Self.results.contains(name) || isWidthThrough }
  /// What comes in is what goes out.
  private var isWidthThrough: Bool { name == "channels" || name == "features" }
  var noun: String { Self.nouns.first { name.hasSuffix($0) } ?? Self.widths[name] ?? "channels" }

  private static let results = ["filters", "units", "hidden_size", "embedding_dim"]
  private static let nouns = ["channels", "features", "filters", "units"]
  private static let widths = [
    "groups": "channels", "normalized_shape": "features", "embed_dim": "features", "hidden_size": "features",
    "input_size": "features", "num_parameters": "channels",
  ]
}

extension CodeUnit {
  /// The plain arguments of all steps, in order.
  var slots: [CodeSlot] {
    var slots: [CodeSlot] = []
    for step in steps {
      _ = step.member?.replacingArguments { argument in
        slots.append(
          CodeSlot(
            step: step.name, name: argument.name, value: argument.value, fallback: argument.fallback))
        return argument.value
      }
    }
    return slots
  }

  /// What units have in common that one definition can stand for.
  var skeleton: CodeSkeleton {
    let joins = joinsArguments
    return CodeSkeleton(
      argumentCount: joins ? nil : arguments.count, results: results,
      steps: steps.enumerated().map { place, step in
        let isJoin = joins && place == 0
        return CodeSkeleton.Step(
          name: step.name, owner: step.owner, numbering: step.numbering,
          member: step.member?.replacingArguments { _ in .nothing },
          computation: isJoin ? step.computation?.joining(.list([])) : step.computation,
          operands: isJoin ? [] : step.operands, usedOutputs: step.usedOutputs)
      })
  }
}

struct CodeSkeleton: Hashable {
  struct Step: Hashable {
    let name: String
    let owner: String?
    let numbering: Numbering?
    let member: Python?
    let computation: CodeComputation?
    let operands: [CodeOperand]
    let usedOutputs: [Int]
  }

  /// `nil` where any number is joined.
  let argumentCount: Int?
  let results: [CodeReference]
  let steps: [Step]
}

/// What a layer computes, apart from what it keeps.
struct CodeComputation: Hashable {
  var expression: Python
  let modules: [Python]
  let pattern: LayerCode.Pattern
  let derived: [Int: Python]

  /// With something else in the place of the list that is joined.
  fileprivate func joining(_ list: Python) -> Self {
    var computation = self
    computation.expression = expression.joining(list)
    return computation
  }
}

extension CodeStep {
  /// What is made once for it.
  var member: Python? {
    switch content {
    case .layer(_, let code): code.member
    case .unit(let unit): unit.call
    case .run(let unit, let count): .repeated(unit.call, count: .integer(count))
    }
  }

  fileprivate var computation: CodeComputation? {
    guard case .layer(_, let code) = content else { return nil }
    return CodeComputation(
      expression: code.expression, modules: (code.before + code.after).compactMap(\.module),
      pattern: code.pattern, derived: code.derived)
  }
}

extension Python {
  /// With something else in the place of the list of all inputs.
  func joining(_ list: Python) -> Python { replacing { if case .list = $0 { list } else { nil } } }
}
