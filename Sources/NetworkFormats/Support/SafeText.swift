// Names and notes come from files, and a file can hold anything. Here it is made harmless, once, where it
// becomes text that somebody looks at.

extension Unicode.Scalar {
  /// Whether it is a character that a terminal obeys, that reorders the text around it, or that breaks a line; or
  /// one that no text may have, by Unicode and XML.
  var isHazardous: Bool {
    switch value {
    case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF,
      0xFFFE...0xFFFF,
      0xE0000...0xE007F:
      true
    default: false
    }
  }
}

extension String {
  /// The text with `U+FFFD` in the place of every control, escape and bidirectional character.
  public var madeSafe: String {
    guard unicodeScalars.contains(where: \.isHazardous) else { return self }
    var safe = UnicodeScalarView()
    for scalar in unicodeScalars { safe.append(scalar.isHazardous ? "\u{FFFD}" : scalar) }
    return String(safe)
  }

  /// The text as part of a message: safe, in quotes, and cut where nobody would read on.
  package var quoted: String { "'\(madeShort())'" }

  /// The text, safe, and cut where it is longer than so many characters.
  func madeShort(_ most: Int = 60) -> String {
    let safe = madeSafe
    return safe.count > most ? "\(safe.prefix(most - 1))…" : safe
  }
}

extension [String] {
  /// Words for a message: safe and short, and no more of them than anybody would read.
  var listed: String {
    let most = 12
    let words = prefix(most).map { $0.madeShort() }.joined(separator: ", ")
    return count > most ? "\(words) and \(count - most) more" : words
  }
}
