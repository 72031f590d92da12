/// A unit's computation as statements, with a variable for whatever is still needed.
struct CodeVariables {
  private let unit: CodeUnit
  private var variables: [CodeReference: String]
  private var lastUse: [CodeReference: Int] = [:]
  private var names: PythonNames
  private var statements: [Statement] = []
  /// What is put where it is used: short calls that the next step alone reads.
  private var inlined: [CodeReference: Python] = [:]
  let arguments: [String]

  /// `target = value`, or `return value` where there is no target.
  struct Statement {
    let target: Target?
    let value: Python

    /// The statement as it stands in a function's body; several results need no brackets where they fit.
    func lines(indent: Int) -> [String] {
      if case .repeated(let item, let count) = value, let target {
        return [blanks(indent) + "for i in range(\(count.flat)):"]
          + item.lines(prefix: "\(target.text) = ", indent: indent + 4)
      }
      guard target == nil, case .tuple(let items) = value, items.count > 1 else {
        return value.lines(prefix: target.map { "\($0.text) = " } ?? "return ", indent: indent)
      }
      let line = blanks(indent) + "return " + items.map(\.flat).joined(separator: ", ")
      return line.count <= lineWidth ? [line] : value.lines(prefix: "return ", indent: indent)
    }
  }

  indirect enum Target: Hashable {
    case variable(String)
    case tuple([Target])

    var text: String {
      switch self {
      case .variable(let name): name
      case .tuple(let items):
        items.enumerated().map { $1.inner }.joined(separator: ", ") + (items.count == 1 ? "," : "")
      }
    }
    private var inner: String { if case .tuple = self { "(\(text))" } else { text } }
  }

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
  ) -> (arguments: [String], statements: [Statement], results: [Python]) {
    var variables = CodeVariables(unit, arguments, reserved)
    // Who is told the results needs what they were made of as well.
    if !returns { variables.keepArguments() }
    for place in unit.steps.indices {
      if let (name, value) = making(place) { variables.assign(name, value) }
      let operands = variables.operands(of: place)
      let holder = Python.name(variables.batchHolder ?? variables.arguments.first ?? "x")
      let values = expression(place, operands).map { value in
        value.replacing { $0 == .batch ? batch(holder) : nil }
      }
      variables.add(place, values, returns)
    }
    let results = unit.results.map { Python.name(variables.variables[$0] ?? "None") }
    if returns, variables.statements.last?.target != nil || unit.steps.isEmpty {
      let value: Python = results.count == 1 ? results[0] : .tuple(results)
      variables.statements.append(Statement(target: nil, value: value))
    }
    return (variables.arguments, variables.statements, results)
  }

  private init(_ unit: CodeUnit, _ wanted: [String], _ reserved: Set<String>) {
    self.unit = unit
    var names = PythonNames(taken: reservedWords.union(reserved).union(["x", "y"]))
    arguments = wanted.count == 1 ? wanted : wanted.map { names.claim($0) }
    self.names = names
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
      if let value = inlined[operand.reference], operand.permutation == nil { return value }
      let variable = Python.name(variables[operand.reference] ?? "None")
      return operand.permutation.map { order in
        variable.method("permute", order.map { .positional("", .integer($0)) })
      } ?? variable
    }
  }

  private mutating func add(_ place: Int, _ values: [Python], _ returns: Bool) {
    let step = unit.steps[place]
    guard var value = values.last else { return }
    let (pattern, reference) = (step.pattern, CodeReference.step(place, output: 0))
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
      statements.append(Statement(target: nil, value: value))
      return
    }
    if values.count == 1, canBeInlined(place, value) {
      inlined[.step(place, output: 0)] = value
      return
    }
    var parts: [String: String] = [:]
    let target = target(pattern, place, &parts)
    statements.append(Statement(target: target, value: value))
    guard case .layer(_, let code) = step.content else { return }
    for output in step.usedOutputs {
      guard let derived = code.derived[output] else { continue }
      let value = derived.replacing { part in
        if case .name(let name) = part { parts[name].map { .name($0) } } else { nil }
      }
      statements.append(Statement(target: .variable(variable(place, output)), value: value))
    }
  }

  /// A variable that has as many examples as go through: what came in, or what followed from it last.
  private var batchHolder: String? {
    let computed = unit.steps.indices.reversed().lazy.filter { !unit.steps[$0].operands.isEmpty }
      .map { CodeReference.step($0, output: 0) }
    return variables[.argument(0)] ?? computed.compactMap { variables[$0] }.first
  }

  /// A single step beside a shortcut or another branch: `x + self.conv(x)`.
  private func canBeInlined(_ place: Int, _ value: Python) -> Bool {
    if value.isLiteral { return true }
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
    statements.append(Statement(target: .variable(name), value: value))
  }

  private mutating func target(
    _ pattern: LayerCode.Pattern, _ place: Int, _ parts: inout [String: String]
  ) -> Target {
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
    let live = Set(variables.filter { lastUse[$0.key, default: -1] > place }.values)
    let dying = unit.steps[place].operands.compactMap { variables[$0.reference] }
    let name: String
    if !live.contains("x") {
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
    if unit.steps[place].outputCount > 1 { return names.claim("\(unit.steps[place].name)_\(output)") }
    var (end, isSingle) = (place, true)
    while let next = onlyReader(of: end) { (end, isSingle) = (next, false) }
    if !isSingle, live.count == 1, !live.contains("y") { return "y" }
    return names.claim(unit.steps[end].name)
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
  var pattern: LayerCode.Pattern {
    switch content {
    case .layer(_, let code): code.pattern
    case .unit: outputCount == 1 ? .output(0) : .tuple((0..<outputCount).map { .output($0) })
    case .run: .output(0)
    }
  }
}
