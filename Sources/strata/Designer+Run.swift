import ArgumentParser
import NetworkFormats

/// How the designer looks and behaves, from the command line.
struct DesignerOptions: ParsableArguments {
  @Flag(help: "Draw in plain ASCII.")
  var ascii = false

  @Flag(name: .customLong("no-mouse"), help: "Leave the mouse to the terminal, for selecting text.")
  var ignoresMouse = false

  @Option(help: "A theme (see strata themes).")
  var theme = "default"
}

/// Runs the designer until it is left.
func runDesigner(_ source: NetworkSource, _ options: DesignerOptions) throws {
  throw UsageProblem(message: "the designer is not built in yet; try: strata summary \(source.name)")
}
