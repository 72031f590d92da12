extension Network {
  /// The layers in an order in which each comes after those it reads: the list's own wherever that is one.
  /// The members of a cycle stand in the list's order.
  ///
  /// - Complexity: O(layers + connections).
  public var executionOrder: [LayerID] { backward.isEmpty ? ids : TopologicalOrder(of: self).ids }
}
