import ArgumentParser
import NetworkFormats
import NetworkModel

/// `strata check FILE`: says what is broken, in words and by its status.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Say what is wrong with a network; status 1 if something is broken.")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @OptionGroup var arguments: NetworkArguments

  @Option(help: "text or json.")
  var format = Format.text

  func run() throws {
    let source = try arguments.load()
    let findings = Findings(source.network, Analysis(of: source.network))
    try output(format == .json ? findings.json : findings.text(file: source.name))
    if findings.errors > 0 { throw ExitCode(ExitStatus.checkFailed.rawValue) }
  }
}
