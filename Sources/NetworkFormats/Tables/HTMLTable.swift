extension FileFormat {
  public static let html = FileFormat(
    id: "html", title: "HTML", summary: "The summary as a page of its own, which fits light and dark.",
    extensions: ["html", "htm"],
    writer: { report in
      htmlPage(title: report.network.settings.name, body: htmlTable(SummaryTable(report)))
    })
}

private func htmlPage(title: String, body: String) -> String {
  """
  <!DOCTYPE html>
  <html lang="en">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>\(title.markupEscaped)</title>
  <style>
  :root { color-scheme: light dark; --error: light-dark(#b00020, #ff8a80); --quiet: light-dark(#595959, #b0b0b0); }
  body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem; }
  table { border-collapse: collapse; }
  caption { font-weight: bold; text-align: left; padding: .5rem; }
  th, td { padding: .15rem .75rem; text-align: left; white-space: nowrap; }
  thead th, tbody tr:last-child > *, tfoot tr > * { border-bottom: 1px solid; }
  th { font-weight: 600; }
  tbody th { font-weight: normal; }
  .number { text-align: right; font-variant-numeric: tabular-nums; }
  .error { color: var(--error); font-weight: bold; }
  .provisional, .blocked { color: var(--quiet); font-style: italic; }
  </style>
  <table>
  <caption>\(title.markupEscaped)</caption>
  \(body)
  </table>
  </html>

  """
}

private func htmlTable(_ table: SummaryTable) -> String {
  func cell(_ text: String, in column: Int, scope: String? = nil) -> String {
    let alignment = table.columns[column].isNumber ? " class=\"number\"" : ""
    guard let scope else { return "<td\(alignment)>\(text.markupEscaped)</td>" }
    return "<th scope=\"\(scope)\"\(alignment)>\(text.markupEscaped)</th>"
  }
  func line(_ row: SummaryRow) -> String {
    let status = row.status == .ok ? "" : " class=\"\(row.status.rawValue)\""
    let cells = table.cells(row, for: .person).enumerated().map { column, text in
      cell(text, in: column, scope: column == 0 ? "row" : nil)
    }
    return "<tr\(status)>\(cells.joined())</tr>"
  }
  let heading = table.columns.enumerated().map { cell($1.heading, in: $0, scope: "col") }
  let parts =
    ["<thead>", "<tr>\(heading.joined())</tr>", "</thead>", "<tbody>"] + table.rows.map(line)
    + ["</tbody>", "<tfoot>", line(table.total), "</tfoot>"]
  return parts.joined(separator: "\n")
}
