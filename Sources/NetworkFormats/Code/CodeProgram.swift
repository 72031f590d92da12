/// A network as classes or functions: groups that are alike are one, with parameters where they differ.
struct CodeProgram {
  let network: CodeUnit
  /// In an order in which each comes after those it uses.
  private(set) var definitions: [CodeDefinition] = []

  /// More parameters than these make nobody the wiser: the groups are then written apart.
  private static let maximumParameters = 8

  /// - Parameters:
  ///   - names: what definitions cannot be called.
  ///   - style: how the language's users write a group that is there once, and what they call the others.
  init(_ source: CodeSource, names: PythonNames, style: CodeStyle) {
    let (network, groups) = CodeUnits.make(of: source)
    self.network = network
    var names = names
    for height in 0...(groups.map(\.height).max() ?? 0) {
      let level = groups.filter { $0.height == height }
      for unit in level { unit.foldRuns() }
      for alike in level.grouped(by: { $0.skeleton }) {
        for units in Self.divided(alike) { define(units, &names, style) }
      }
    }
    network.foldRuns()
  }

  /// Units that are alike, in parts that few parameters tell apart.
  private static func divided(_ units: [CodeUnit]) -> [[CodeUnit]] {
    CodeParameters(of: units).parameters.count <= maximumParameters
      ? [units] : units.grouped { $0.slots.map(\.value) }
  }

  private mutating func define(_ units: [CodeUnit], _ names: inout PythonNames, _ style: CodeStyle) {
    if units.count == 1, let call = style.inline(units[0]) {
      units[0].call = call
      return
    }
    if Set(units.map(\.arguments.count)).count > 1 { for unit in units { unit.takesAnyNumber = true } }
    let name = names.claim(style.name(CodeDefinition.name(for: units, among: definitions)))
    let parameters = CodeParameters(of: units)
    definitions.append(
      CodeDefinition(name: name, unit: units[0], parameters: parameters))
    for (place, unit) in units.enumerated() {
      unit.call = .call(name, parameters.arguments(ofUnit: place))
    }
  }
}

/// How a language's users write groups.
struct CodeStyle: Sendable {
  /// The expression for a group that is there only once and needs no definition; `nil` where it needs one.
  let inline: @Sendable (CodeUnit) -> Python?
  /// A definition's name of one in the style of classes.
  let name: @Sendable (String) -> String
}

/// A class or a function for one or more groups that are alike.
struct CodeDefinition {
  let name: String
  /// The first of the groups.
  let unit: CodeUnit
  let parameters: CodeParameters

  /// A name in the style of classes, with what tells it from others of that name.
  static func name(for units: [CodeUnit], among others: [CodeDefinition]) -> String {
    let unit = units[0]
    let name = unit.title
    let namesakes = others.filter { $0.name.hasPrefix(name) }
    guard let namesake = namesakes.first else { return name }
    if unit.isResidual, !namesake.unit.isResidual { return "Residual\(name)" }
    let known = Set(namesake.unit.steps.map(\.name))
    let further = unit.steps.map(\.name).filter { !known.contains($0) }
    // A name says more than a number, but a long list of them says less.
    return further.count == 1 && !further[0].stem.isEmpty && namesakes.count == 1
      ? name + "With" + PythonNames.type(further[0]) : name
  }
}

extension CodeUnit {
  /// Its own name without the number at its end; where that is all there is, what it does if that is little, or
  /// the group that it is a block of.
  fileprivate var title: String {
    let own = PythonNames.type(path.last?.stem ?? "")
    if !own.isEmpty { return own }
    if isChain, steps.count <= 4 {
      let kinds = steps.compactMap(\.title)
      if kinds.count == steps.count { return PythonNames.type(kinds.joined(separator: " ")) }
    }
    return PythonNames.type(path.dropLast().last?.stem ?? "") + "Block"
  }

  fileprivate var isResidual: Bool {
    steps.contains { if case .layer(_, let code) = $0.content { code.isSum } else { false } }
  }
}

extension CodeStep {
  fileprivate var title: String? { if case .layer(_, let code) = content { code.title } else { nil } }
}

extension Array {
  /// The elements in groups of equal keys, in the order in which they come up.
  func grouped<Key: Hashable>(by key: (Element) -> Key) -> [[Element]] {
    var places: [Key: Int] = [:]
    var groups: [[Element]] = []
    for element in self {
      let key = key(element)
      if let place = places[key] {
        groups[place].append(element)
      } else {
        places[key] = groups.count
        groups.append([element])
      }
    }
    return groups
  }
}
