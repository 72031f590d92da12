/// A unit's computation as statements, with a variable for whatever is still needed.
struct CodeVariables {
  private let unit: CodeUnit
  private var variables: [CodeReference: String]
  private var lastUse: [CodeReference: Int] = [:]
  private var names: PythonNames
  private var statements: [CodeStatement] = []
  /// What is put where it is used: short calls that the next step alone reads.
  private var inlined: [CodeReference: Python] = [:]
  let arguments: [String]

  /// - Parameters:
  ///   - arguments: what comes in, by name; a single one has the very name.
  ///   - returns: whether the results are returned, or only told.
  ///   - reserved: names that no variable can have.
  ///   - making: what is kept in a variable of that name before a step runs, because other steps use it too.
  ///   - batch: how many examples there are, by a variable that has as many.
  ///   - expression: what a step computes of its operands; where it takes several expressions, each reads the one
  ///     before as its input.
  static func statements(
    of unit: CodeUnit, arguments: [String], returns: Bool = true, reserved: Set<String> = [],
    batch: (Python) -> Python, making: (_ step: Int) -> (name: String, value: Python)? = { _ in nil },
    expression: (_ step: Int, _ operands: [Python]) -> [Python]
  ) -> (arguments: [String], statements: [CodeStatement], results: [Python]) {
    var variables = CodeVariables(unit, arguments, reserved)
    // Who is told the results needs what they were made of as well.
    if !returns { variables.keepArguments() }
    for place in unit.steps.indices {
      if let (name, value) = making(place) { variables.assign(name, value) }
      let isGathered = if case .gathered = unit.steps[place].content { true } else { false }
      if isGathered { variables.begin(place) }
      let operands =
        isGathered ? [variables.value(of: .step(place, output: 0))] : variables.operands(of: place)
      let holder = Python.name(variables.batchHolder ?? variables.arguments.first ?? "x")
      let values = expression(place, operands).map { value in
        value.replacing { $0 == .batch ? batch(holder) : nil }
      }
      variables.add(place, values, returns)
    }
    let results = unit.results.map(variables.value)
    if returns, variables.statements.isEmpty || variables.statements.last?.target != nil {
      let value: Python = results.count == 1 ? results[0] : .tuple(results)
      variables.statements.append(CodeStatement(target: nil, value: value))
    }
    return (variables.arguments, variables.statements, results)
  }

  private init(_ unit: CodeUnit, _ wanted: [String], _ reserved: Set<String>) {
    self.unit = unit
    var claimed = PythonNames(taken: reservedWords.union(reserved))
    arguments = wanted.count == 1 ? wanted : wanted.map { claimed.claim($0) }
    names = PythonNames(taken: reservedWords.union(reserved).union(arguments).union(["x", "y"]))
    variables = [:]
    for (place, name) in arguments.enumerated() { variables[.argument(place)] = name }
    for (place, step) in unit.steps.enumerated() {
      for operand in step.operands { lastUse[operand.reference] = place }
    }
    for result in unit.results { lastUse[result] = .max }
  }

  private mutating func keepArguments() {
    for place in arguments.indices { lastUse[.argument(place)] = .max }
  }

  private func operands(of place: Int) -> [Python] {
    unit.steps[place].operands.map { operand in
      let value = value(of: operand.reference)
      return operand.permutation.map(value.permuted) ?? value
    }
  }

  private func value(of reference: CodeReference) -> Python {
    inlined[reference] ?? .name(variables[reference] ?? "None")
  }

  /// A list begins with what comes in.
  private mutating func begin(_ place: Int) {
    let first = operands(of: place)
    assign(variable(place, 0), .list(first))
  }

  private mutating func add(_ place: Int, _ values: [Python], _ returns: Bool) {
    let step = unit.steps[place]
    guard var value = values.last else { return }
    let (pattern, reference) = (step.pattern, CodeReference.step(place, output: 0))
    if case .gathered = step.content {
      statements.append(CodeStatement(target: .variable(variable(place, 0)), value: value, gathers: true))
      return
    }
    if case .repeated = value {
      assignRepeated(value, place)
      return
    }
    if values.count > 1 {
      let name = variable(place, 0)
      assign(name, values[0])
      for part in values[1..<(values.count - 1)] { assign(name, part.with(inputs: [.name(name)])) }
      value = value.with(inputs: [.name(name)])
    }
    if returns, place == unit.steps.count - 1, pattern == .output(0), unit.results == [reference] {
      statements.append(CodeStatement(target: nil, value: value))
      return
    }
    if values.count == 1, canBeInlined(place, value) || returns && isLastOfSeveralResults(place) {
      inlined[reference] = value
      return
    }
    var parts: [String: String] = [:]
    let target = target(pattern, place, &parts)
    statements.append(CodeStatement(target: target, value: value))
    guard case .layer(_, let code) = step.content else { return }
    for output in step.usedOutputs {
      guard let derived = code.derived[output] else { continue }
      let value = derived.replacing { part in
        if case .name(let name) = part { parts[name].map { .name($0) } } else { nil }
      }
      statements.append(CodeStatement(target: .variable(variable(place, output)), value: value))
    }
  }

  /// A variable that has as many examples as go through: what came in, or what followed from it last.
  private var batchHolder: String? {
    let computed = unit.steps.indices.reversed().lazy.filter { !unit.steps[$0].operands.isEmpty }
      .map { CodeReference.step($0, output: 0) }
    return variables[.argument(0)] ?? computed.compactMap { variables[$0] }.first
  }

