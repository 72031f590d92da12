extension Network {
  /// Makes a change.
  ///
  /// - Returns: the edit that takes it back.
  /// - Throws: why it cannot be made; the network is then as it was.
  /// - Complexity: what the change concerns (and, where layers come or go, moving the rest of an array of ids).
  @discardableResult
  public mutating func apply(_ edit: NetworkEdit) throws(EditRejection) -> NetworkEdit {
    let inverse = try perform(edit)
    journal.seal()
    return inverse
  }

  private mutating func perform(_ edit: NetworkEdit) throws(EditRejection) -> NetworkEdit {
    switch edit {
    case .set(let id, let name, let value):
      var layer = try existing(id)
      guard layer.spec.attribute(name) != nil else { throw .unknownAttribute(name, layer.kind) }
      let old = layer.attributes[name]
      layer.attributes[name] = value
      slots[id.index] = layer
      journal.touch(id)
      return .set(id, name, old)
    case .rename(let id, let name):
      let old = try existing(id).name
      guard !name.isEmpty else { throw .emptyName }
      setName(of: id, from: old, to: name)
      return .rename(id, old)
    case .connect(let id, let inputs):
      let old = try existing(id).inputs
      setInputs(of: id, from: old, to: inputs)
      return .connect(id, old)
    case .share(let id, let owner):
      let old = try existing(id).shares
      setShares(of: id, from: old, to: owner)
      return .share(id, old)
    case .replace(let id, let layer):
      let old = try existing(id)
      guard !layer.name.isEmpty else { throw .emptyName }
      setName(of: id, from: old.name, to: layer.name)
      setShares(of: id, from: old.shares, to: layer.shares)
      slots[id.index] = layer
      noteSource(id)
      setInputs(of: id, from: old.inputs, to: layer.inputs)
      return .replace(id, old)
    case .insert(let layer, let index, let id): return try insert(layer, at: index, id)
    case .remove(let id): return try remove(id)
    case .move(let id, let index): return try move(id, to: index)
    case .configure(let settings):
      guard settings.batch >= 1 else { throw .batchOutOfRange(settings.batch) }
      let old = self.settings
      self.settings = settings
      if !settings.agrees(with: old) { journal.invalidate() }
      return .configure(old)
    case .group(let edits): return try performAll(edits)
    }
  }

  private func existing(_ id: LayerID) throws(EditRejection) -> Layer {
    guard let layer = self[id] else { throw .noSuchLayer }
    return layer
  }

  private mutating func performAll(_ edits: [NetworkEdit]) throws(EditRejection) -> NetworkEdit {
    var inverses: [NetworkEdit] = []
    for edit in edits {
      do {
        inverses.append(try perform(edit))
      } catch {
        // What an edit did, its inverse can always undo.
        for inverse in inverses.reversed() { _ = try perform(inverse) }
        throw error
      }
    }
    return .group(inverses.reversed())
  }
}

// MARK: - The list

extension Network {
  private mutating func insert(_ layer: Layer, at index: Int, _ id: LayerID?) throws(EditRejection)
    -> NetworkEdit
  {
    guard (0...order.count).contains(index) else { throw .positionOutOfRange(index) }
    guard !layer.name.isEmpty else { throw .emptyName }
    let id = id ?? LayerID(slots.count)
    guard self[id] == nil, id.index <= slots.count else { throw .noSuchLayer }
    if id.index == slots.count { slots.append(nil) }
    wiring.makeRoom(for: id)
    slots[id.index] = layer
    let last = order.ids.last
    order.insert(id, at: index)
    noteSource(id)
    wiring.addName(layer.name, id)
    wiring.addReferences(layer.inputs, id)
    wiring.share(id, from: nil, to: layer.shares)
    journal.touch(id)
    rewire(id)
    rewireAll(naming: layer.name)
    rewireFollower(of: index)
    noteListChange(formerLast: last)
    return .remove(id)
  }

  private mutating func remove(_ id: LayerID) throws(EditRejection) -> NetworkEdit {
    let layer = try existing(id)
    guard let index = order.index(of: id) else { throw .noSuchLayer }
    let last = order.ids.last
    connect(id, [])
    order.remove(id)
    wiring.removeName(layer.name, id)
    wiring.removeReferences(layer.inputs, id)
    wiring.share(id, from: layer.shares, to: nil)
    slots[id.index] = nil
    backward.remove(id)
    noteSource(id)
    journal.touch(id)
    rewireAll(naming: layer.name)
    rewireFollower(of: index - 1)
    noteListChange(formerLast: last)
    return .insert(layer, at: index, id: id)
  }

