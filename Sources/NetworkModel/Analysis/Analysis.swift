/// The facts about every layer of a network, kept up with its edits at the cost of what they change.
///
/// A layer is looked at again when it differs from the one last analysed or when something that it sees of its
/// inputs (shape, standing, receptive field) came out differently. Where that is equal, the work ends.
public struct Analysis: Sendable {
  // What is known of each layer, by its number.
  private var signals: [LayerSignal] = []
  private var counts: [LayerCounts] = []
  private var diagnostics: [[Diagnostic]] = []
  /// What is wrong with a layer whatever comes into it; changes only with the layer.
  private var ownFindings: [OwnFindings] = []
  /// What each layer does, as a number that layers which do the same share.
  private var recipes: [Int32] = []
  private var recipeBook = RecipeBook()
  /// The outputs after the first, of the few layers that have some.
  private var furtherOutputs: [LayerID: [Shape]] = [:]

  public private(set) var totals = Totals()
  /// The layers that have diagnostics.
  public private(set) var flagged: Set<LayerID> = []
  private(set) var constraints = InputConstraints()
  private var stamp: UInt64 = 0
  private var worklist = Worklist()
  /// The layers that have changed, or get another trace, since they were looked at last.
  private var staleTraces: [Bool] = []
  /// Layers whose shared parameters may have other shapes than before, or those that they are compared with.
  private var sharersToCheck: Set<LayerID> = []
  private var topology: TopologicalOrder?
  private var topologyStamp: UInt64 = 0
  /// How often a layer has been looked at, for tests of what an update costs.
  private(set) var visits = 0

  /// What bytes are counted in.
  public let elementType: ElementType

  public init(of network: Network, elementType: ElementType = .float32) {
    self.elementType = elementType
    update(to: network)
  }

  /// The facts about a layer of the network; those of a layer without any for one that has been removed.
  public subscript(id: LayerID) -> LayerFacts {
    let signal = id.index < signals.count ? signals[id.index] : LayerSignal()
    return LayerFacts(
      outputs: signal.hasShape ? [signal.shape] + (furtherOutputs[id] ?? []) : [], standing: signal.standing,
      counts: id.index < counts.count ? counts[id.index] : LayerCounts(),
      trace: signal.trace.isEmpty ? nil : signal.trace,
      diagnostics: diagnostics(of: id))
  }

  /// The worst that is wrong with a layer, where the other facts are not wanted.
  public func severity(of id: LayerID) -> Diagnostic.Severity? { diagnostics(of: id).first?.severity }

  /// What is wrong with a layer, where the other facts are not wanted.
  func diagnostics(of id: LayerID) -> [Diagnostic] {
    id.index < diagnostics.count ? diagnostics[id.index] : []
  }

  /// Follows the network's edits since the last update.
  ///
  /// - Complexity: the layers whose facts change, and those that read them. All layers after a change of the
  ///   network's settings, or when the network is not the one last seen.
  public mutating func update(to network: Network) {
    guard network.journal.stamp != stamp else { return }
    let changes = network.journal.changes(since: stamp)
    stamp = network.journal.stamp
    makeRoom(for: network.slots.count)
    let formerCycles = updateTopology(network)
    worklist.reset(count: network.layerCount)
    if let changes {
      for id in changes { touch(id, network) }
    } else {
      startOver(network)
    }
    for id in formerCycles + cyclicLayers { touch(id, network) }
    sweep(network)
  }

  private mutating func makeRoom(for count: Int) {
    let room = count - signals.count
    guard room > 0 else { return }
    signals.append(contentsOf: repeatElement(LayerSignal(), count: room))
    counts.append(contentsOf: repeatElement(LayerCounts(), count: room))
    diagnostics.append(contentsOf: repeatElement([], count: room))
    ownFindings.append(contentsOf: repeatElement(OwnFindings(), count: room))
    recipes.append(contentsOf: repeatElement(RecipeBook.none, count: room))
    staleTraces.append(contentsOf: repeatElement(true, count: room))
  }

  private mutating func startOver(_ network: Network) {
    for index in signals.indices { record(LayerVisit.Result(), for: LayerID(index)) }
    for id in network.order.ids { readAnew(id, network) }
    worklist.insertAll(network.layerCount)
  }

