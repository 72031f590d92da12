extension Network {
  /// The layer whose parameters a layer uses; `nil` where it has its own, or where those it asks for cannot be used.
  public func parameterOwner(of id: LayerID) -> LayerID? {
    guard wiring.hasSharers, let layer = self[id], let name = layer.shares, let owner = self.id(named: name),
      sharingObstacle(id, owner) == nil
    else { return nil }
    return owner
  }

  /// Why a layer cannot use another's parameters whatever their shapes are.
  func sharingObstacle(_ id: LayerID, _ owner: LayerID) -> String? {
    guard self[id] != nil, let other = self[owner] else { return nil }
    if owner == id { return "shares its parameters with itself" }
    if other.spec.parameters == nil {
      return "shares the parameters of \(other.name), a layer of kind \(other.kind), which has none"
    }
    return other.shares == nil
      ? nil : "shares the parameters of \(other.name), which has none of its own but shares them too"
  }

  /// The layers that use the parameters of a layer, or would.
  func sharers(of id: LayerID) -> [LayerID] {
    guard wiring.hasSharers, let name = self[id]?.name else { return [] }
    return wiring.sharers(of: name)
  }
}
