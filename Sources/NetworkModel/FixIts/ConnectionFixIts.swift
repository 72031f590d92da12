// Ways to mend names, connections and ends.

extension FixItSearch {
  private var index: Int { network.index(of: id) ?? 0 }

  /// The layers before this one, the nearest first; beyond a few hundred nobody means them.
  private var earlier: [LayerID] { network.ids[max(0, index - 500)..<index].reversed() }

  mutating func findName() {
    let name = network.freeName(like: layer.name)
    propose("rename to \(name)", cost: 1, .rename(id, name))
  }

  /// The names most like the one that does not exist, and the layer before.
  mutating func findInput() {
    guard let inputs = layer.inputs else { return }
    let wires = network.inputs(of: id)
    for (position, reference) in inputs.enumerated() {
      let hasSource = position < wires.count && wires[position].source != nil
      let replacements: [InputReference] =
        hasSource
        ? [InputReference(reference.name)]
        : nearestNames(to: reference.name, among: earlier.compactMap { network[$0]?.name }, limit: 3)
          .map { InputReference($0) }
      for (rank, replacement) in replacements.enumerated() where replacement != reference {
        var changed = inputs
        changed[position] = replacement
        propose("input \(reference) → \(replacement)", cost: rank + 1, .connect(id, changed))
      }
    }
    if inputs.count == 1, index > 0 { propose("input: the layer before", cost: 4, .connect(id, nil)) }
  }

  /// The parameters of a layer of the same kind whose name is most like the one that does not do; its own.
  mutating func findParameters() {
    guard let wanted = layer.shares else { return }
    let owners = network.ids.filter { network.sharingObstacle(id, $0) == nil }.compactMap {
      network[$0]?.name
    }
    for (rank, name) in nearestNames(to: wanted, among: owners, limit: 3).enumerated() where name != wanted {
      propose("shares \(wanted) → \(name)", cost: rank + 1, .share(id, name))
    }
    propose("parameters of its own", cost: 4, .share(id, nil))
  }

  /// Leaves out what is too much; adds what has the shape of what is there.
  mutating func adjustInputs() {
    let arity = layer.spec.arity
    let present =
      layer.inputs
      ?? network.inputs(of: id).compactMap { wire in
        wire.source.flatMap { network[$0] }.map { InputReference($0.name, output: wire.output) }
      }
    if present.count > arity.upperBound {
      let kept = Array(present.prefix(arity.upperBound))
      let title = kept.isEmpty ? "no inputs" : "only \(kept.map { "\($0)" }.joined(separator: ", "))"
      return propose(title, cost: 1, .connect(id, kept.isEmpty ? nil : kept))
    }
    guard present.count == arity.lowerBound - 1 else { return }
    let wanted = present.first.flatMap { network.id(named: $0.name) }.flatMap { analysis[$0].shape }
    let fitting = earlier.filter { candidate in
      guard let name = network[candidate]?.name, !present.contains(InputReference(name)) else { return false }
      return wanted == nil || analysis[candidate].shape == wanted
    }
    for (rank, candidate) in fitting.prefix(3).enumerated() {
      guard let name = network[candidate]?.name else { continue }
      propose("add the input \(name)", cost: rank + 1, .connect(id, present + [InputReference(name)]))
    }
  }

  /// An image before the first layer.
  mutating func addInput() {
    guard
      let kind = Catalogue.allKinds.first(where: { if case .source = $0.spec.spatial { true } else { false } }
      )
    else { return }
    let image: [Int] = network.settings.layout == .channelsFirst ? [3, 224, 224] : [224, 224, 3]
    var source = Layer(name: network.freeName(like: "input"), kind: kind)
    source.attributes[shape.name] = .sizes(image.map { .fixed($0) })
    propose(
      "add an input of \(image.map { String($0) }.joined(separator: "×")) before it", cost: 1,
      .insert(source, at: index, id: nil))
  }

  mutating func useOutput() {
    if let kind = Catalogue.allKinds.first(where: { $0.spec.isEnd }) {
      let name = network.freeName(like: "\(layer.name)-output")
      let end = Layer(name: name, kind: kind, inputs: [InputReference(layer.name)])
      // At the end of the list, so that nobody reads it by being the next.
      propose("add the output \(name)", cost: 1, .insert(end, at: network.layerCount, id: nil))
    }
    propose("delete it", cost: 2, network.removing([id]))
  }

  /// Leaves out the inputs that come later in the list.
  mutating func breakCycle() {
    guard let inputs = layer.inputs else { return }
    let kept = zip(inputs, network.inputs(of: id)).filter { _, wire in
      guard let source = wire.source, let place = network.index(of: source) else { return true }
      return place < index
    }.map { $0.0 }
    if kept.count >= layer.spec.arity.lowerBound, kept != inputs {
      propose("only \(kept.map { "\($0)" }.joined(separator: ", "))", cost: 1, .connect(id, kept))
    } else if layer.spec.arity.contains(1), index > 0 {
      propose("input: the layer before", cost: 1, .connect(id, nil))
    }
  }
}
