extension FileFormat {
  /// RFC 4180: lines end in CR LF, and what holds a comma, a quote or a line's end stands in quotes. Numbers are
  /// plain. A name that a spreadsheet would take for a formula has an apostrophe before it.
  public static let csv = FileFormat(
    id: "csv", title: "CSV", summary: "The summary for spreadsheets and scripts: plain numbers, RFC 4180.",
    extensions: ["csv"], choices: Set(Report.Choice.allCases),

    writer: { report in csvTable(SummaryTable(report)) })
}

private func csvTable(_ table: SummaryTable) -> String {
  let heading = table.columns.map { csvField($0.heading) }
  let rows = (table.rows + [table.total]).map { row in
    table.columns.map { column in
      let value = column.value(row)
      let text = value.text(for: .program)
      return csvField(value.isAuthored ? withoutFormula(text) : text)
    }
  }
  return ([heading] + rows).map { $0.joined(separator: ",") + "\r\n" }.joined()
}

private func csvField(_ text: String) -> String {
  guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
  return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
}

/// Spreadsheets run a field that begins so; the apostrophe is their own sign for text.
private func withoutFormula(_ text: String) -> String {
  text.first.map { "=+-@".contains($0) } == true ? "'" + text : text
}
