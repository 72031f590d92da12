import Terminal

extension Glyphs {
  /// Breaks a text at its blanks into lines of at most `columns`; a word that is longer is cut.
  func wrapped(_ text: String, columns: Int) -> [String] {
    guard columns > 0 else { return [] }
    let text = shown(text)
    if TextWidth.columns(text) <= columns { return text.isEmpty ? [] : [text] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ").map(String.init) {
      let joined = line.isEmpty ? word : line + " " + word
      if TextWidth.columns(joined) <= columns {
        line = joined
        continue
      }
      if !line.isEmpty { lines.append(line) }
      line = word
      while TextWidth.columns(line) > columns {
        let head = TextWidth.prefix(line, columns: columns)
        guard !head.isEmpty else { return lines }
        lines.append(head)
        line = String(line.unicodeScalars.dropFirst(head.unicodeScalars.count))
      }
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}
