import ArgumentParser
import NetworkFormats
import NetworkModel

/// `strata explain FILE LAYER`: where a layer's numbers come from.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Derive every number of a layer.",
    discussion: CostArguments.convention)

  @OptionGroup var arguments: NetworkArguments
  @OptionGroup var costs: CostArguments

  @Argument(help: "The layer's name.")
  var layer: String

  func run() throws {
    let network = try arguments.load().network
    let id = try network.existingLayer(named: layer)
    try output(explanation(of: id, in: network, Analysis(of: network, elementType: costs.elementType)))
  }
}
