import NetworkModel

extension FieldEditor {
  /// Whether a character can be part of what is typed here. One that cannot may be a command's key: `+` counts
  /// a number up, `f` shows the ways out.
  public func takes(_ character: Character) -> Bool {
    guard let type = field.type else { return true }
    if character == "+" { return type == .text }
    if character == "-" { return type == .text || startsNumber(type) }
    return !character.isLetter || type.letters?.contains(character) ?? true
  }

  /// Whether a sign would begin a number that may be below zero: `-1`, `1e-5`.
  private func startsNumber(_ type: AttributeType) -> Bool {
    if !line.isSelected, line.head.last == "e" { return true }
    return type.isSigned && (line.isSelected || line.head.last.map { ",[ ".contains($0) } ?? true)
  }
}

extension AttributeType {
  /// The letters of the words that it knows; `nil`: any.
  fileprivate var letters: Set<Character>? {
    switch self {
    case .integer, .extent, .integers: []
    case .real: ["e"]
    case .padding(let modes): Set(modes.flatMap { $0.rawValue })
    case .choice(let words): Set(words.joined())
    case .flag: Set("yesnotruefalse")
    case .sizes, .shapes, .text: nil
    }
  }

  fileprivate var isSigned: Bool {
    switch self {
    case .integer(let range): range.lowerBound < 0
    case .real(let range): range.lowerBound < 0
    case .sizes(let range): range.lowerBound < 0
    case .integers: true
    case .extent, .padding, .shapes, .flag, .choice, .text: false
    }
  }
}
