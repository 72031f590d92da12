import ArgumentParser
import Glibc

/// `strata [FILE]`: the designer.
struct DesignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "design", abstract: "Open the designer on a network (the default).")

  @Argument(help: "A file, which need not be there yet, - for standard input, or a template's name.")
  var file = "alexnet"

  @OptionGroup var options: DesignerOptions

  func run() throws {
    // Keys come from the terminal itself, so that standard input may hold the network.
    guard isatty(STDOUT_FILENO) == 1, file == "-" || isatty(STDIN_FILENO) == 1 else {
      throw UsageProblem(message: "the designer needs a terminal; without one, try: strata summary \(file)")
    }
    try runDesigner(try NetworkSource(toEdit: file), options)
  }
}
