/// A connection into a layer: which output of which layer it reads, if there is such a one.
public struct Wire: Hashable, Sendable {
  public let source: LayerID?
  public let output: Int
}

/// Who reads whom, kept up to date by every edit; what names and list order mean is found out here only.
struct Wiring: Sendable {
  private(set) var inputs: [[Wire]] = []
  /// Those who read a layer, once for each connection.
  private(set) var consumers: [[LayerID]] = []
  private var holders: [String: [LayerID]] = [:]
  private var referrers: [String: [LayerID]] = [:]
  private var sharers: [String: [LayerID]] = [:]

  mutating func makeRoom(for id: LayerID) {
    while inputs.count <= id.index {
      inputs.append([])
      consumers.append([])
    }
  }

  /// The layers of that name; more than one only where a file or a person gave it twice.
  func holders(of name: String) -> [LayerID] { holders[name] ?? [] }

  /// The layers that mention that name among their inputs.
  func referrers(to name: String) -> [LayerID] { referrers[name] ?? [] }

  /// Whether any layer uses another's parameters.
  var hasSharers: Bool { !sharers.isEmpty }

  /// The layers that use the parameters of a layer of that name.
  func sharers(of name: String) -> [LayerID] { sharers[name] ?? [] }

  /// Notes whose parameters a layer uses.
  mutating func share(_ id: LayerID, from old: String?, to new: String?) {
    guard old != new else { return }
    if let old { Self.remove(id, from: &sharers, at: old) }
    if let new { sharers[new, default: []].append(id) }
  }

  mutating func addName(_ name: String, _ id: LayerID) { holders[name, default: []].append(id) }
  mutating func removeName(_ name: String, _ id: LayerID) { Self.remove(id, from: &holders, at: name) }

  mutating func addReferences(_ references: [InputReference]?, _ id: LayerID) {
    for reference in references ?? [] { referrers[reference.name, default: []].append(id) }
  }

  mutating func removeReferences(_ references: [InputReference]?, _ id: LayerID) {
    for reference in references ?? [] { Self.remove(id, from: &referrers, at: reference.name) }
  }

  /// Replaces the connections into a layer.
  mutating func connect(_ id: LayerID, _ wires: [Wire]) {
    for case let source? in inputs[id.index].lazy.map(\.source) {
      if let place = consumers[source.index].firstIndex(of: id) { consumers[source.index].remove(at: place) }
    }
    inputs[id.index] = wires
    for case let source? in wires.lazy.map(\.source) { consumers[source.index].append(id) }
  }

  private static func remove(_ id: LayerID, from index: inout [String: [LayerID]], at name: String) {
    guard var ids = index.removeValue(forKey: name), let place = ids.firstIndex(of: id) else { return }
    ids.remove(at: place)
    if !ids.isEmpty { index[name] = ids }
  }
}
