import ArgumentParser
import NetworkFormats
import NetworkModel

/// `strata convert IN OUT`: another format.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Write a network in another format.")

  @Argument(help: "The network's file, - for standard input, or a template's name.")
  var input: String

  @Argument(help: "The file to write, or - for standard output; what is there is replaced.")
  var output: String

  @Option(name: .customLong("to"), help: "The format; by default what OUTPUT's ending says.")
  var format: String?

  func run() throws {
    let format = try FileFormat.toWrite(format, file: output)
    let source = try NetworkSource(input)
    try source.tellNotes()
    try strata.output(format.write(Report(source.network, Analysis(of: source.network))), to: output)
  }
}
