import NetworkModel

/// From the layers of all nodes to those of a network.
extension GraphReader {
  /// Initializers that a layer has as weights which were made of them, and that are layers of their own beside it.
  var initializersCountedTwice: Set<String> {
    if madeWeights.isEmpty { return [] }
    let layers = Dictionary(builder.layers.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var left = builder
    left.removeUnread(constantLayers)
    let kept = Set(left.layers.map(\.name))
    var (seen, waiting): (Set<String>, [String]) = ([], madeWeights.map(\.name))
    var counted: Set<String> = []
    while let name = waiting.popLast() {
      guard seen.insert(name).inserted, let layer = layers[name] else { continue }
      if layer.kind == Kind.parameter, kept.contains(name) { counted.formUnion(layer.tensors) }
      waiting += (layer.inputs ?? []).map(\.name)
    }
    return counted
  }

  /// The network under preliminary names, without the layers of constants that nobody reads as tensors.
  mutating func finish() -> Network {
    builder.removeUnread(constantLayers)
    return builder.network(trials.settings[0])
  }

  /// The finished network with the names and notes that its layers have in the end.
  func namedNetwork() -> Network {
    let finalNames = modules.finalNames(builder.layers)
    let named = builder.renamed { layer, names in
      if let note = countedElsewhere[layer.name]?.note(names) { layer.note = note.madeSafe }
      layer.name = finalNames[layer.name] ?? layer.name
    }
    return named.network(trials.settings[0])
  }
}
