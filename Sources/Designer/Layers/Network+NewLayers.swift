import NetworkModel

extension Network {
  /// A new layer of a kind, named as the network names its own, with values that fit what it will read.
  ///
  /// - Parameter index: where it will stand.
  func newLayer(_ kind: OperationKind, at index: Int, _ analysis: Analysis) -> Layer {
    var layer = Layer(name: newName(kind, near: index), kind: kind)
    let before = index > 0 ? ids[index - 1] : nil
    StartingValues(shape: before.flatMap { analysis[$0].shape }, layout: settings.layout).complete(&layer)
    if kind.spec.arity.lowerBound > 1, let before { layer.inputs = partners(of: before, analysis) }
    return layer
  }

  /// A layer as another kind, with the values that mean the same there.
  func layer(_ layer: Layer, changedTo kind: OperationKind, reading shape: Shape?) -> Layer {
    var changed = layer
    changed.kind = kind
    changed.attributes = AttributeList()
    for spec in kind.spec.attributes where layer.spec.attribute(spec.name)?.type == spec.type {
      changed.attributes[spec.name] = layer.attributes[spec.name]
    }
    if kind.spec.arity.upperBound == 0 { changed.inputs = nil }
    StartingValues(shape: shape, layout: settings.layout).complete(&changed)
    return changed
  }

  /// A layer and the nearest one before it with the same shape, for a layer that merges two.
  private func partners(of id: LayerID, _ analysis: Analysis) -> [InputReference]? {
    guard let name = self[id]?.name, let row = index(of: id) else { return nil }
    let partner = ids[..<row].suffix(Self.reach).last { analysis[$0].shape == analysis[id].shape }
    return [InputReference(name)] + (partner.flatMap { self[$0]?.name }.map { [InputReference($0)] } ?? [])
  }

  /// How far to look around in a large network.
  private static let reach = 1_000

  /// The next name after those that the network gives to layers of the kind (`Conv-6`, `conv3`); where there is
  /// none yet, the kind's own in the manner of the layers around.
  private func newName(_ kind: OperationKind, near index: Int) -> String {
    let before = ids[..<index].suffix(Self.reach).reversed()
    let after = ids[index...].prefix(Self.reach)
    for id in [Array(before), Array(after)].joined() {
      if let layer = self[id], layer.kind == kind { return freeName(like: layer.name) }
    }
    let neighbour = (before.first ?? after.first).flatMap { self[$0]?.name } ?? ""
    guard neighbour.first?.isUppercase == true else { return freeName(like: kind.name) }
    let words = kind.name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }
    return freeName(like: words.joined() + (neighbour.last?.isNumber == true ? "-1" : ""))
  }
}
