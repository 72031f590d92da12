extension FileFormat {
  public static let latex = FileFormat(
    id: "latex", title: "LaTeX",
    summary: "The summary as a tabular for a paper, with the rules of booktabs; a long one as a longtable.",
    extensions: ["tex"], choices: Set(Report.Choice.allCases),

    writer: { report in latexTable(SummaryTable(report)) })
}

/// A table of more rows is broken over pages, with its heading on each.
private let rowsOfAPage = 40

private func latexTable(_ table: SummaryTable) -> String {
  func line(_ cells: [String]) -> String { "  " + cells.joined(separator: " & ") + " \\\\" }
  func row(_ row: SummaryRow) -> String {
    line(
      table.columns.map { column in
        let value = column.value(row)
        if case .size(let size) = value { return "$" + size.text(separator: "\\times ") + "$" }
        if case .bar(let part, let whole) = value { return latexBar(part, of: whole) }
        return latexEscaped(value.text(for: .person))
      })
  }
  let alignment = table.columns.map { $0.isNumber ? "r" : "l" }.joined()
  let heading = line(table.columns.map { latexEscaped($0.heading) })
  let rows = table.rows.map(row) + ["  \\midrule", row(table.total)]
  let head = ["  \\toprule", heading, "  \\midrule"]
  let lines =
    table.rows.count > rowsOfAPage
    ? ["% needs \\usepackage{booktabs,longtable}", "\\begin{longtable}{\(alignment)}"] + head
      + ["  \\endhead", "  \\bottomrule", "  \\endfoot"] + rows + ["\\end{longtable}"]
    : ["\\begin{tabular}{\(alignment)}"] + head + rows + ["  \\bottomrule", "\\end{tabular}"]
  return (table.notes.map { "% \($0)" } + lines).joined(separator: "\n") + "\n"
}

/// A rule, twelve hundredths of an em for a percent.
private func latexBar(_ part: Int, of whole: Int) -> String {
  let percent = percentage(part, of: whole)
  let hundredths = whole > 0 ? Int128(part) * 1200 / Int128(whole) : 0
  let length = "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  return "\(percent) \\rule{\(length)em}{1ex}"
}

private func latexEscaped(_ text: String) -> String {
  text.map { character in
    switch character {
    case "\\": "\\textbackslash{}"
    case "~": "\\textasciitilde{}"
    case "^": "\\textasciicircum{}"
    case "<": "\\textless{}"
    case ">": "\\textgreater{}"
    case "|": "\\textbar{}"
    case "&", "%", "$", "#", "_", "{", "}": "\\\(character)"
    default: String(character)
    }
  }.joined()
}
