import NetworkModel

extension ReferencePage {
  static let diagnostics = ReferencePage(
    "diagnostics.md", title: "Diagnostics",
    [
      markdownTable(
        ["code", "meaning"],
        DiagnosticCode.allCases.map { ["`\($0.rawValue)`", $0.explanation] })
    ])

  static let formats = ReferencePage(
    "formats.md", title: "Formats",
    [
      markdownTable(
        ["format", "endings", "reads", "writes", ""],
        Formats.all.map { format in
          [
            "`\(format.id)`", format.extensions.map { "`.\($0)`" }.joined(separator: ", "),
            format.canRead ? "yes" : "no", format.canWrite ? "yes" : "no", markdownEscaped(format.summary),
          ]
        })
    ])

  static let columns = ReferencePage(
    "columns.md", title: "Columns",
    [
      "`strata summary --columns` takes these, separated by commas, `--sort` and `--filter` one of them; without it a table has "
        + SummaryColumn.standard.map { "`\($0.id)`" }.joined(separator: ", ") + ".",
      markdownTable(
        ["column", "heading", ""],
        SummaryColumn.all.map { ["`\($0.id)`", markdownEscaped($0.heading), markdownEscaped($0.summary)] }),
      "A name in a table for people has a mark behind it where the layer is not sound: "
        + "`x` broken, `~` provisional or blocked, `!` warned about.",
    ])
}
