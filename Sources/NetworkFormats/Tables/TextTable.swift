extension FileFormat {
  /// A table to look at: names to the left, numbers to the right, a rule around the rows.
  public static let text = FileFormat(
    id: "text", title: "Text", summary: "The summary as a table in plain text.", extensions: ["txt", "text"],
    choices: Set(Report.Choice.allCases),

    writer: { report in textTable(SummaryTable(report)) })
}

/// No column is wider; a longer cell sticks out of it, so that one endless name does not make all lines as long.
private let mostColumns = 400

private func textTable(_ table: SummaryTable) -> String {
  let heading = table.columns.map(\.heading)
  let body = table.rows.map { table.cells($0, for: .person) }
  let total = table.cells(table.total, for: .person)
  let widths = table.columns.indices.map { column in
    min(([heading, total] + body).map { displayWidth($0[column]) }.max() ?? 0, mostColumns)
  }
  func line(_ cells: [String]) -> String {
    let padded = cells.indices.map { column in
      let blanks = String(repeating: " ", count: max(0, widths[column] - displayWidth(cells[column])))
      return table.columns[column].isNumber ? blanks + cells[column] : cells[column] + blanks
    }
    return padded.joined(separator: "  ").trimmingBlanksAtEnd
  }
  let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
  let lines =
    [line(heading), rule] + body.map(line) + [rule, line(total)]
    + (table.notes.isEmpty ? [] : [""] + table.notes)
  return lines.joined(separator: "\n") + "\n"
}

extension String {
  fileprivate var trimmingBlanksAtEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