  private mutating func readAnew(_ id: LayerID, _ network: Network) {
    ownFindings[id.index] = OwnFindings(of: id, in: network)
    recipes[id.index] = network[id].map { recipeBook.number(of: $0) } ?? RecipeBook.none
    staleTraces[id.index] = true
  }

  private mutating func touch(_ id: LayerID, _ network: Network) {
    guard network[id] != nil else { return record(LayerVisit.Result(), for: id) }
    readAnew(id, network)
    counts[id.index].channelKey = -1
    worklist.insert(rank(of: id, network))
  }

  // MARK: - Order

  private var cyclicLayers: [LayerID] { topology.map { Array($0.cycles.keys) } ?? [] }

  /// - Returns: the layers that were on a cycle.
  private mutating func updateTopology(_ network: Network) -> [LayerID] {
    guard network.structureStamp != topologyStamp else { return [] }
    topologyStamp = network.structureStamp
    let former = cyclicLayers
    topology = network.backward.isEmpty ? nil : TopologicalOrder(of: network)
    return former
  }

  /// Where a layer comes in the order in which they are looked at: behind all that it reads.
  func rank(of id: LayerID, _ network: Network) -> Int {
    topology?.rank(of: id) ?? network.order.index(of: id) ?? 0
  }

  // MARK: - Going through

  private mutating func sweep(_ network: Network) {
    var visit = LayerVisit(network.settings, elementType)
    var memo = VisitMemo()
    let order = topology?.ids ?? network.order.ids
    let cycles = topology?.cycles ?? [:]
    while let place = worklist.popFirst() {
      let id = order[place]
      visits += 1
      let change =
        repeatVisit(of: id, network, memo)
        ?? self.visit(id, network, &visit, &memo, cycle: cycles.isEmpty ? nil : cycles[id])
      staleTraces[id.index] = false
      if network.wiring.hasSharers { sharersToCheck.formUnion([id] + network.sharers(of: id)) }
      guard change != .none else { continue }
      for position in 0..<network.wiring.consumers[id.index].count {
        let consumer = network.wiring.consumers[id.index][position]
        guard cycles.isEmpty || cycles[consumer] == nil else { continue }
        if change == .trace { staleTraces[consumer.index] = true }
        worklist.insert(rank(of: consumer, network))
      }
    }
    checkSharers(network)
  }

  /// What the readers of a layer see of a visit to it.
  private enum Change {
    case none, size
    /// Other traces, and perhaps other sizes.
    case trace
  }

  // Both inlined, since a call would copy what is visited with.
  @inline(__always)
  private mutating func visit(
    _ id: LayerID, _ network: Network, _ visit: inout LayerVisit, _ memo: inout VisitMemo, cycle: [LayerID]?
  ) -> Change {
    let own = ownFindings[id.index].isClean ? nil : ownFindings[id.index]
    visit.run(
      id, network, signals, furtherOutputs, own, counts[id.index], keepsTrace: !staleTraces[id.index],
      cycle: cycle)
    visit.remember(recipes[id.index], in: &memo)
    let otherTrace = !visit.keepsTrace && visit.result.signal.trace != signals[id.index].trace
    let spreads =
      otherTrace || !visit.result.signal.agreesButForTrace(with: signals[id.index])
      || (!furtherOutputs.isEmpty || !visit.result.furtherOutputs.isEmpty)
        && furtherOutputs[id] ?? [] != visit.result.furtherOutputs
    record(visit.result, for: id)
    return otherTrace ? .trace : spreads ? .size : .none
  }

