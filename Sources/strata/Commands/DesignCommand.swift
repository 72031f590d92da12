import ArgumentParser
import DesignerScreens
import Glibc

/// `strata [FILE]`: the designer.
struct DesignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "design", abstract: "Open the designer on a network (the default).")

  @Argument(help: "A file, which need not be there yet, - for standard input, or a template's name.")
  var file = usual

  @OptionGroup var options: DesignerOptions

  func run() throws { try Self.open(file, adjust: options.applied) }

  /// Opens the designer with the configuration as `adjust` changes it.
  static func open(_ file: String, adjust: (Configuration) -> Configuration = { $0 }) throws {
    // Keys come from the terminal itself, so that standard input may hold the network.
    guard isatty(STDOUT_FILENO) == 1, file == "-" || isatty(STDIN_FILENO) == 1 else {
      throw UsageProblem(message: "the designer needs a terminal; without one, try: strata summary \(file)")
    }
    try runDesigner(try NetworkSource(toEdit: file), adjust: adjust)
  }

  /// The file where the arguments are no more than that, or nothing. To be parsed they would need the declarations of
  /// all commands, which take as long to gather as all else that comes before the first screen.
  static func file(in arguments: some Collection<String>) -> String? {
    guard let file = arguments.first else { return usual }
    let commands = ["help"] + Strata.configuration.subcommands.compactMap { $0.configuration.commandName }
    return arguments.count > 1 || file.hasPrefix("-") || commands.contains(file) ? nil : file
  }

  /// What opens where nothing is named.
  private static let usual = "alexnet"
}
