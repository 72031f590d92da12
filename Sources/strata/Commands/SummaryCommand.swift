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
      """)

  @OptionGroup var arguments: NetworkArguments

  @Option(
    help:
      "\(Formats.writable.map(\.id).joined(separator: ", ")); by default what OUTPUT's ending says, or text.")
  var format: String?

  @Option(help: "Columns, separated by commas: \(SummaryColumn.all.map(\.id).joined(separator: ", ")).")
  var columns: String?

  @Option(help: "Fold groups (a/b in names) deeper than this into one row.")
  var depth: Int?

  @Option(name: .shortAndLong, help: "A file to write instead of standard output.")
  var output: String?

  func validate() throws {
    if let depth, depth < 1 { throw ValidationError("--depth is 1 or more.") }
  }

  func run() throws {
    let format = try FileFormat.toWrite(format, file: output, otherwise: .text)
    let columns = try columns.map { try SummaryColumn.columns(named: $0) } ?? SummaryColumn.standard
    let network = try arguments.load().network
    let report = Report(network, Analysis(of: network), columns: columns, depth: depth)
    try strata.output(format.write(report), to: output)
  }
}
