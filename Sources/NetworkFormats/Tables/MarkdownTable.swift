extension FileFormat {
  public static let markdown = FileFormat(
    id: "markdown", title: "Markdown", summary: "The summary as a GitHub-flavoured table.",
    extensions: ["md", "markdown"],
    writer: { report in markdownTable(SummaryTable(report)) })
}

private func markdownTable(_ table: SummaryTable) -> String {
  let rows = (table.rows + [table.total]).map { table.cells($0, for: .person).map(markdownEscaped) }
  return markdownTable(table.columns.map(\.heading), rows, alignedRight: table.columns.map(\.isNumber)) + "\n"
    + table.notes.map { "\n\(markdownEscaped($0))\n" }.joined()
}

/// A table of cells that are Markdown already.
package func markdownTable(_ heading: [String], _ rows: [[String]], alignedRight: [Bool] = []) -> String {
  func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
  let rule = heading.indices.map { alignedRight.indices.contains($0) && alignedRight[$0] ? "---:" : "---" }
  return ([line(heading), line(rule)] + rows.map(line)).joined(separator: "\n")
}

/// The text with a backslash before whatever Markdown would take for more than text. An underscore inside a
/// word is left alone, as Markdown does.
package func markdownEscaped(_ text: String) -> String {
  var escaped = ""
  let characters = Array(text)
  for (index, character) in characters.enumerated() {
    let isInsideWord =
      index > 0 && index + 1 < characters.count && characters[index - 1].isLetterOrDigit
      && characters[index + 1].isLetterOrDigit
    if "\\|`*[]<&".contains(character) || (character == "_" && !isInsideWord) { escaped.append("\\") }
    escaped.append(character)
  }
  return escaped
}

extension Character {
  fileprivate var isLetterOrDigit: Bool { isLetter || isNumber }
}
