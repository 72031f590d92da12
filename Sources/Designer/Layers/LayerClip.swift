import NetworkModel

/// Layers that were copied or cut, to be put in elsewhere.
struct LayerClip: Sendable {
  let layers: [Layer]
  /// The group that they are the whole of: copies become a group of their own.
  let group: String?

  /// - Parameter ids: of layers of the network, in the order of its list.
  init(_ ids: [LayerID], of network: Network) {
    layers = ids.compactMap { network[$0] }
    let group = Self.commonGroup(layers)
    let places = [ids.first, ids.last].compactMap { $0.flatMap { network.index(of: $0) } }
    guard let group, places.count == 2, places[1] - places[0] + 1 == ids.count else {
      self.group = nil  // Some that stand between them are not among them.
      return
    }
    let neighbours = [places[0] - 1, places[1] + 1].filter { network.ids.indices.contains($0) }
    let isWhole = neighbours.allSatisfy { network[network.ids[$0]]?.name.isInside(group) == false }
    self.group = isWhole ? group : nil
  }

  /// The innermost group that holds all of the layers.
  private static func commonGroup(_ layers: [Layer]) -> String? {
    var group = layers.first?.name.enclosingGroup
    while let candidate = group, !layers.allSatisfy({ $0.name.isInside(candidate) }) {
      group = candidate.enclosingGroup
    }
    return group
  }
}

extension Network {
  /// Copies of layers under names that are free. References among them follow; what they read elsewhere keeps
  /// its name.
  func copies(of clip: LayerClip) -> [Layer] {
    let names = newNames(for: clip)
    let renamed = Dictionary(
      zip(clip.layers.lazy.map(\.name), names), uniquingKeysWith: { first, _ in first })
    return zip(clip.layers, names).map { layer, name in
      var copy = layer
      copy.name = name
      copy.inputs = layer.inputs?.map {
        InputReference(renamed[$0.name] ?? $0.name, output: $0.output)
      }
      copy.shares = layer.shares.map { renamed[$0] ?? $0 }
      return copy
    }
  }

  /// Their own names where all of them are free; a whole group's under the group's next free name; or else each
  /// layer's next free name.
  private func newNames(for clip: LayerClip) -> [String] {
    let names = clip.layers.map(\.name)
    if names.allSatisfy({ id(named: $0) == nil }), Set(names).count == names.count { return names }
    if let group = clip.group {
      let copies = NumberedNames(like: group).lazy.map { copy in
        names.map { copy + $0.dropFirst(group.count) }
      }
      if let free = copies.first(where: { $0.allSatisfy { id(named: $0) == nil } }) { return free }
    }
    var next: [String: NumberedNames] = [:]
    return names.map { name in
      var candidates = next[name.withoutNumber] ?? NumberedNames(like: name)
      defer { next[name.withoutNumber] = candidates }
      while let candidate = candidates.next() { if id(named: candidate) == nil { return candidate } }
      return name
    }
  }
}
