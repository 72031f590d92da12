import NetworkModel

extension Analysis {
  func fixIts(for id: LayerID, in network: Network) -> FixItList? { nil }
}
