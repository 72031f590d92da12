import NetworkModel

/// What a layer's declaration in a writer is given: its values, and what the analysis knows of it.
struct LayerContext {
  let layer: Layer
  /// Shapes that come in, and windows with every number in place.
  let input: OperationInput
  let outputs: [Shape]
  /// The kind of the layer whose parameters it uses.
  let ownerKind: OperationKind?
  /// The kinds of the layers that use its parameters.
  var lendsTo: Set<String> = []
  /// The number of axes of what its readers give, where they are the same and repeat what they read to fit.
  var mergedRank: Int?

  /// - Returns: `nil` where the analysis has no shapes for the layer.
  init?(_ id: LayerID, in network: Network, _ analysis: Analysis) {
    guard let layer = network[id], let input = analysis.operationInput(of: id, in: network) else {
      return nil
    }
    (self.layer, self.input, outputs) = (layer, input, analysis[id].outputs)
    ownerKind = network.parameterOwner(of: id).flatMap { network[$0]?.kind }
    if outputs.isEmpty { return nil }
  }

  var output: Shape { outputs[0] }
  var shape: Shape { input.shape }
  var rank: Int { input.shape.rank }
  var channels: Int { input.channels }
  var spatialRank: Int { input.spatialRank }
  var windows: [Window] { (0..<input.windows.count).map { input.windows[$0] } }

  // MARK: - Values

  subscript(name: AttributeName) -> AttributeValue? { layer.value(of: name) }

  func integer(_ name: AttributeName) -> Int { optionalInteger(name) ?? 1 }
  func optionalInteger(_ name: AttributeName) -> Int? {
    if case .integer(let number)? = self[name] { number } else { nil }
  }
  func real(_ name: AttributeName) -> Double { optionalReal(name) ?? 0 }
  func optionalReal(_ name: AttributeName) -> Double? {
    if case .real(let number)? = self[name] { number } else { nil }
  }
  func flag(_ name: AttributeName) -> Bool { if case .flag(let flag)? = self[name] { flag } else { false } }
  func integers(_ name: AttributeName) -> [Int]? {
    if case .integers(let numbers)? = self[name] { numbers } else { nil }
  }
  func extent(_ name: AttributeName) -> Extent? {
    if case .extent(let extent)? = self[name] { extent } else { nil }
  }
  func padding(_ name: AttributeName) -> Padding {
    if case .padding(let padding)? = self[name] { padding } else { 0 }
  }
  func word(_ name: AttributeName) -> String {
    switch self[name] {
    case .choice(let word)?, .text(let word)?: word
    default: ""
    }
  }

  /// How many times as large a resized axis becomes, where neither a size nor a scale says so.
  var enlargement: [Int]? {
    self["size"] == nil && self["scale"] == nil ? values(of: extent("factor") ?? 2) : nil
  }

  // MARK: - Axes

  /// An axis as written, counted from the front.
  func axis(_ axis: Int) -> Int { axis < 0 ? axis + rank : axis }

  /// The axis of an attribute, or that of the channels.
  var namedAxis: Int { axis(optionalInteger("axis") ?? input.channelAxis) }

  /// What a slice takes of its axis.
  var range: Python {
    let (start, step) = (integer("start"), integer("step"))
    return .slice([
      start == 0 ? nil : .positional("start", .integer(start)),
      optionalInteger("end").map { .positional("end", .integer($0)) },
      step == 1 ? nil : .positional("step", .integer(step)),
    ])
  }

  /// A number for each spatial axis.
  func values(of extent: Extent) -> [Int] { (0..<spatialRank).map { extent[$0] } }

  /// The size that a spatial axis comes to.
  func outputSize(_ spatialAxis: Int) -> Int { output[input.layout.firstSpatialAxis + spatialAxis] }
}

/// What a writer notes of a constant.
let zerosForConstant = "is written as zeros, since the network does not hold a constant's values"

extension LayerContext {
  /// What has to be added at both ends of each spatial axis, so that windows that are never partial come to the
  /// layer's size. Below zero it is cut off.
  var exactMargins: [(before: Int, after: Int)] {
    windows.enumerated().map { axis, window in
      let size = input.spatialSize(axis)
      let room = size + window.before + window.after - (window.effectiveKernel ?? 0)
      let places = outputSize(axis)
      if room >= 0, room / window.stride + 1 == places { return (window.before, window.after) }
      let needed = (places - 1) * window.stride + (window.effectiveKernel ?? 0)
      return (window.before, needed - size - window.before)
    }
  }

  /// Whether rounding up comes to the layer's size also where a last window outside the input is not left out:
  /// ONNX' shape inference keeps it, runtimes do not.
  var isPlainCeiling: Bool {
    windows.enumerated().allSatisfy { axis, window in
      let room = input.spatialSize(axis) + window.before + window.after - (window.effectiveKernel ?? 0)
      return room >= 0 && (room + window.stride - 1) / window.stride + 1 == outputSize(axis)
    }
  }

  /// Whether rounding up or down, as PyTorch and ONNX do, comes to the layer's size.
  func agrees(withCeiling isCeiling: Bool) -> Bool {
    windows.enumerated().allSatisfy { axis, window in
      var window = window
      (window.rounding, window.followsInput) = (isCeiling ? .ceil : .floor, false)
      guard case .size(let size, _) = window.outcome(on: input.spatialSize(axis)) else { return false }
      return size == outputSize(axis)
    }
  }

  /// The same number at both ends of each axis, where that is what has to be added.
  var symmetricMargins: [Int]? {
    let margins = exactMargins
    return margins.allSatisfy { $0.before == $0.after } ? margins.map(\.before) : nil
  }
}

extension LayerContext {
  /// The line that a hard sigmoid cuts off, where its slope is not the usual.
  var ownHardSigmoid: Python? {
    guard word("function") == "hard_sigmoid", let slope = optionalReal("alpha"),
      (slope - 1 / 6).magnitude > 1e-4
    else { return nil }
    return .infix("+", [.infix("*", [.input(0), .real(slope)]), .real(0.5)])
  }
}

extension Network {
  /// What a program calls the network in words.
  func title(or word: String) -> String { settings.name.isEmpty ? word : settings.name }
}
