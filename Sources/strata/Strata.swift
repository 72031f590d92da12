import ArgumentParser
import NetworkFormats

/// The program: each command stands in its own file under `Commands`.
@main struct Strata: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "strata",
    abstract: "Design a neural network at the keyboard: every size and count, and where a dimension breaks.",
    usage: """
      strata [FILE]
      strata <subcommand> ...
      """,
    discussion: """
      FILE is a network's file, - for standard input, or a built-in template's name (see strata templates).
      Status: 0 done, 1 check failed, 64 usage, 65 bad file, 66 no such file, 74 input or output failed.
      """,
    version: "0.1.0",
    subcommands: [
      DesignCommand.self, SummaryCommand.self, CheckCommand.self, ExplainCommand.self, ConvertCommand.self,
      TemplatesCommand.self, ThemesCommand.self, ConfigCommand.self, ReferenceCommand.self,
    ],
    defaultSubcommand: DesignCommand.self)
}
