import ArgumentParser
import NetworkFormats
import NetworkModel

/// `strata summary FILE`: the table of layers.
struct SummaryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "summary", abstract: "Print each layer's tensor size and parameters.",
    discussion: """
      In a table for people a name has a mark behind it where its layer is not sound: x broken (the size shows \
      the fraction that it came to), ~ provisional or blocked, ! warned about; strata check says why.

      \(CostArguments.convention)
      """)

  @OptionGroup var arguments: NetworkArguments
  @OptionGroup var costs: CostArguments

  @Option(
    help:
      "\(Formats.writable.map(\.id).joined(separator: ", ")); by default what OUTPUT's ending says, or text.")
  var format: String?

  @Option(help: "Columns, separated by commas: \(SummaryColumn.all.map(\.id).joined(separator: ", ")).")
  var columns: String?

  @Option(help: "Fold groups (a/b in names) deeper than this into one row.")
  var depth: Int?

  @Option(help: "A column to put the rows in order by: numbers from the largest down, words from A to Z.")
  var sort: String?

  @Option(
    name: .customLong("filter"),
    help: ArgumentHelp(
      """
      Show only rows with this in a column: kind=conv, status=error, name=stage2/*. A * stands for any characters. \
      Given more than once, all must hold. Totals stay those of the whole network.
      """, valueName: "column=pattern"))
  var filters: [String] = []

  @Option(name: .shortAndLong, help: "A file to write instead of standard output.")
  var output: String?

  func validate() throws {
    if let depth, depth < 1 { throw ValidationError("--depth is 1 or more.") }
  }

  func run() throws {
    let format = try FileFormat.toWrite(format, file: output, otherwise: .text)
    let columns = try columns.map { try SummaryColumn.columns(named: $0) } ?? SummaryColumn.standard
    let sort = try sort.map { try SummaryColumn.existing($0) }
    let filters = try filters.map { try RowFilter($0) }
    if format.canRead, sort != nil || !filters.isEmpty {
      throw UsageProblem(
        message: "\(format.id) holds the network itself, of which nothing is left out: no --sort, no --filter"
      )
    }
    let network = try arguments.load().network
    let report = Report(
      network, Analysis(of: network, elementType: costs.elementType), columns: columns, depth: depth,
      filters: filters, sort: sort)
    try strata.output(format.write(report), to: output)
  }
}
