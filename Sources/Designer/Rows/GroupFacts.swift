import NetworkModel

/// What the layers of a folded group come to together.
@dynamicMemberLookup
public struct GroupFacts: Sendable {
  public let name: String
  public let layerCount: Int
  /// The layer whose size the group gives.
  public let last: LayerID
  public private(set) var counts = LayerCounts()
  /// The worst that is wrong in it, and the first layer that has it.
  public private(set) var worst: (severity: Diagnostic.Severity, layer: LayerID)?
  /// Whether the numbers of some of them are provisional or missing.
  public private(set) var isProvisional = false
  /// The most that is held while one of them runs; `nil` where that has not been worked out or is not known.
  public let peakBytes: Count?

  /// A sum by its name: `group.weights`.
  public subscript(dynamicMember count: KeyPath<LayerCounts, Count>) -> Count { counts[keyPath: count] }

  /// - Parameter ids: the group's layers; not empty.
  init(_ name: String, _ ids: ArraySlice<LayerID>, _ analysis: Analysis, _ memory: ActivationMemory?) {
    (self.name, layerCount, last) = (name, ids.count, ids[ids.endIndex - 1])
    peakBytes = memory.map { memory in ids.reduce(.zero) { max($0, memory[$1]) } }
    for id in ids {
      let facts = analysis[id]
      counts += facts.counts
      if let severity = facts.severity, worst.map({ severity > $0.severity }) ?? true {
        worst = (severity, id)
      }
      if facts.standing != .sound { isProvisional = true }
    }
  }
}

/// The facts of the folded groups in sight, kept until the network changes: their layers may be many.
struct GroupFactsCache: Sendable {
  private var revision = -1
  /// By row.
  private var facts: [Int: GroupFacts] = [:]

  subscript(row: Int, at revision: Int) -> GroupFacts? {
    get { revision == self.revision ? facts[row] : nil }
    set {
      if revision != self.revision { facts.removeAll(keepingCapacity: true) }
      self.revision = revision
      facts[row] = newValue
    }
  }
}
