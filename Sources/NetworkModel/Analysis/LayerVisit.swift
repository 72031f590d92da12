/// Works out the facts about one layer after another; keeps what can be used again between them.
struct LayerVisit {
  struct Result: Sendable {
    var signal = LayerSignal()
    var counts = LayerCounts()
    var furtherOutputs: [Shape] = []
    var diagnostics: [Diagnostic] = []
  }

  private(set) var result = Result()
  private let specs = Catalogue.specs
  private let elementType: ElementType
  private var input: OperationInput
  private var traces: [SpatialTrace] = []
  /// Whether all inputs of the layer have a shape, which may be that of a single number.
  private var hasInputs = false
  /// Whether the trace is the one that the layer had before.
  private(set) var keepsTrace = false

  init(_ settings: NetworkSettings, _ elementType: ElementType) {
    input = OperationInput(settings)
    self.elementType = elementType
  }

  /// Leaves what is found in `result`.
  ///
  /// - Parameters:
  ///   - signals: those of all layers by their number; the layer's inputs have been visited.
  ///   - counts: the layer's own as they were, of which its parameters may be used again.
  ///   - keepsTrace: whether neither the layer nor a trace that comes in has changed since it was looked at last.
  ///   - cycle: the members of the cycle that the layer is on.
  mutating func run(
    _ id: LayerID, _ network: Network, _ signals: [LayerSignal], _ furtherOutputs: [LayerID: [Shape]],
    _ ownFindings: OwnFindings?, _ counts: LayerCounts, keepsTrace: Bool, cycle: [LayerID]?
  ) {
    result.signal.begin()
    self.keepsTrace = keepsTrace && signals[id.index].hasShape
    result.counts = counts
    if !result.furtherOutputs.isEmpty { result.furtherOutputs = [] }
    if ownFindings != nil || !result.diagnostics.isEmpty {
      result.diagnostics = ownFindings?.diagnostics ?? []
    }
    let isHopeless = ownFindings?.isHopeless ?? false
    hasInputs = cycle == nil && collectInputs(of: id, network, signals, furtherOutputs)
    if let cycle {
      reportCycle(id, cycle, network)
    } else if hasInputs, !isHopeless {
      work(id, network, signals)
    }
    if !result.signal.hasShape {
      result.counts = LayerCounts()
      self.keepsTrace = false
    }
    if result.diagnostics.count > 1 { sortDiagnostics() }
  }

  /// Keeps what the layer came to for those like it, where it depends on nothing but what it does and what comes in.
  @inline(__always)
  func remember(_ recipe: Int32, in memo: inout VisitMemo) {
    guard recipe != RecipeBook.none, result.signal.hasShape, !result.signal.misleads, input.shapes.count == 1,
      result.diagnostics.isEmpty, result.furtherOutputs.isEmpty, !result.signal.standing.isBlocked
    else { return }
    memo.add(recipe, on: input.shapes[0], result, input.windows, specs[input.kind].spatial)
  }

  /// Gathers the inputs' shapes.
  /// - Returns: false when one of them has none.
  private mutating func collectInputs(
    of id: LayerID, _ network: Network, _ signals: [LayerSignal], _ furtherOutputs: [LayerID: [Shape]]
  ) -> Bool {
    let count = network.wiring.inputs[id.index].count
    if input.shapes.count != count {
      input.shapes = Array(repeating: Shape(), count: count)
      traces = Array(repeating: SpatialTrace(), count: count)
    }
    var isComplete = true
    for position in 0..<count {
      // In place: holding on to the list costs as much as reading it.
      let wire = network.wiring.inputs[id.index][position]
      guard let source = wire.source else {
        isComplete = false
        continue
      }
      inherit(signals[source.index].standingOfConsumers(source))
      if wire.output == 0, signals[source.index].hasShape {
        input.shapes[position] = signals[source.index].shape
      } else if let further = furtherOutputs[source], (1...further.count).contains(wire.output) {
        input.shapes[position] = further[wire.output - 1]
      } else {
        isComplete = false
        reportMissingOutput(wire, of: source, network, signals, furtherOutputs)
      }
    }
    return isComplete
  }

  /// Takes over the standing of an input: the first that is not sound counts, and blocked before provisional.
  private mutating func inherit(_ standing: Standing) {
    if standing == .sound || result.signal.standing.isBlocked { return }
    if result.signal.standing == .sound || standing.isBlocked { result.signal.standing = standing }
  }

  private mutating func reportMissingOutput(
    _ wire: Wire, of source: LayerID, _ network: Network, _ signals: [LayerSignal],
    _ furtherOutputs: [LayerID: [Shape]]
  ) {
    guard signals[source.index].hasShape, let name = network[source]?.name else { return }
    let last = furtherOutputs[source]?.count ?? 0
    result.diagnostics.append(
      Diagnostic(.unknownInput, .error, .text("\(name) has no output \(wire.output); its last is \(last)")))
  }