  /// Takes over what a layer before came to, where that says all about this one.
  ///
  /// - Returns: nil where the layer has to be visited.
  @inline(__always)
  private mutating func repeatVisit(
    of id: LayerID, _ network: Network, _ memo: borrowing VisitMemo
  ) -> Change? {
    let index = id.index
    guard recipes[index] != RecipeBook.none, network.wiring.inputs[index].count == 1,
      network.wiring.inputs[index][0].output == 0, let source = network.wiring.inputs[index][0].source?.index,
      signals[source].hasShape, signals[index].isPresent, !signals[index].misleads,
      diagnostics[index].isEmpty, ownFindings[index].isClean, furtherOutputs.isEmpty
    else { return nil }
    let standing = signals[source].standingOfConsumers(LayerID(source))
    guard
      let place = memo.place(of: recipes[index], on: signals[source].shape, isSound: standing == .sound)
    else { return nil }
    let isNew = !signals[index].hasShape
    var change = Change.none
    if isNew || signals[index].shape != memo[place].shape || signals[index].standing != standing {
      change = .size
    }
    if isNew || staleTraces[index] || memo[place].paddingFollowsSize {
      guard let trace = memo.trace(at: place, behind: signals[source].trace) else { return nil }
      if signals[index].trace != trace || signals[index].constrainsInput != memo[place].constrainsInput {
        if signals[index].constrainsInput { constraints.remove(signals[index].trace) }
        if memo[place].constrainsInput { constraints.add(trace) }
        signals[index].trace = trace
        signals[index].constrainsInput = memo[place].constrainsInput
        change = .trace
      }
    }
    let wasUnsettled = signals[index].isUnsettled
    signals[index].hasShape = true
    signals[index].shape = memo[place].shape
    signals[index].standing = standing
    if wasUnsettled != signals[index].isUnsettled { totals.noteUnsettled(by: wasUnsettled ? -1 : 1) }
    totals.replace(counts[index], by: memo[place].counts)
    counts[index] = memo[place].counts
    return change
  }

  /// Compares shared parameters, once both layers' inputs are known, in whichever order they stand.
  private mutating func checkSharers(_ network: Network) {
    for id in sharersToCheck {
      guard let owner = network.parameterOwner(of: id) else { continue }
      var found = diagnostics[id.index].filter { $0.code != .sharedParameters }
      if let problem = sharingProblem(of: id, with: owner, in: network) {
        found.insert(problem, at: found.prefix { $0.severity == .error }.count)
      }
      if found != diagnostics[id.index] { recordDiagnostics(found, for: id) }
    }
    sharersToCheck.removeAll()
  }

  // Inlined, since a call would copy the result.
  @inline(__always)
  private mutating func record(_ new: borrowing LayerVisit.Result, for id: LayerID) {
    let wasUnsettled = signals[id.index].isUnsettled
    if wasUnsettled != new.signal.isUnsettled { totals.noteUnsettled(by: wasUnsettled ? -1 : 1) }
    if signals[id.index].constrainsInput || new.signal.constrainsInput {
      recordConstraints(signals[id.index], new.signal)
    }
    totals.replace(counts[id.index], by: new.counts)
    counts[id.index] = new.counts
    signals[id.index] = new.signal
    if !furtherOutputs.isEmpty || !new.furtherOutputs.isEmpty {
      furtherOutputs[id] = new.furtherOutputs.isEmpty ? nil : new.furtherOutputs
    }
    recordDiagnostics(new.diagnostics, for: id)
  }

  private mutating func recordConstraints(_ old: LayerSignal, _ new: LayerSignal) {
    if old.constrainsInput == new.constrainsInput, old.trace == new.trace { return }
    if old.constrainsInput { constraints.remove(old.trace) }
    if new.constrainsInput { constraints.add(new.trace) }
  }

  private mutating func recordDiagnostics(_ new: [Diagnostic], for id: LayerID) {
    guard !new.isEmpty || !diagnostics[id.index].isEmpty else { return }
    totals.update(diagnostics[id.index], by: -1)
    totals.update(new, by: 1)
    if new.isEmpty { flagged.remove(id) } else { flagged.insert(id) }
    diagnostics[id.index] = new
  }
}

extension Analysis {
  /// What a layer's rules are given; `nil` where an input has no shape or a value is missing.
  public func operationInput(of id: LayerID, in network: Network) -> OperationInput? {
    guard network[id] != nil, id.index < signals.count, topology?.cycles[id] == nil else { return nil }
    var visit = LayerVisit(network.settings, elementType)
    return visit.input(of: id, network, signals, furtherOutputs, ownFindings[id.index])
  }

  /// What is wrong with the network as a whole rather than with one of its layers.
  public func networkDiagnostics(of network: Network) -> [Diagnostic] {
    network.layerCount == 0 ? [Diagnostic(.noInput, .error, .text("the network has no layers"))] : []
  }
}
