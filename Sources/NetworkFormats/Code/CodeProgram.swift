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
    // No definition is told from others by a number as if it were a layer of the network's.
    let steps = Set(([network] + groups).flatMap { $0.steps.map(\.name) })
    for height in 0...(groups.map(\.height).max() ?? 0) {
      let level = groups.filter { $0.height == height }
      for unit in level { unit.fold() }
      CodeUnit.agreeOnWords(level)
      for alike in level.grouped(by: { $0.skeleton }) {
        for units in Self.divided(alike) { define(units, &names, style, steps) }
      }
    }
    network.fold()
  }

  /// Units that are alike, in parts that few parameters tell apart.
  private static func divided(_ units: [CodeUnit]) -> [[CodeUnit]] {
    CodeParameters(of: units).parameters.count <= maximumParameters
      ? [units] : units.grouped { $0.slots.map(\.value) }
  }

  private mutating func define(
    _ units: [CodeUnit], _ names: inout PythonNames, _ style: CodeStyle, _ steps: Set<String>
  ) {
    if units.count == 1, let call = style.inline(units[0]) {
      units[0].call = call
      return
    }
    if Set(units.map(\.arguments.count)).count > 1 { for unit in units { unit.takesAnyNumber = true } }
    let title = CodeDefinition.title(for: units, among: definitions)
    let name = names.claim(style.name(title), avoiding: steps)
    let parameters = CodeParameters(of: units)
    definitions.append(CodeDefinition(name: name, title: title, units: units, parameters: parameters))
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
