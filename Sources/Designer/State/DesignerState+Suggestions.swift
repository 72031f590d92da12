import NetworkModel

/// The ways out that panes show, kept until the network changes: each was tried on all of it.
struct FixItCache: Sendable {
  private var revision = -1
  private var lists: [LayerID: FixItList] = [:]

  subscript(layer: LayerID, at revision: Int) -> FixItList? {
    get { revision == self.revision ? lists[layer] : nil }
    set {
      if revision != self.revision { lists.removeAll(keepingCapacity: true) }
      self.revision = revision
      lists[layer] = newValue
    }
  }
}

extension DesignerState {
  /// On a lower properties pane there is no room for ways out, and in a larger network they take too long to find
  /// for every layer that one passes.
  private static let rowsForFixIts = 12
  private static let layersForFixIts = 2_000

  /// The ways out of what is wrong with the selected layer, where they can be seen without asking.
  public var suggestedFixIts: FixItList { subject.flatMap { fixIts[$0, at: revision] } ?? FixItList() }

  /// Finds them, where they are shown and have not been found since the last change.
  mutating func suggestFixIts() {
    guard mode.isBrowsing, visibleRows >= Self.rowsForFixIts || lowerPane == .problems,
      network.layerCount < Self.layersForFixIts,
      let id = subject, analysis[id].severity != nil, fixIts[id, at: revision] == nil
    else { return }
    fixIts[id, at: revision] = analysis.fixIts(for: id, in: network)
  }
}
