import NetworkModel

/// A class or a function for one or more groups that are alike.
struct CodeDefinition {
  let name: String
  /// What it is called in the style of classes.
  let title: String
  let units: [CodeUnit]
  let parameters: CodeParameters

  /// The first of the groups.
  var unit: CodeUnit { units[0] }

  /// Which groups it stands for: all of them where they are few.
  var summary: String {
    let names = units.map { $0.path.joined(separator: "/") }
    if names.count == 1 { return "Group \(names[0])." }
    let isShort = names.count <= 4 && names.reduce(0) { $0 + $1.count } < 60
    let shown = isShort ? names.dropLast() : names.prefix(names.count == 2 ? 1 : 2)
    let last = isShort ? names[names.count - 1] : "\(names.count - shown.count) more"
    return "Groups \(shown.joined(separator: ", ")) and \(last)."
  }

  /// What the values that come in are called: `x`; where there are several, what all groups call them but for numbers.
  func argumentNames(in network: Network) -> [String] {
    if unit.takesAnyNumber { return ["features"] }
    if unit.arguments.count == 1 { return ["x"] }
    let names = units.map { $0.argumentNames(in: network) }
    return unit.arguments.indices.map { place in
      let stems = Set(names.map { units.count == 1 ? $0[place] : $0[place].stem })
      return stems.count == 1 ? stems.first ?? "x" : "x"
    }
  }

  /// A name in the style of classes, with what tells it from others of that name.
  static func title(for units: [CodeUnit], among others: [CodeDefinition]) -> String {
    let (unit, title) = (units[0], commonTitle(of: units))
    let namesakes = others.filter { $0.title.hasPrefix(title) }
    guard let namesake = namesakes.first else { return title }
    if unit.isResidual, !namesake.unit.isResidual { return "Residual\(title)" }
    let known = Set(namesake.unit.steps.map(\.name))
    let further = unit.steps.map(\.name).filter { !known.contains($0) }
    // A name says more than a number, but a long list of them says less.
    return further.count == 1 && !further[0].stem.isEmpty && namesakes.count == 1
      ? title + "With" + PythonNames.type(further[0]) : title
  }

  /// What the groups' names have in common; where that is nothing, what is in them if that is little.
  private static func commonTitle(of units: [CodeUnit]) -> String {
    let titles = units.map(\.title)
    if Set(titles).count == 1 { return titles[0] }
    let prefix = commonPrefix(units.map { $0.path.last ?? "" })
    if prefix.count > 2 { return PythonNames.type(prefix) }
    return units[0].contents ?? titles.grouped { $0 }.max { $0.count < $1.count }?[0] ?? titles[0]
  }

  /// `mixed_5b` and `mixed_5c` have `mixed_5` in common, `block1` and `block12` nothing but `block`.
  private static func commonPrefix(_ names: [String]) -> String {
    var prefix = names[0][...]
    for name in names.dropFirst() { prefix = prefix.prefix(zip(prefix, name).prefix { $0 == $1 }.count) }
    func splitsANumber(_ name: String) -> Bool {
      prefix.last?.isNumber == true && name.dropFirst(prefix.count).first?.isNumber == true
    }
    func splitsAWord(_ name: String) -> Bool {
      prefix.last?.isLetter == true && name.dropFirst(prefix.count).first?.isLowercase == true
    }
    while !prefix.isEmpty, names.contains(where: { splitsANumber($0) || splitsAWord($0) }) {
      prefix.removeLast()
    }
    return String(prefix)
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
    let around = PythonNames.type(path.dropLast().last?.stem ?? "")
    return (around.count > 1 ? around : "") + "Block"
  }

  /// The names of few steps that follow each other: `ConvNormRelu`.
  fileprivate var contents: String? {
    let words = steps.map { PythonNames.type($0.name.stem) }
    return isChain && (2...4).contains(words.count) && !words.contains("") ? words.joined() : nil
  }

  fileprivate var isResidual: Bool {
    steps.contains { if case .layer(_, let code) = $0.content { code.isSum } else { false } }
  }
}

extension CodeStep {
  fileprivate var title: String? { if case .layer(_, let code) = content { code.title } else { nil } }
}
