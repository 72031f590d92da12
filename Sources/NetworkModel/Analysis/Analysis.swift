/// The facts about every layer of a network, kept up with its edits at the cost of what they change.
public struct Analysis: Sendable {
  public private(set) var totals = Totals()

  public init(of network: Network) {}

  /// Follows the network's edits since the last update.
  public mutating func update(to network: Network) {}

  /// The facts about a layer that is in the network.
  public subscript(id: LayerID) -> LayerFacts { LayerFacts() }

  /// The layers with diagnostics of their own, in no particular order.
  public var flagged: Set<LayerID> { [] }

  /// What is wrong with the network as a whole rather than with one of its layers (it is empty).
  public var networkDiagnostics: [Diagnostic] { [] }

  /// For each input layer, in list order, and each of its spatial axes: the sizes for which every window divides.
  public func exactInputs(in network: Network) -> [(input: LayerID, axes: [ResidueClass?])] { [] }

  /// Ways out of what is wrong with a layer, each tried on the whole network.
  public func fixIts(for id: LayerID, in network: Network) -> FixItList { FixItList() }
}

/// Sums over all layers.
public struct Totals: Equatable, Sendable {
  public var weights = Count.zero
  public var biases = Count.zero
  public var nonTrainable = Count.zero
  public var multiplyAdds = Count.zero
  public var activationBytes = Count.zero
  /// How many diagnostics there are of each severity.
  public var errors = 0
  public var warnings = 0
  /// Windows that do not divide, errors and warnings.
  public var inexactWindows = 0
  /// Whether any layer's numbers are provisional or missing.
  public var isProvisional = false

  public var parameters: Count { weights + biases }
}
