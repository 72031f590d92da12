/// Works out the facts about one layer after another; keeps what can be used again between them.
struct LayerVisit {
  struct Result: Sendable {
    var signal = LayerSignal()
    var counts = LayerCounts()
    var furtherOutputs: [Shape] = []
    var diagnostics: [Diagnostic] = []
  }

  static let bytesPerElement = 4

  private(set) var result = Result()
  private let specs = Catalogue.specs
  private var input: OperationInput
  private var traces: [SpatialTrace] = []

  init(_ settings: NetworkSettings) { input = OperationInput(settings) }

  /// Leaves what is found in `result`.
  ///
  /// - Parameters:
  ///   - signals: those of all layers by their number; the layer's inputs have been visited.
  ///   - counts: the layer's own as they were, of which its parameters may be used again.
  ///   - cycle: the members of the cycle that the layer is on.
  mutating func run(
    _ id: LayerID, _ network: Network, _ signals: [LayerSignal], _ furtherOutputs: [LayerID: [Shape]],
    _ ownFindings: OwnFindings?, _ counts: LayerCounts, cycle: [LayerID]?
  ) {
    result.signal.begin()
    result.counts = counts
    if !result.furtherOutputs.isEmpty { result.furtherOutputs = [] }
    if ownFindings != nil || !result.diagnostics.isEmpty {
      result.diagnostics = ownFindings?.diagnostics ?? []
    }
    let isHopeless = ownFindings?.isHopeless ?? false
    if let cycle {
      reportCycle(id, cycle, network)
    } else if collectInputs(of: id, network, signals, furtherOutputs), !isHopeless {
      work(id, network)
    }
    if !result.signal.hasShape { result.counts = LayerCounts() }
    if result.diagnostics.count > 1 { sortDiagnostics() }
  }

  /// Gathers the inputs' shapes.
  /// - Returns: false when one of them has none.
  private mutating func collectInputs(
    of id: LayerID, _ network: Network, _ signals: [LayerSignal], _ furtherOutputs: [LayerID: [Shape]]
  ) -> Bool {
    let wires = network.wiring.inputs[id.index]
    if input.shapes.count != wires.count {
      input.shapes = Array(repeating: Shape(), count: wires.count)
      traces = Array(repeating: SpatialTrace(), count: wires.count)
    }
    var isComplete = true
    for position in wires.indices {
      let wire = wires[position]
      guard let source = wire.source else {
        isComplete = false
        continue
      }
      inherit(signals[source.index].standingOfConsumers(source))
      traces[position] = signals[source.index].trace
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
    run(id, network, signals, furtherOutputs, ownFindings, LayerCounts(), cycle: nil)
    let isComplete = input.shapes.count == network.wiring.inputs[id.index].count
    return isComplete && !ownFindings.isHopeless && input.shapes.allSatisfy { $0.rank > 0 } ? input : nil
  }

  private mutating func work(_ id: LayerID, _ network: Network) {
    // Parts are taken one by one: copying a layer or a declaration costs more than a visit.
    guard let kind = network.slots[id.index]?.kind.index, let attributes = network.slots[id.index]?.attributes
    else { return }
    input.prepare(attributes, kind: kind)
    do throws(ShapeProblem) {
      if case .windows(let rule) = specs[kind].spatial { input.windows = try rule(input) }
      let outputs = try specs[kind].shape(input)
      result.signal.shape = outputs.first
      result.signal.hasShape = true
      if !outputs.rest.isEmpty { result.furtherOutputs = outputs.rest }
    } catch {
      return fail(with: error, id, network)
    }
    result.count(input, specs, kind)
    if result.counts.hasOverflow, !inheritsOverflow { reportOverflow() }
    switch specs[kind].spatial {
    case .mixing: break
    case .still: result.signal.trace = .still
    case .source:
      result.signal.trace = SpatialTrace(startingAt: id, axes: result.signal.shape.rank - 2)
    case .pointwise: traceJoin(id, network)
    case .across(let axes):
      result.signal.trace = traces[0].looking(across: axes(input), input, result.signal.shape)
    case .windows:
      checkWindows()
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
  /// - Parameter specs: the catalogue, of which `kind` is the layer's; handing over one declaration would copy it.
  fileprivate mutating func count(_ input: OperationInput, _ specs: [OperationSpec], _ kind: Int) {
    let key = input.channels &* (Shape.maximumRank + 1) &+ input.shape.rank
    if !specs[kind].parametersFollowChannels || key != counts.channelKey {
      var tally = ParameterTally()
      specs[kind].parameters(input, &tally)
      counts = tally.counts
      counts.channelKey = key
    }
    counts.multiplyAdds = specs[kind].multiplyAdds(input, signal.shape).count
    counts.activationBytes = signal.shape.elements * Count(LayerVisit.bytesPerElement)
    for shape in furtherOutputs {
      counts.activationBytes += shape.elements * Count(LayerVisit.bytesPerElement)
    }
  }
}

// MARK: - What is wrong

extension LayerVisit {
  /// Whether what comes in is beyond counting already, and the layer it comes from has said so.
  private var inheritsOverflow: Bool {
    result.signal.standing != .sound
      && input.shapes.contains { ($0.elements * Count(Self.bytesPerElement)).isOverflow }
  }

  /// Those behind it overflow for the same reason, and say only that they are provisional.
  private mutating func reportOverflow() {
    result.signal.misleads = true
    let counts = result.counts
    let over = [
      (counts.weights, "weights"), (counts.biases, "biases"), (counts.nonTrainable, "running statistics"),
      (counts.multiplyAdds, "multiply-adds"), (counts.activationBytes, "activation bytes"),
    ].filter { $0.0.isOverflow }.map { $0.1 }
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
