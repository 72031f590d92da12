/// The facts about every layer of a network, kept up with its edits at the cost of what they change.
///
/// A layer is looked at again when it differs from the one last analysed or when something that it sees of its
/// inputs (shapes, standing, receptive field) came out differently. Where that is equal, the work ends.
public struct Analysis: Sendable {
  private var facts: [LayerFacts] = []
  /// What is wrong with a layer whatever comes into it; changes only with the layer.
  private var ownFindings: [OwnFindings] = []
  public private(set) var totals = Totals()
  /// The layers that have diagnostics.
  public private(set) var flagged: Set<LayerID> = []
  private(set) var constraints = InputConstraints()
  private var stamp: UInt64 = 0
  private var worklist = Worklist()
  private var topology: TopologicalOrder?
  private var topologyStamp: UInt64 = 0
  /// How often a layer has been looked at, for tests of what an update costs.
  private(set) var visits = 0

  public init(of network: Network) { update(to: network) }

  /// The facts about a layer of the network; those of an empty layer for one that has been removed.
  public subscript(id: LayerID) -> LayerFacts { id.index < facts.count ? facts[id.index] : LayerFacts() }

  /// Follows the network's edits since the last update.
  ///
  /// - Complexity: the layers whose facts change, and those that read them. All layers after a change of the
  ///   network's settings, or when the network is not the one last seen.
  public mutating func update(to network: Network) {
    guard network.journal.stamp != stamp else { return }
    let changes = network.journal.changes(since: stamp)
    stamp = network.journal.stamp
    let room = network.slots.count - facts.count
    if room > 0 {
      facts.append(contentsOf: repeatElement(LayerFacts(), count: room))
      ownFindings.append(contentsOf: repeatElement(OwnFindings(), count: room))
    }
    let formerCycles = updateTopology(network)
    worklist.reset(count: network.layerCount)
    if let changes {
      for id in changes { touch(id, network) }
    } else {
      startOver(network)
    }
    for id in formerCycles { touch(id, network) }
    for id in topology.map({ Array($0.cycles.keys) }) ?? [] { touch(id, network) }
    sweep(network)
  }

  private mutating func startOver(_ network: Network) {
    totals = Totals()
    flagged = []
    constraints = InputConstraints()
    for index in facts.indices {
      facts[index] = LayerFacts()
      if network.slots[index] != nil { totals.add(facts[index]) }
    }
    for id in network.order.ids { ownFindings[id.index] = OwnFindings(of: id, in: network) }
    worklist.insertAll(network.layerCount)
  }

  private mutating func touch(_ id: LayerID, _ network: Network) {
    guard network[id] != nil else { return record(LayerFacts(), for: id, isPresent: false) }
    ownFindings[id.index] = OwnFindings(of: id, in: network)
    worklist.insert(rank(of: id, network))
  }

  // MARK: - Order

  /// - Returns: the layers that were on a cycle.
  private mutating func updateTopology(_ network: Network) -> [LayerID] {
    guard network.structureStamp != topologyStamp else { return [] }
    topologyStamp = network.structureStamp
    let former = topology.map { Array($0.cycles.keys) } ?? []
    topology = network.backward.isEmpty ? nil : TopologicalOrder(of: network)
    return former
  }

  private func rank(of id: LayerID, _ network: Network) -> Int {
    topology?.rank(of: id) ?? network.order.index(of: id) ?? 0
  }

  // MARK: - Going through

  private mutating func sweep(_ network: Network) {
    var visit = LayerVisit(network.settings)
    while let place = worklist.popFirst() {
      let id = topology?.ids[place] ?? network.order[place]
      visits += 1
      let cycle = topology?.cycles[id]
      let result = visit.facts(
        of: id, in: network, given: facts, ownFindings: ownFindings[id.index], cycle: cycle)
      guard result != facts[id.index] else { continue }
      let spreads = !result.looksAlike(facts[id.index])
      record(result, for: id, isPresent: true)
      guard spreads else { continue }
      for consumer in network.wiring.consumers[id.index] where topology?.cycles[consumer] == nil {
        worklist.insert(rank(of: consumer, network))
      }
    }
  }

  private mutating func record(_ new: LayerFacts, for id: LayerID, isPresent: Bool) {
    let old = facts[id.index]
    totals.remove(old)
    if isPresent { totals.add(new) }
    if old.constrainsInput != new.constrainsInput || old.trace != new.trace {
      if old.constrainsInput { constraints.remove(old.trace) }
      if new.constrainsInput { constraints.add(new.trace) }
    }
    if new.diagnostics.isEmpty {
      if !old.diagnostics.isEmpty { flagged.remove(id) }
    } else {
      flagged.insert(id)
    }
    facts[id.index] = new
  }
}

extension Analysis {
  /// What is wrong with the network as a whole rather than with one of its layers.
  public func networkDiagnostics(of network: Network) -> [Diagnostic] {
    network.layerCount == 0 ? [Diagnostic(.noInput, .error, .text("the network has no layers"))] : []
  }
}
