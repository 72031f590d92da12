import NetworkModel

/// From the layers of all nodes to those of a network.
extension GraphReader {
  /// Initializers that a layer has as weights which were made of them, and that are layers of their own beside it.
  var initializersCountedTwice: Set<String> {
    if madeWeights.isEmpty { return [] }
    var left = builder
    left.removeUnread(constantLayers)
    let kept = Set(left.layers.map(\.name))
    let parameters = parameters(behind: madeWeights.map(\.name), layersByName)
    return Set(parameters.filter { kept.contains($0.name) }.flatMap(\.tensors))
  }

  /// Layers of initializers that weights are made of beside the one with as many elements as those have: the
  /// lengths of a weight normalization, and what an adapter adds. The layer with the weights counts only that one.
  private var partsOfWeights: [Layer] {
    if madeWeights.isEmpty { return [] }
    let layers = layersByName
    var behind: [String: [Layer]] = [:]
    var (seen, parts, counted): (Set<InputReference>, [String: Layer], Set<String>) = ([], [:], [])
    for weights in madeWeights where seen.insert(weights).inserted {
      let parameters = parameters(behind: [weights.name], layers, behind)
      behind[weights.name] = parameters
      for parameter in parameters { parts[parameter.name] = parameter }
      let size = size(weights)
      // Weights that are cut out of larger ones, or put together, are all that there is.
      if let whole = parameters.first(where: {
        !counted.contains($0.name) && self.size(InputReference($0.name)) == size
      }) {
        counted.insert(whole.name)
      } else {
        counted.formUnion(parameters.map(\.name))
      }
    }
    return parts.values.filter { !counted.contains($0.name) }
  }

  /// How many elements a layer's output has.
  private func size(_ source: InputReference) -> Int? { results[source]?.reduce(Size(1), &*).constant }

  private var layersByName: [String: Layer] {
    Dictionary(builder.layers.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The layers of initializers that the named layers work on, or those before them.
  ///
  /// - Parameter known: those behind layers that have been asked for.
  private func parameters(
    behind names: [String], _ layers: [String: Layer], _ known: [String: [Layer]] = [:]
  ) -> [Layer] {
    var (seen, waiting, found): (Set<String>, [String], [Layer]) = ([], names, [])
    while let name = waiting.popLast() {
      guard seen.insert(name).inserted, let layer = layers[name] else { continue }
      if let known = known[name] {
        found += known.filter { $0.name == name || seen.insert($0.name).inserted }
        continue
      }
      if layer.kind == Kind.parameter, layer.shares == nil { found.append(layer) }
      waiting += (layer.inputs ?? []).map(\.name)
    }
    return found
  }

  /// Leaves out the layers of constants that nobody reads as tensors.
  mutating func finish() {
    constantLayers.subtract(partsOfWeights.map(\.name))
    builder.removeUnread(constantLayers)
  }

  /// What only reading needs is gone before the network is made, which takes as much again.
  mutating func forgetTensors() {
    (scope, results, owners, placed) = (Scope(versions: [:]), [:], WeightOwners(), [])
  }

  /// Those with which the network opens.
  var settings: NetworkSettings { trials.settings[0] }

  /// The finished network with the names and notes that its layers have in the end.
  func namedNetwork() -> Network {
    let finalNames = modules.finalNames(builder.layers)
    let named = builder.renamed { layer, names in
      if let note = countedElsewhere[layer.name]?.note(names) { layer.note = note.madeSafe }
      layer.name = finalNames[layer.name] ?? layer.name
    }
    return named.network(settings)
  }
}
