import TestSupport

@testable import NetworkModel

extension SplitMix64 {
  mutating func settings() -> NetworkSettings {
    NetworkSettings(
      name: pick(["", "net"]), layout: pick(Layout.allCases), rounding: pick(Rounding.allCases),
      batch: chance(90) ? number(1...3) : pick([Int.min, 0, 1 << 40, .max]),
      dimensions: ["seq": chance(80) ? number(1...30) : extreme(), "width": 16])
  }

  /// An input of some size, then layers of which nearly all make sense.
  mutating func network(layers: ClosedRange<Int> = 0...24) -> Network {
    var settings = settings()
    if settings.batch < 1 { settings.batch = 1 }
    let input = Samples.layer("input", "input", ["shape": sensibleValue(.sizes(1...Int.max))])
    var network = Network(settings, layers: [input])
    for _ in 0..<number(layers) {
      let inverse = network.attempt(.insert(layer(in: network), at: network.layerCount, id: nil))
      if let inverse, Analysis(of: network).totals.errors > 0, chance(95) { network.attempt(inverse) }
    }
    return network
  }

  /// A few layers that make sense after each other, over and over.
  mutating func repetitiveNetwork() -> Network {
    var network = network(layers: 2...5)
    let block = network.layers.dropFirst()
    for _ in 0..<number(6...12) {
      for var layer in block {
        layer.name = network.freeName(like: layer.name)
        if chance(90) { layer.inputs = nil }
        network.attempt(.insert(layer, at: network.layerCount, id: nil))
      }
    }
    return network
  }

  /// Another shape of the input.
  mutating func inputEdit(of network: Network) -> NetworkEdit {
    .set(network.ids.first ?? LayerID(0), "shape", chance(80) ? sensibleValue(.sizes(1...Int.max)) : nil)
  }

  /// A layer such as might be put into the network.
  mutating func layer(in network: Network) -> Layer {
    let kind = pick(Catalogue.allKinds)
    var layer = Layer(name: name(in: network), kind: kind)
    if chance(25) || kind.spec.arity.lowerBound > 1 { layer.inputs = references(in: network, kind) }
    for attribute in kind.spec.attributes where attribute.default == .required || chance(20) {
      if chance(98) { layer.attributes[attribute.name] = anyValue(attribute.type) }
    }
    if chance(5) { layer.note = "?" }
    if chance(8) { layer.shares = owner(in: network, of: kind) }
    return layer
  }

  /// Whose parameters might be used: nobody's, those of a layer of the kind, of any layer, or of one not there.
  private mutating func owner(in network: Network, of kind: OperationKind) -> String? {
    if chance(20) { return nil }
    let alike = network.ids.filter { network[$0]?.kind == kind }
    if !alike.isEmpty, chance(70) { return network[pick(alike)]?.name }
    return network.layerCount > 0 && chance(90) ? network[pick(network.ids)]?.name : "nowhere"
  }

  /// Mostly a name that is free.
  private mutating func name(in network: Network) -> String {
    let name = pick(["conv", "pool", "stage1/add", "stage1/norm", "join"])
    return chance(85) ? network.freeName(like: name) : name
  }

  private mutating func references(in network: Network, _ kind: OperationKind) -> [InputReference] {
    let names = network.layers.map(\.name)
    let arity = kind.spec.arity
    let wanted = chance(85) ? arity.lowerBound...min(arity.upperBound, arity.lowerBound + 2) : 0...4
    return several(wanted) { random in
      let isKnown = !names.isEmpty && random.chance(94)
      let output = random.chance(96) ? 0 : random.pick([1, -1, .max, .min])
      return InputReference(isKnown ? random.pick(names) : "nowhere", output: output)
    }
  }
}

extension SplitMix64 {
  /// Any edit, those that cannot be made among them.
  mutating func edit(of network: Network, depth: Int = 0) -> NetworkEdit {
    let id = target(in: network)
    switch number(0...(depth < 2 ? 99 : 89)) {
    case 0..<30: return setting(id, network)
    case 30..<38: return .rename(id, chance(95) ? name(in: network) : "")
    case 38..<48: return .connect(id, chance(40) ? nil : references(in: network, kind(of: id, network)))
    case 48..<51: return .share(id, owner(in: network, of: kind(of: id, network)))
    case 51..<56: return .replace(id, replacement(for: network[id], in: network))
    case 56..<68: return .insert(layer(in: network), at: position(in: network), id: chance(90) ? nil : id)
    case 68..<76: return .remove(id)
    case 76..<86: return .move(id, to: position(in: network))
    case 86..<90: return .configure(settings())
    default: return .group(several(0...5) { $0.edit(of: network, depth: depth + 1) })
    }
  }

  /// Mostly a layer of the network; sometimes one that has been removed or never was.
  private mutating func target(in network: Network) -> LayerID {
    if network.layerCount > 0, chance(93) { return pick(network.ids) }
    return LayerID(number(0...network.slots.count + 2))
  }

  private mutating func position(in network: Network) -> Int {
    chance(95) ? number(0...network.layerCount) : pick([-1, network.layerCount + 1, .max, .min])
  }

  private mutating func kind(of id: LayerID, _ network: Network) -> OperationKind {
    network[id]?.kind ?? pick(Catalogue.allKinds)
  }

  private mutating func setting(_ id: LayerID, _ network: Network) -> NetworkEdit {
    let attributes = network[id]?.spec.attributes ?? []
    if attributes.isEmpty || chance(3) { return .set(id, "nonsense", .integer(1)) }
    let attribute = pick(attributes)
    return .set(id, attribute.name, chance(10) ? nil : anyValue(attribute.type))
  }

  private mutating func replacement(for old: Layer?, in network: Network) -> Layer {
    guard var layer = old, chance(60) else { return layer(in: network) }
    if chance(50) { layer.kind = pick(Catalogue.allKinds) } else { layer.note = pick([nil, "seen"]) }
    return layer
  }
}
