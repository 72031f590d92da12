/// Works out the facts about one layer after another; keeps what can be used again between them.
struct LayerVisit {
  static let bytesPerElement = 4

  private var input: OperationInput
  private var traces: [SpatialTrace?] = []

  init(_ settings: NetworkSettings) { input = OperationInput(settings) }

  /// - Parameters:
  ///   - facts: those of the layers before it, by layer number.
  ///   - cycle: the members of the cycle that the layer is on.
  mutating func facts(
    of id: LayerID, in network: Network, given facts: [LayerFacts], ownFindings: OwnFindings, cycle: [LayerID]?
  ) -> LayerFacts {
    var result = LayerFacts()
    result.diagnostics = ownFindings.diagnostics
    if let cycle { return onCycle(id, cycle, network, result) }
    guard let layer = network.slots[id.index],
      collectInputs(network.wiring.inputs[id.index], layer, facts, &result),
      !ownFindings.isHopeless
    else { return result.sorted }
    input.prepare(for: layer)
    do throws(ShapeProblem) {
      try work(out: &result, id, network)
    } catch {
      fail(with: error, id, network, &result)
    }
    return result.diagnostics.count > 1 ? result.sorted : result
  }

  /// Gathers the inputs' shapes.
  /// - Returns: false when one of them has none.
  private mutating func collectInputs(
    _ wires: [Wire], _ layer: Layer, _ facts: [LayerFacts], _ result: inout LayerFacts
  ) -> Bool {
    input.shapes.removeAll(keepingCapacity: true)
    traces.removeAll(keepingCapacity: true)
    for (position, wire) in wires.enumerated() {
      guard let source = wire.source else { continue }
      let standing = facts[source.index].standingOfConsumers(source)
      if standing != .sound, !result.standing.isBlocked, result.standing == .sound || standing.isBlocked {
        result.standing = standing
      }
      guard wire.output < facts[source.index].outputs.count else {
        if !standing.isBlocked, let reference = layer.inputs?[position] {
          result.diagnostics.append(
            Diagnostic(
              .unknownInput, .error,
              .text("\(reference.name) has no output \(wire.output); its last is \(facts[source.index].outputs.count - 1)")))
        }
        continue
      }
      input.shapes.append(facts[source.index].outputs[wire.output])
      traces.append(facts[source.index].trace)
    }
    return input.shapes.count == wires.count
  }

  private mutating func work(
    out result: inout LayerFacts, _ id: LayerID, _ network: Network
  ) throws(ShapeProblem) {
    if case .windows(let rule) = Catalogue.specs[input.kind.index].spatial { input.windows = try rule(input) }
    result.outputs = try Catalogue.specs[input.kind.index].shape(input)
    guard let output = result.outputs.first else { return }
    for tensor in Catalogue.specs[input.kind.index].parameters(input) {
      switch tensor.role {
      case .weight: result.weights += tensor.factors.count
      case .bias: result.biases += tensor.factors.count
      case .running: result.nonTrainable += tensor.factors.count
      }
    }
    result.multiplyAdds = Catalogue.specs[input.kind.index].multiplyAdds(input, output).count
    for shape in result.outputs { result.activationBytes += shape.elements * Count(Self.bytesPerElement) }
    checkOverflow(&result)
    checkWindows(&result)
    traceAxes(id, output, network, &result)
  }

  private func checkOverflow(_ result: inout LayerFacts) {
    let counts = [
      (result.weights, "weights"), (result.biases, "biases"), (result.multiplyAdds, "multiply-adds"),
      (result.activationBytes, "activation bytes"),
    ]
    let over = counts.filter { $0.0.isOverflow }.map { $0.1 }
    if over.isEmpty { return }
    result.diagnostics.append(
      Diagnostic(.overflow, .error, .text("beyond 64 bits: \(over.joined(separator: ", "))")))
  }

  /// Flags windows that do not divide, unless the sizes are provisional: one mistake, one error.
  private func checkWindows(_ result: inout LayerFacts) {
    guard case .windows = Catalogue.specs[input.kind.index].spatial, result.standing == .sound else { return }
    var shortfalls: [WindowShortfall] = []
    for axis in 0..<input.windows.count {
      let (window, size) = (input.windows[axis], input.spatialSize(axis))
      guard window.rounding == .exact || window.rounding == .floor, !window.followsInput,
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
    result.isRounded = isError
    result.diagnostics.append(Diagnostic(.inexactSize, isError ? .error : .warning, .windows(shortfalls)))
  }

  private func traceAxes(_ id: LayerID, _ output: Shape, _ network: Network, _ result: inout LayerFacts) {
    switch Catalogue.specs[input.kind.index].spatial {
    case .mixing: break
    case .source: result.trace = SpatialTrace(startingAt: id, axes: output.rank - 2)
    case .windows:
      result.trace = traces.first??.passing(input.windows)
      result.constrainsInput = (0..<input.windows.count).contains {
        input.windows[$0].stride > 1 && !input.windows[$0].followsInput
      }
    case .pointwise:
      guard traces.count > 1 else {
        result.trace = traces.first ?? nil
        return
      }
      let joined = SpatialTrace.joining(traces, of: input, output)
      result.trace = joined.trace
      if let strides = joined.strides {
        let names = network.wiring.inputs[id.index].compactMap { $0.source.flatMap { network[$0]?.name } }
        let pairs = zip(names, strides).map { "\($0) \($1)" }.joined(separator: ", ")
        result.diagnostics.append(
          Diagnostic(.misalignedInputs, .warning, .text("the inputs step at different strides: \(pairs)")))
      }
    }
  }

  /// A problem that other sizes could cure is none of the layer's own while its sizes are provisional.
  private func fail(
    with problem: ShapeProblem, _ id: LayerID, _ network: Network, _ result: inout LayerFacts
  ) {
    result.outputs = []
    if problem.dependsOnSizes, case .provisional(let cause) = result.standing {
      result.standing = .blocked(by: cause)
      return
    }
    var message = problem.message
    if input.shapes.count > 1 {
      let names = network.wiring.inputs[id.index].compactMap { $0.source.flatMap { network[$0]?.name } }
      message += ": " + zip(names, input.shapes).map { "\($0) \($1)" }.joined(separator: ", ")
    }
    result.diagnostics.append(
      Diagnostic(problem.code, .error, .text(message), attribute: problem.attribute))
  }

  /// One error for a cycle, on its first layer in the list; the others wait for that one.
  private func onCycle(
    _ id: LayerID, _ cycle: [LayerID], _ network: Network, _ facts: LayerFacts
  ) -> LayerFacts {
    var result = facts
    guard let head = cycle.first, head == id else {
      result.standing = .blocked(by: cycle[0])
      return result.sorted
    }
    let others = cycle.dropFirst().prefix(4).compactMap { network[$0]?.name }
    let through = others.isEmpty ? "" : " through \(others.joined(separator: ", "))"
    let more = cycle.count > 5 ? " and \(cycle.count - 5) more" : ""
    result.diagnostics.append(Diagnostic(.cycle, .error, .text("depends on its own output\(through)\(more)")))
    return result.sorted
  }
}

extension LayerFacts {
  /// With the worst diagnostics first, the order otherwise as found.
  fileprivate var sorted: LayerFacts {
    var result = self
    result.diagnostics =
      diagnostics.filter { $0.severity == .error } + diagnostics.filter { $0.severity != .error }
    return result
  }
}