  /// `return x, self.pool(x)`
  private func isLastOfSeveralResults(_ place: Int) -> Bool {
    place == unit.steps.count - 1 && unit.steps[place].pattern == .output(0)
      && unit.results.count { $0 == .step(place, output: 0) } == 1
  }

  /// A single step beside a shortcut or another branch: `x + self.conv(x)`. A name needs no other.
  private func canBeInlined(_ place: Int, _ value: Python) -> Bool {
    if value.isLiteral { return true }
    if case .name = value, unit.steps[place].operands.isEmpty { return true }
    let reference = CodeReference.step(place, output: 0)
    guard place + 1 < unit.steps.count, lastUse[reference] == place + 1,
      unit.steps[place].pattern == .output(0),
      case .layer(_, let code) = unit.steps[place + 1].content, code.member == nil, code.before.isEmpty
    else { return false }
    let operands = unit.steps[place + 1].operands
    return operands.count == 2 && operands.count { $0.reference == reference } == 1
      && unit.steps[place].operands.allSatisfy { operand in
        operands.contains { $0.reference == operand.reference } || lastUse[operand.reference] == place
      }
      && operands.allSatisfy { $0.permutation == nil } && value.flat.count <= 32
  }

  /// A loop, whose variable is what it begins with and what it ends with.
  private mutating func assignRepeated(_ value: Python, _ place: Int) {
    let before = unit.steps[place].operands.first.flatMap { variables[$0.reference] }
    let name = variable(place, 0)
    if let before, before != name { assign(name, .name(before)) }
    assign(name, value.with(inputs: [.name(name)]))
  }

  private mutating func assign(_ name: String, _ value: Python) {
    statements.append(CodeStatement(target: .variable(name), value: value))
  }

  private mutating func target(
    _ pattern: LayerCode.Pattern, _ place: Int, _ parts: inout [String: String]
  ) -> CodeStatement.Target {
    switch pattern {
    case .output(let output):
      return .variable(unit.steps[place].usedOutputs.contains(output) ? variable(place, output) : "_")
    case .part(let name):
      parts[name] = names.claim(name)
      return .variable(parts[name] ?? name)
    case .unused: return .variable("_")
    case .tuple(let items): return .tuple(items.map { target($0, place, &parts) })
    }
  }

  /// Gives an output a variable: `x` where that is free, then one that nobody needs any more, then a new one.
  private mutating func variable(_ place: Int, _ output: Int) -> String {
    if let known = variables[.step(place, output: output)] { return known }
    let step = unit.steps[place]
    let live = Set(variables.filter { lastUse[$0.key, default: -1] > place }.values)
    let dying = step.operands.compactMap { variables[$0.reference] }
    let isLast = output == step.usedOutputs.last
    let name: String
    if case .gathered = step.content {
      name = names.claim("features")
    } else if step.isSplit {
      name = names.claim("x\(output + 1)")
    } else if isOneOfMany(place),
      let own = dying.first(where: { !live.contains($0) && !arguments.contains($0) })
    {
      name = own
    } else if !isLast || isOneOfMany(place) {
      name = newName(place, output, live)
    } else if !live.contains("x") {
      name = "x"
    } else if let free = dying.first(where: { !live.contains($0) }) {
      name = free
    } else {
      name = newName(place, output, live)
    }
    for (reference, variable) in variables where variable == name { variables[reference] = nil }
    variables[.step(place, output: output)] = name
    return name
  }

  /// The main path beside a shortcut is `y`; other branches are called after the layer that ends them.
  private mutating func newName(_ place: Int, _ output: Int, _ live: Set<String>) -> String {
    let step = unit.steps[place]
    if step.outputCount > 1 {
      return names.claim(step.usedOutputs.count <= 2 ? step.name : "\(step.name)_\(output)")
    }
    let branch = branch(from: place)
    if branch.count > 1, live.count == 1, !live.contains("y"), !isOneOfMany(place) { return "y" }
    return names.claim(PythonNames.common(branch.map { unit.steps[$0].name }))
  }

  /// The steps from one on that read nothing but each other.
  private func branch(from place: Int) -> [Int] {
    var branch = [place]
    while let next = onlyReader(of: branch[branch.count - 1]) { branch.append(next) }
    return branch
  }

  /// Whether what a branch comes to is put together with two others at least, which have names then.
  private func isOneOfMany(_ place: Int) -> Bool {
    let branch = branch(from: place)
    let end = CodeReference.step(branch[branch.count - 1], output: 0)
    return branch[0] == place
      && unit.steps.contains { step in
        step.operands.count > 2 && step.operands.contains { $0.reference == end }
      }
  }

  /// The step that alone reads a step and reads nothing else.
  private func onlyReader(of place: Int) -> Int? {
    let reference = CodeReference.step(place, output: 0)
    guard let last = lastUse[reference], last < unit.steps.count, unit.steps[last].operands.count == 1,
      !unit.steps[(place + 1)..<last].contains(where: { $0.operands.contains { $0.reference == reference } })
    else { return nil }
    return last
  }
}

extension CodeStep {
  /// Whether it takes one tensor apart, so that its parts are numbered.
  fileprivate var isSplit: Bool {
    guard case .layer(_, let code) = content, case .tuple(let items) = code.pattern, code.derived.isEmpty
    else {
      return false
    }
    return items.count { if case .output = $0 { true } else { false } } > 1
  }

  var pattern: LayerCode.Pattern {
    switch content {
    case .layer(_, let code): code.pattern
    case .unit: outputCount == 1 ? .output(0) : .tuple((0..<outputCount).map { .output($0) })
    case .run, .gathered: .output(0)
    }
  }
}
