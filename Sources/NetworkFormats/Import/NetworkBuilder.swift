import NetworkModel

/// Gathers the layers that a reader makes, under names that are free.
struct NetworkBuilder {
  private(set) var layers: [Layer] = []
  /// Where the layer of a name stands.
  private var places: [String: Int] = [:]
  /// What the layers take in memory until they are analysed and shown, as measured.
  private(set) var cost = 0
  /// The number to try next behind a name that is taken.
  private var nextNumbers: [String: Int] = [:]

  private var known = KnownAttributes()

  /// Appends a layer, under another name where its own is taken.
  /// - Returns: its first output.
  mutating func append(_ layer: Layer) -> InputReference {
    var layer = layer
    layer.name = freeName(like: layer.name)
    layer.attributes = known.shared(layer.attributes)
    places[layer.name] = layers.count
    cost += Self.cost(of: layer)
    layers.append(layer)
    return InputReference(layer.name)
  }

  private static func cost(of layer: Layer) -> Int {
    1000 + 4 * layer.name.utf8.count + 300 * (layer.inputs?.count ?? 0)
  }

  private mutating func freeName(like name: String) -> String {
    guard places[name] != nil || name.isEmpty else { return name }
    let stem = name.isEmpty ? "layer" : name
    var number = nextNumbers[stem] ?? 2
    while places["\(stem)-\(number)"] != nil { number += 1 }
    nextNumbers[stem] = number + 1
    return "\(stem)-\(number)"
  }

  /// Takes back the layers after the first so many.
  mutating func removeLayers(after count: Int) {
    for layer in layers[count...] {
      places[layer.name] = nil
      cost -= Self.cost(of: layer)
    }
    layers.removeSubrange(count...)
  }

  /// Removes those of the named layers that no other layer reads, nor one that is left.
  mutating func removeUnread(_ candidates: Set<String>) {
    if candidates.isEmpty { return }
    var readers: [String: Int] = [:]
    for layer in layers { for input in layer.inputs ?? [] { readers[input.name, default: 0] += 1 } }
    var kept: [Layer] = []
    for layer in layers.reversed() {
      if candidates.contains(layer.name), readers[layer.name, default: 0] == 0 {
        for input in layer.inputs ?? [] { readers[input.name, default: 0] -= 1 }
      } else {
        kept.append(layer)
      }
    }
    layers = kept.reversed()
    places = Dictionary(layers.indices.map { (layers[$0].name, $0) }, uniquingKeysWith: { first, _ in first })
    passParametersOn()
  }

  /// Where a layer is gone whose parameters others use, the first of them has them.
  private mutating func passParametersOn() {
    let names = Set(layers.map(\.name))
    var heirs: [String: String] = [:]
    for place in layers.indices {
      guard let owner = layers[place].shares, !names.contains(owner) else { continue }
      layers[place].shares = heirs[owner]
      if heirs[owner] == nil { heirs[owner] = layers[place].name }
    }
  }

  /// The same layers under other names, as far as those are free.
  ///
  /// - Parameter change: gives a layer its name, and is told what those before it are called now.
  func renamed(_ change: (inout Layer, _ names: [String: String]) -> Void) -> NetworkBuilder {
    var builder = NetworkBuilder()
    var names: [String: String] = [:]
    for var layer in layers {
      let old = layer.name
      layer.inputs = layer.inputs?.map { InputReference(names[$0.name] ?? $0.name, output: $0.output) }
      layer.shares = layer.shares.map { names[$0] ?? $0 }
      change(&layer, names)
      names[old] = builder.append(layer).name
    }
    return builder
  }

  /// Says what the outputs of a layer are called in the file.
  mutating func name(_ output: InputReference, _ tensor: String) {
    guard let place = places[output.name] else { return }
    while layers[place].tensors.count <= output.output { layers[place].tensors.append("") }
    if layers[place].tensors[output.output].isEmpty { layers[place].tensors[output.output] = tensor }
  }

  /// The network: a layer that reads the one before it does not say so.
  func network(_ settings: NetworkSettings) -> Network {
    var layers = layers
    for place in layers.indices.dropFirst()
    where layers[place].inputs == [InputReference(layers[place - 1].name)] {
      layers[place].inputs = nil
    }
    return Network(settings, layers: layers)
  }
}
