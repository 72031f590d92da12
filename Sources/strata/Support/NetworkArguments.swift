import ArgumentParser
import NetworkFormats
import NetworkModel

/// The file that a command works on and the values set for this run.
struct NetworkArguments: ParsableArguments {
  @Argument(help: "The network's file, - for standard input, or a template's name.")
  var file: String

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Change a value for this run: layer.attribute=value, batch=N, rounding=RULE, layout=ORDER, or a dimension.",
      valueName: "what=value"))
  var assignments: [String] = []

  @Option(
    help: "What a window that does not divide does, where its layer does not say otherwise, for this run.")
  var rounding: Rounding?

  func load() throws -> NetworkSource {
    var source = try NetworkSource(file, assuming: Network.sizes(assignedBy: assignments))
    try source.tellNotes()
    if let rounding { try source.network.assign("rounding=\(rounding.rawValue)") }
    for assignment in assignments { try source.network.assign(assignment) }
    return source
  }
}

extension Rounding: ExpressibleByArgument {}
