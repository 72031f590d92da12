import NetworkModel

extension Chooser {
  /// The layers whose parameters a layer could use: those with the same tensors first, each part in the order of
  /// the list.
  ///
  /// - Complexity: O(*n*), once, when the list is opened.
  static func owners(of id: LayerID, in network: Network, _ analysis: Analysis) -> Chooser? {
    guard let layer = network[id] else { return nil }
    let candidates = network.ids.filter { network[$0]?.kind == layer.kind && $0 != id }
    let items = candidates.map { candidate in
      let fits = analysis.canShare(id, with: candidate, in: network)
      return Item(
        .layer(candidate), title: network[candidate]?.name ?? "",
        detail: analysis[candidate].parameters.description + " parameters", group: fits ? "fits" : "",
        fits: fits)
    }
    let own = Item(.byDefault, title: "its own", detail: "counted here")
    let owner = layer.shares.flatMap { network.id(named: $0) }
    return Chooser(
      .shares, title: "Parameters of \(layer.name)",
      items: [own] + items.filter(\.fits) + items.filter { !$0.fits },
      current: owner.map { .layer($0) } ?? .byDefault)
  }
}
