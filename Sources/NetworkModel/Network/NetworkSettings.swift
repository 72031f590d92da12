import OrderedCollections

/// What holds for a network as a whole.
public struct NetworkSettings: Hashable, Sendable {
  public var name: String
  public var layout: Layout
  /// What a window that does not divide does, where its layer does not say otherwise.
  public var rounding: Rounding
  /// How many examples go through at once; at least 1.
  public var batch: Int
  /// Numbers that an input's shape may name.
  public var dimensions: OrderedDictionary<String, Int>

  public init(
    name: String = "", layout: Layout = .channelsLast, rounding: Rounding = .exact, batch: Int = 1,
    dimensions: OrderedDictionary<String, Int> = [:]
  ) {
    self.name = name
    self.layout = layout
    self.rounding = rounding
    self.batch = batch
    self.dimensions = dimensions
  }

  /// Whether they mean the same for every layer, whatever the network is called.
  func agrees(with other: NetworkSettings) -> Bool {
    var renamed = other
    renamed.name = name
    return renamed == self
  }
}