  /// A layer's input as its rules saw it, for those who want to know more than the facts.
  mutating func input(
    of id: LayerID, _ network: Network, _ signals: [LayerSignal], _ furtherOutputs: [LayerID: [Shape]],
    _ ownFindings: OwnFindings
  ) -> OperationInput? {
    run(
      id, network, signals, furtherOutputs, ownFindings, LayerCounts(), keepsTrace: false, cycle: nil)
    return hasInputs && !ownFindings.isHopeless ? input : nil
  }

  private mutating func work(_ id: LayerID, _ network: Network, _ signals: [LayerSignal]) {
    // Parts are taken one by one: copying a layer or a declaration costs more than a visit.
    guard let kind = network.slots[id.index]?.kind.index, let attributes = network.slots[id.index]?.attributes
    else { return }
    input.prepare(attributes, kind: kind)
    do throws(ShapeProblem) {
      if case .windows(let rule) = specs[kind].spatial { input.windows = try rule(input) }
      let usesOwnParameters = !network.wiring.hasSharers || network.parameterOwner(of: id) == nil
      try result.evaluate(input, specs, kind, elementType, usesOwnParameters: usesOwnParameters)
    } catch {
      return fail(with: error, id, network)
    }
    if result.counts.hasOverflow, !inheritsOverflow { reportOverflow() }
    if case .windows = specs[kind].spatial { checkWindows() }
    if keepsTrace, input.shapes.count == 1, specs[kind].spatial.followsTracesAlone, !paddingFollowsSize(kind)
    {
      result.signal.trace = signals[id.index].trace
      result.signal.constrainsInput = signals[id.index].constrainsInput
    } else {
      keepsTrace = false
      for (position, wire) in network.wiring.inputs[id.index].enumerated() {
        if let source = wire.source { traces[position] = signals[source.index].trace }
      }
      trace(id, network, specs[kind].spatial)
    }
  }

  /// Whether the layer's windows lie elsewhere on an input of another size.
  private func paddingFollowsSize(_ kind: Int) -> Bool {
    guard case .windows = specs[kind].spatial else { return false }
    for axis in 0..<input.windows.count where input.windows[axis].paddingFollowsSize { return true }
    return false
  }

  private mutating func trace(_ id: LayerID, _ network: Network, _ rule: SpatialRule) {
    switch rule {
    case .mixing: break
    case .still: result.signal.trace = .still
    case .source:
      let shape = result.signal.shape
      result.signal.trace = SpatialTrace(startingAt: id, axes: shape.hasBatch ? max(shape.rank - 2, 0) : 0)
    case .pointwise: traceJoin(id, network)
    case .across(let axes):
      result.signal.trace = traces[0].looking(across: axes(input), input, result.signal.shape)
    case .windows:
      result.signal.trace = traces[0].passing(input.windows)
      for axis in 0..<input.windows.count
      where input.windows[axis].canFallShort {
        result.signal.constrainsInput = true
      }
    }
  }

  /// Flags windows that do not divide, unless the sizes are provisional: one mistake, one error.
  private mutating func checkWindows() {
    guard result.signal.standing == .sound else { return }
    var shortfalls: [WindowShortfall] = []
    for axis in 0..<input.windows.count where input.windows[axis].canFallShort {
      let (window, size) = (input.windows[axis], input.spatialSize(axis))
      guard window.rounding == .exact || window.rounding == .floor,
        case .size(_, let remainder) = window.outcome(on: size), remainder > 0,
        let exactSize = window.exactSize(on: size)
      else { continue }
      shortfalls.append(
        WindowShortfall(
          axis: axis, axisCount: input.windows.count, input: size, window: window, exactSize: exactSize,
          remainder: remainder))
    }
    guard let first = shortfalls.first else { return }
    let isError = first.window.rounding == .exact
    if isError { result.signal.misleads = true }
    result.diagnostics.append(Diagnostic(.inexactSize, isError ? .error : .warning, .windows(shortfalls)))
  }

  private mutating func traceJoin(_ id: LayerID, _ network: Network) {
    if traces.count == 1 {
      result.signal.trace = traces[0]
      return
    }
    let joined = SpatialTrace.joining(traces, of: input, result.signal.shape)
    result.signal.trace = joined.trace
    guard let strides = joined.strides else { return }
    let pairs = zip(inputNames(id, network), strides).map { "\($0) \($1)" }.joined(separator: ", ")
    result.diagnostics.append(
      Diagnostic(.misalignedInputs, .warning, .text("the inputs step at different strides: \(pairs)")))
  }
}