  private mutating func move(_ id: LayerID, to index: Int) throws(EditRejection) -> NetworkEdit {
    let layer = try existing(id)
    guard let old = order.index(of: id) else { throw .noSuchLayer }
    guard (0..<order.count).contains(index) else { throw .positionOutOfRange(index) }
    let last = order.ids.last
    order.remove(id)
    order.insert(id, at: index)
    rewire(id)
    rewireFollower(of: index)
    rewireFollower(of: index < old ? old : old - 1)
    if wiring.holders(of: layer.name).count > 1 { rewireAll(naming: layer.name) }
    for consumer in wiring.consumers[id.index] { noteDirection(of: consumer) }
    noteDirection(of: id)
    noteListChange(formerLast: last)
    return .move(id, to: old)
  }

  /// The layer behind a place in the list may read what stands there now.
  private mutating func rewireFollower(of index: Int) {
    if index + 1 < order.count { rewire(order[index + 1]) }
  }

  /// The list has changed. Whether the last layer's output may go unused depends on its being the last.
  private mutating func noteListChange(formerLast: LayerID?) {
    structureStamp = ChangeJournal.nextStamp()
    guard formerLast != order.ids.last else { return }
    if let formerLast { journal.touch(formerLast) }
    if let last = order.ids.last { journal.touch(last) }
  }
}

// MARK: - Connections

extension Network {
  /// Finds out anew what a layer reads.
  mutating func rewire(_ id: LayerID) {
    guard let layer = self[id] else { return }
    let wires: [Wire]
    if let inputs = layer.inputs {
      wires = inputs.map { Wire(source: self.id(named: $0.name), output: $0.output) }
    } else if layer.spec.arity.upperBound > 0, let index = order.index(of: id), index > 0 {
      wires = [Wire(source: order[index - 1], output: 0)]
    } else {
      wires = []
    }
    if wires != wiring.inputs[id.index] { connect(id, wires) }
    noteDirection(of: id)
  }

  private mutating func connect(_ id: LayerID, _ wires: [Wire]) {
    // Whether an output is used shows on the layer that gives it.
    for wire in wiring.inputs[id.index] + wires {
      if let source = wire.source { journal.touch(source) }
    }
    wiring.connect(id, wires)
    structureStamp = ChangeJournal.nextStamp()
    journal.touch(id)
  }

  private mutating func noteDirection(of id: LayerID) {
    guard let index = order.index(of: id) else { return }
    let isBackward = wiring.inputs[id.index].contains { wire in
      wire.source.flatMap { order.index(of: $0) }.map { $0 >= index } ?? false
    }
    if isBackward { backward.insert(id) } else if !backward.isEmpty { backward.remove(id) }
  }

  /// A name has come, gone or moved: those who mention it may read another layer, its holders may clash.
  private mutating func rewireAll(naming name: String) {
    for id in wiring.referrers(to: name) { rewire(id) }
    for id in wiring.holders(of: name) + wiring.sharers(of: name) { journal.touch(id) }
  }

  private mutating func setName(of id: LayerID, from old: String, to new: String) {
    guard old != new else { return }
    wiring.removeName(old, id)
    wiring.addName(new, id)
    slots[id.index]?.name = new
    rewireAll(naming: old)
    rewireAll(naming: new)
    // Messages name the layers that they speak of.
    for consumer in wiring.consumers[id.index] { journal.touch(consumer) }
  }

  private mutating func setInputs(of id: LayerID, from old: [InputReference]?, to new: [InputReference]?) {
    wiring.removeReferences(old, id)
    wiring.addReferences(new, id)
    slots[id.index]?.inputs = new
    journal.touch(id)
    rewire(id)
  }

  /// Whose parameters are whose is found out by name, where it is asked: `parameterOwner(of:)`.
  private mutating func setShares(of id: LayerID, from old: String?, to new: String?) {
    wiring.share(id, from: old, to: new)
    slots[id.index]?.shares = new
    journal.touch(id)
    // Whether they may use this layer's depends on whether they are its own, and on its kind.
    for sharer in wiring.sharers(of: self[id]?.name ?? "") { journal.touch(sharer) }
  }
}
