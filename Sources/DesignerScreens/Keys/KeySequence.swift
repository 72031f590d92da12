import Terminal

/// Keys pressed one after another that together mean one thing: `g g`, `ctrl-s`.
public struct KeySequence: Hashable, Sendable {
  public let strokes: [KeyStroke]

  public init(_ strokes: [KeyStroke]) {
    self.strokes = strokes
  }

  /// Reads names separated by blanks; nil where one of them names no key, or there is none.
  public init?(parsing text: String) {
    let names = text.split(separator: " ")
    strokes = names.compactMap { KeyStroke(parsing: String($0)) }
    guard !strokes.isEmpty, strokes.count == names.count else { return nil }
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
