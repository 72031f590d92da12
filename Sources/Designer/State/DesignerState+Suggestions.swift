import NetworkModel

/// The ways out that the properties pane shows, kept until the network changes: each was tried on all of it.
struct FixItCache: Sendable {
  private var revision = -1
  private var lists: [LayerID: [FixIt]] = [:]

  subscript(layer: LayerID, at revision: Int) -> [FixIt]? {
    get { revision == self.revision ? lists[layer] : nil }
    set {
      if revision != self.revision { lists.removeAll(keepingCapacity: true) }
      self.revision = revision
      lists[layer] = newValue
    }
  }
}

extension DesignerState {
  /// On a lower pane there is no room for ways out, and in a larger network they take too long to find for every
  /// layer that one passes.
  private static let rowsForFixIts = 12
  private static let layersForFixIts = 2_000
  private static let mostFixIts = 2

  /// The best ways out of what is wrong with the selected layer, where that can be seen without asking.
  public var suggestedFixIts: [FixIt] { subject.flatMap { fixIts[$0, at: revision] } ?? [] }

  /// Finds them, where they are shown and have not been found since the last change.
  mutating func suggestFixIts() {
    guard mode.isBrowsing, visibleRows >= Self.rowsForFixIts, network.layerCount < Self.layersForFixIts,
      let id = subject, analysis[id].severity != nil, fixIts[id, at: revision] == nil
    else { return }
    fixIts[id, at: revision] = Array(
      analysis.fixIts(for: id, in: network).fixIts.prefix(Self.mostFixIts))
  }
}
