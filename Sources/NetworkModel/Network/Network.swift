/// A neural network as its author wrote it: settings and a list of layers, with the connections that follow.
///
/// It changes only by edits (`apply(_:)`), each of which knows its inverse. Shapes and counts are not here: an
/// `Analysis` follows the network.
public struct Network: Sendable {
  public internal(set) var settings: NetworkSettings
  var slots: [Layer?] = []
  var order = LayerOrder()
  var wiring = Wiring()
  var journal = ChangeJournal()
  /// Layers with an input that comes later in the list (or is the layer itself). Usually none: the list is then
  /// a topological order.
  var backward: Set<LayerID> = []
  /// Layers that feed the network.
  private(set) var sources: Set<LayerID> = []
  /// Changes whenever the list or a connection does.
  var structureStamp = ChangeJournal.nextStamp()

  public init(_ settings: NetworkSettings = NetworkSettings(), layers: [Layer] = []) {
    self.settings = settings
    slots = layers
    order.append(contentsOf: layers.indices.map { LayerID($0) })
    for (index, layer) in layers.enumerated() {
      let id = LayerID(index)
      wiring.makeRoom(for: id)
      wiring.addName(layer.name, id)
      wiring.addReferences(layer.inputs, id)
      wiring.share(id, from: nil, to: layer.shares)
      noteSource(id)
    }
    for id in order.ids { rewire(id) }
    journal = ChangeJournal()
  }

  mutating func noteSource(_ id: LayerID) {
    if let layer = self[id], case .source = layer.spec.spatial {
      sources.insert(id)
    } else {
      sources.remove(id)
    }
  }

  public var layerCount: Int { order.count }

  /// The layers' identities in the order of the list.
  public var ids: [LayerID] { order.ids }

  /// The layers in the order of the list.
  public var layers: [Layer] { order.ids.compactMap { slots[$0.index] } }

  public subscript(id: LayerID) -> Layer? { id.index < slots.count ? slots[id.index] : nil }

  /// The layer's place in the list; `nil` when it has been removed.
  public func index(of id: LayerID) -> Int? { order.index(of: id) }

  /// The layer of that name; the first in the list where several have it.
  public func id(named name: String) -> LayerID? {
    let holders = wiring.holders(of: name)
    return holders.count < 2
      ? holders.first : holders.min { (index(of: $0) ?? .max) < (index(of: $1) ?? .max) }
  }

  /// The connections into a layer, in the order of its inputs.
  public func inputs(of id: LayerID) -> [Wire] { id.index < slots.count ? wiring.inputs[id.index] : [] }

  /// The layers that read a layer, once for each connection, in no particular order.
  public func consumers(of id: LayerID) -> [LayerID] {
    id.index < slots.count ? wiring.consumers[id.index] : []
  }

  /// The name itself, or with the smallest number behind it with which no layer has it yet.
  public func freeName(like name: String) -> String {
    if wiring.holders(of: name).isEmpty { return name }
    let digits = name.reversed().prefix { $0.isASCII && $0.isNumber }.count
    let isNumbered = digits > 0 && digits < min(name.count, 10)
    let stem = isNumbered ? String(name.dropLast(digits)) : name + "-"
    var number = (isNumbered ? Int(name.suffix(digits)) ?? 1 : 1) + 1
    while !wiring.holders(of: "\(stem)\(number)").isEmpty { number += 1 }
    return "\(stem)\(number)"
  }
}

extension Network: Equatable {
  /// Equal when an author would call them the same: settings, layers and their order.
  public static func == (a: Network, b: Network) -> Bool {
    a.settings == b.settings && a.layerCount == b.layerCount
      && zip(a.order.ids, b.order.ids).allSatisfy { a[$0] == b[$1] }
  }
}
