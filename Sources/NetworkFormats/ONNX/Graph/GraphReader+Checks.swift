import NetworkModel

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

  /// How many layers have another shape than the file gives them, or none, where the dimensions are others than
  /// those with which the network opens.
  func sizesThatDoNotFollow(_ network: Network) -> Int {
    if trials.isFixed { return 0 }
    var wrong = Set<String>()
    var network = network
    for trial in trials.settings.indices {
      guard (try? network.apply(.configure(trials.settings[trial]))) != nil else { continue }
      let analysis = Analysis(of: network)
      for id in network.ids {
        guard let layer = network[id], let shape = results[InputReference(layer.name)] else { continue }
        let found = analysis[id].shape?.dimensions
        if found != shape.map({ $0[trial] }) { wrong.insert(layer.name) }
      }
    }
    return wrong.count
  }
}
