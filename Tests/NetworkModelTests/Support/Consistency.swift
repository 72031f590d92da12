@testable import NetworkModel

/// What two analyses of one network do not agree on.
func differences(_ found: Analysis, _ wanted: Analysis, on network: Network) -> [String] {
  var differences = network.ids.filter { found[$0] != wanted[$0] }.map { id in
    "\(network[id]?.name ?? "?"): \(found[id]) instead of \(wanted[id])"
  }
  if found.totals != wanted.totals { differences.append("totals: \(found.totals) not \(wanted.totals)") }
  if found.flagged != wanted.flagged { differences.append("flagged: \(found.flagged) not \(wanted.flagged)") }
  let exactInputs = (found.exactInputs(in: network), wanted.exactInputs(in: network))
  if exactInputs.0 != exactInputs.1 { differences.append("exact inputs: \(exactInputs)") }
  return differences
}

extension Analysis {
  /// Whether so few layers have a shape that there is little to follow.
  func hasLittleToShow(of network: Network) -> Bool {
    network.ids.count { self[$0].shape != nil } * 4 < network.layerCount * 3
  }
}

extension Network {
  /// Makes a change if it can be made.
  @discardableResult
  mutating func attempt(_ edit: NetworkEdit) -> NetworkEdit? { try? apply(edit) }

  /// What the indices kept beside the layers do not say as the layers themselves do.
  var inconsistencies: [String] {
    var found: [String] = []
    func require(_ isSo: Bool, _ what: String) { if !isSo { found.append(what) } }
    let present = slots.indices.filter { slots[$0] != nil }.map { LayerID($0) }
    require(Set(ids) == Set(present) && ids.count == present.count, "the list holds each layer once")
    require(slots.indices.allSatisfy { index(of: LayerID($0)) == ids.firstIndex(of: LayerID($0)) }, "indices")
    for (place, id) in ids.enumerated() {
      guard let layer = self[id] else { continue }
      require(inputs(of: id) == wires(at: place, of: layer), "wires into \(layer.name)")
      require(sources.contains(id) == layer.isSource, "whether \(layer.name) is a source")
      let reads = inputs(of: id).compactMap { $0.source.flatMap { index(of: $0) } }
      require(backward.contains(id) == reads.contains { $0 >= place }, "whether \(layer.name) reads backward")
      let readers = ids.flatMap { reader in inputs(of: reader).filter { $0.source == id }.map { _ in reader }
      }
      require(
        consumers(of: id).map(\.index).sorted() == readers.map(\.index).sorted(), "consumers of \(layer.name)"
      )
      let sharers = ids.filter { self[$0]?.shares == layer.name }
      require(Set(self.sharers(of: id)) == Set(sharers), "sharers of \(layer.name)")
      require(self.id(named: layer.name) == ids.first { self[$0]?.name == layer.name }, "name \(layer.name)")
    }
    require(sources.union(backward).isSubset(of: ids), "only layers of the list are sources or read backward")
    return found
  }

  private func wires(at place: Int, of layer: Layer) -> [Wire] {
    if let inputs = layer.inputs {
      return inputs.map { reference in
        Wire(source: ids.first { self[$0]?.name == reference.name }, output: reference.output)
      }
    }
    return place == 0 || layer.spec.arity.upperBound == 0 ? [] : [Wire(source: ids[place - 1], output: 0)]
  }
}

extension Layer {
  fileprivate var isSource: Bool { if case .source = spec.spatial { true } else { false } }
}
