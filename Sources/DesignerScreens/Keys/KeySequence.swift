import Terminal

/// Keys pressed one after another that together mean one thing: `g g`, `ctrl-s`.
public struct KeySequence: Hashable, Sendable {
  public let strokes: [KeyStroke]

  public init(_ strokes: [KeyStroke]) {
    self.strokes = strokes
  }

  /// Reads names separated by blanks, or two characters as hints show them: `g g`, `gg`; nil where a name names
  /// no key, or there is none.
  public init?(parsing text: String) {
    let names = text.split(separator: " ")
    let isPair = names.count == 1 && text.count == 2 && KeyStroke(parsing: text) == nil
    let strokes =
      isPair ? text.map { KeyStroke(.character($0)) } : names.compactMap { KeyStroke(parsing: String($0)) }
    guard !strokes.isEmpty, isPair || strokes.count == names.count else { return nil }
    self.init(strokes)
  }

  /// The keys as hints and help show them: `gg`, `Ctrl-S`, `⏎`.
  public func label(_ glyphs: Glyphs) -> String {
    let labels = strokes.map { $0.label(glyphs) }
    return labels.joined(separator: labels.allSatisfy { $0.count == 1 } ? "" : " ")
  }

  func starts(with other: [KeyStroke]) -> Bool { strokes.starts(with: other) }
}

extension KeySequence: CustomStringConvertible {
  public var description: String { strokes.map(\.description).joined(separator: " ") }
}