extension LayerVisit.Result {
  /// Works out shapes and counts. All of it in one call, since handing over the input copies it.
  ///
  /// - Parameter specs: the catalogue, of which `kind` is the layer's; one declaration would be copied too.
  fileprivate mutating func evaluate(
    _ input: OperationInput, _ specs: [OperationSpec], _ kind: Int, _ elementType: ElementType,
    usesOwnParameters: Bool
  ) throws(ShapeProblem) {
    let outputs = try specs[kind].shape(input)
    signal.shape = outputs.first
    signal.hasShape = true
    if !outputs.rest.isEmpty { furtherOutputs = outputs.rest }
    let key = input.channels &* (Shape.maximumRank + 1) &+ input.shape.rank
    if !specs[kind].parametersFollowChannels || key != counts.channelKey {
      counts = LayerCounts()
      if usesOwnParameters, let parameters = specs[kind].parameters {
        var tally = ParameterTally(elementType)
        parameters(input, &tally)
        counts = tally.counts
      }
      counts.channelKey = key
      counts.otherFLOPsPerElement = specs[kind].otherFLOPs?.perElement(input) ?? .zero
    }
    let elements = outputs.first.elementsPerExample
    if let each = counts.multiplyAddsPerElement {
      counts[.multiplyAdds] = each * elements
    } else if let multiplyAdds = specs[kind].multiplyAdds {
      counts[.multiplyAdds] = multiplyAdds(input, outputs.first).count
      if specs[kind].multiplyAddsGoByElements {
        counts.multiplyAddsPerElement = counts.multiplyAdds.divided(by: elements)
      }
    }
    counts[.flops] = counts.multiplyAdds * 2
    if counts.otherFLOPsPerElement != .zero {
      counts[.flops] += counts.otherFLOPsPerElement * elements
    } else if case .total(let product) = specs[kind].otherFLOPs {
      counts[.flops] += product(input, outputs.first).count
    }
    counts[.activationBytes] = elementType.bytes(of: outputs.first.elements)
    for shape in outputs.rest { counts[.activationBytes] += elementType.bytes(of: shape.elements) }
  }
}

// MARK: - What is wrong

extension LayerVisit {
  /// Whether what comes in is beyond counting already, and the layer it comes from has said so.
  private var inheritsOverflow: Bool {
    result.signal.standing != .sound
      && input.shapes.contains { elementType.bytes(of: $0.elements).isOverflow }
  }

  /// Those behind it overflow for the same reason, and say only that they are provisional.
  private mutating func reportOverflow() {
    result.signal.misleads = true
    let over = LayerCounts.Quantity.allCases.filter { result.counts[$0].isOverflow }.map(\.name)
    result.diagnostics.append(
      Diagnostic(.overflow, .error, .text("beyond 64 bits: \(over.joined(separator: ", "))")))
  }

  /// A problem that other sizes could cure is none of the layer's own while its sizes are provisional.
  private mutating func fail(with problem: ShapeProblem, _ id: LayerID, _ network: Network) {
    if problem.dependsOnSizes, case .provisional(let cause) = result.signal.standing {
      result.signal.standing = .blocked(by: cause)
      return
    }
    var message = problem.message
    if input.shapes.count > 1 {
      message +=
        ": " + zip(inputNames(id, network), input.shapes).map { "\($0) \($1)" }.joined(separator: ", ")
    }
    result.diagnostics.append(
      Diagnostic(problem.code, .error, .text(message), attribute: problem.attribute))
  }

  private func inputNames(_ id: LayerID, _ network: Network) -> [String] {
    network.wiring.inputs[id.index].compactMap { $0.source.flatMap { network[$0]?.name } }
  }

  /// One error for a cycle, on its first layer in the list; the others wait for that one.
  private mutating func reportCycle(_ id: LayerID, _ cycle: [LayerID], _ network: Network) {
    guard let head = cycle.first, head == id else {
      result.signal.standing = .blocked(by: cycle[0])
      return
    }
    let others = cycle.dropFirst().prefix(4).compactMap { network[$0]?.name }
    let through = others.isEmpty ? "" : " through \(others.joined(separator: ", "))"
    let more = cycle.count > 5 ? " and \(cycle.count - 5) more" : ""
    result.diagnostics.append(
      Diagnostic(.cycle, .error, .text("depends on its own output\(through)\(more)")))
  }

  /// The worst first, otherwise as found.
  private mutating func sortDiagnostics() {
    result.diagnostics =
      result.diagnostics.filter { $0.severity == .error }
      + result.diagnostics.filter { $0.severity != .error }
  }
}
