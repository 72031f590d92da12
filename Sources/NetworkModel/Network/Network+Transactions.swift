// Changes that concern more than one layer, each put together as one edit.

extension Network {
  /// Gives a layer another name and everyone who mentions it the new one.
  public func renaming(_ id: LayerID, to name: String) -> NetworkEdit {
    guard let layer = self[id], layer.name != name else { return .group([]) }
    let sharers = sharers(of: id).map { NetworkEdit.share($0, name) }
    return .group([.rename(id, name)] + redirecting(id, to: { _ in InputReference(name) }) + sharers)
  }

  /// Takes layers out; those who read one by name read what it read instead, where it read a single layer. Of those
  /// who share its parameters the first gets them.
  public func removing(_ ids: [LayerID]) -> NetworkEdit {
    let gone = Set(ids)
    var edits: [NetworkEdit] = []
    for id in readers(of: ids) where !gone.contains(id) {
      guard let layer = self[id], let inputs = layer.inputs else { continue }
      let redirected = inputs.map { reference in bypass(reference, without: gone) }
      if redirected != inputs { edits.append(.connect(id, redirected)) }
    }
    return .group(edits + bequeathing(ids, without: gone) + ids.map { .remove($0) })
  }

  private func bequeathing(_ ids: [LayerID], without gone: Set<LayerID>) -> [NetworkEdit] {
    ids.flatMap { id -> [NetworkEdit] in
      let heirs = sharers(of: id).filter { !gone.contains($0) && parameterOwner(of: $0) == id }
        .sorted { (index(of: $0) ?? 0) < (index(of: $1) ?? 0) }
      guard let first = heirs.first, let name = self[first]?.name else { return [] }
      return [.share(first, nil)] + heirs.dropFirst().map { .share($0, name) }
    }
  }

  private func readers(of ids: [LayerID]) -> [LayerID] {
    var seen: Set<LayerID> = []
    return ids.flatMap { consumers(of: $0) }.filter { seen.insert($0).inserted }
  }

  private func bypass(_ reference: InputReference, without gone: Set<LayerID>) -> InputReference {
    var reference = reference
    var steps = gone.count
    while steps > 0, let id = id(named: reference.name), gone.contains(id) {
      let wires = wiring.inputs[id.index]
      guard wires.count == 1, let source = wires[0].source, let layer = self[source] else { break }
      reference = InputReference(layer.name, output: wires[0].output)
      steps -= 1
    }
    return reference
  }

  /// Points the explicit references to a layer elsewhere.
  private func redirecting(_ id: LayerID, to target: (InputReference) -> InputReference) -> [NetworkEdit] {
    guard let layer = self[id] else { return [] }
    return readers(of: [id]).compactMap { reader in
      guard let inputs = self[reader]?.inputs else { return nil }
      return .connect(
        reader,
        inputs.map { reference in
          guard reference.name == layer.name else { return reference }
          var changed = target(reference)
          changed.output = reference.output
          return changed
        })
    }
  }
}
