import ArgumentParser
import NetworkFormats

/// `strata config`: what the user's configuration file comes to.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Print the configuration in force, with every key; status 1 if it has mistakes.",
    discussion: """
      It is read from config.yaml in $XDG_CONFIG_HOME/strata, or ~/.config/strata; what is printed can stand there. \
      Mistakes go to standard error, and what is usual stands in their place.
      """)

  func run() throws {
    let (configuration, warnings) = UserFiles.readConfiguration()
    try output("# \(UserFiles.configuration ?? "no home, so no file")\n" + configuration.text)
    guard !warnings.isEmpty else { return }
    try FileStore.write(Array(warnings.map { "\($0)\n" }.joined().utf8), to: .error)
    throw ExitCode(ExitStatus.checkFailed.rawValue)
  }
}
