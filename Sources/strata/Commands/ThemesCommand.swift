import ArgumentParser
import Themes

/// `strata themes`: the built-in themes.
struct ThemesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "themes", abstract: "List the built-in themes.")

  func run() throws { try output(Themes.builtIn.map { "\($0.name)\n" }.joined()) }
}
