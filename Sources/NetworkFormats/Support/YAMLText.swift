// Scalars as YAML text: plain where every YAML reader takes them for the same text, otherwise in double quotes.

/// A text as a YAML scalar inside a flow mapping.
package func yamlScalar(_ text: String) -> String { isPlainInYAML(text) ? text : yamlQuoted(text) }

/// A text as a key inside a flow mapping; one of more than a thousand characters has to be announced.
func yamlKey(_ text: String) -> String {
  let scalar = yamlScalar(text)
  return scalar.utf8.count > 1000 ? "? \(scalar) " : scalar
}

private func isPlainInYAML(_ text: String) -> Bool {
  guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last,
    !first.isYAMLIndicator, first != " ", last != " ", last != ":"
  else { return false }
  return !text.unicodeScalars.contains { $0.mustBeQuotedInYAML } && !hasYAMLSeparator(text)
    && !wordsOfYAML.contains(text.lowercased()) && !looksLikeNumber(text)
}

extension Unicode.Scalar {
  fileprivate var isYAMLIndicator: Bool { "-?:,[]{}#&*!|>'\"%@`=<.~".unicodeScalars.contains(self) }

  /// Whether it ends a plain scalar in a flow mapping, or may not stand in one for another reason.
  fileprivate var mustBeQuotedInYAML: Bool { ",[]{}".unicodeScalars.contains(self) || mustBeEscapedInYAML }

  fileprivate var mustBeEscapedInYAML: Bool {
    isHazardous || self == "\u{A0}" || properties.isNoncharacterCodePoint
  }
}

/// `: ` and ` #` mean something to YAML; a colon before a letter or digit does not.
private func hasYAMLSeparator(_ text: String) -> Bool {
  var previous: Unicode.Scalar = " "
  for scalar in text.unicodeScalars {
    if previous == ":", !scalar.properties.isAlphabetic, !("0"..."9").contains(scalar) { return true }
    if previous == " ", scalar == "#" { return true }
    previous = scalar
  }
  return false
}

/// Words that some YAML version takes for something other than text.
private let wordsOfYAML: Set<String> = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"]

/// Whether YAML may see a number, a date or a time of day in it.
private func looksLikeNumber(_ text: String) -> Bool {
  let scalars = text.unicodeScalars
  if scalars.contains(where: { ("0"..."9").contains($0) }),
    scalars.allSatisfy("0123456789_.:+-eETtZz ".unicodeScalars.contains)
  {
    return true
  }
  return ["0x", "0o", "0b", "+0x", "+0o", "+0b"].contains { text.lowercased().hasPrefix($0) }
}

private func yamlQuoted(_ text: String) -> String {
  doubleQuoted(text) { scalar in
    guard scalar.mustBeEscapedInYAML else { return nil }
    let (letter, width) = scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
    return "\\\(letter)" + hexadecimal(scalar.value, digits: width, uppercase: true)
  }
}
