import NetworkModel

/// The ways out of what is wrong with a layer. The highlighted one is applied to the network while the dialog is
/// open, so that the panes behind show it.
public struct FixItDialog: Sendable {
  public let layer: LayerID
  public let list: FixItList
  public internal(set) var index = 0
  /// What the highlighted one does to the layers after it, while that is shown in place of the list.
  public internal(set) var downstream: Downstream?

  public var highlighted: FixIt? { list.fixIts.indices.contains(index) ? list.fixIts[index] : nil }

  /// Layers that a change may reach, in the order of the list, and how they were without it.
  public struct Downstream: Sendable {
    public let layers: [(id: LayerID, former: LayerFacts)]
    /// The highlighted one.
    public internal(set) var index = 0

    init(_ layers: [(id: LayerID, former: LayerFacts)]) { self.layers = layers }
  }
}
