import NetworkModel

/// Those that read a layer, and those that read the ones that are gone through, the nearest first.
struct Readers: Sequence, IteratorProtocol {
  private let network: Network
  private let isThrough: (LayerID) -> Bool
  private var waiting: [LayerID]
  private var place = 0
  private var known: Set<LayerID>

  init(of id: LayerID, in network: Network, through isThrough: @escaping (LayerID) -> Bool) {
    (self.network, self.isThrough) = (network, isThrough)
    waiting = network.consumers(of: id)
    known = Set(waiting)
  }

  mutating func next() -> LayerID? {
    guard place < waiting.count else { return nil }
    let id = waiting[place]
    place += 1
    if isThrough(id) {
      for reader in network.consumers(of: id) where known.insert(reader).inserted { waiting.append(reader) }
    }
    return id
  }
}

extension Network {
  /// Inputs of whole numbers: all that reads them, whatever their shape is made on the way, takes them for places
  /// in a table.
  var integerInputs: Set<LayerID> {
    func isTable(_ reader: LayerID) -> Bool { self[reader]?.kind.name == "embedding" }
    func isShape(_ reader: LayerID) -> Bool { self[reader]?.spec.category == .shape }
    return Set(
      ids.filter { id in
        guard let layer = self[id], case .source = layer.spec.spatial else { return false }
        let readers = Array(Readers(of: id, in: self, through: isShape))
        return readers.contains(where: isTable) && readers.allSatisfy { isTable($0) || isShape($0) }
      })
  }
}
