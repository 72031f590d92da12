import NetworkModel

/// The ways out of what is wrong with a layer. The highlighted one is applied to the network while the dialog is
/// open, so that the panes behind show it.
public struct FixItDialog: Sendable {
  public let layer: LayerID
  public let list: FixItList
  public internal(set) var index = 0

  public var highlighted: FixIt? { list.fixIts.indices.contains(index) ? list.fixIts[index] : nil }
}
