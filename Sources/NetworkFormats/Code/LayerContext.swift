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

  /// The scale by which a resized axis is sampled, where no size goes before it.
  var ownScale: Double? { self["size"] == nil ? optionalReal("scale") : nil }

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

/// What a writer notes of an instance normalization that is to keep statistics.
let noStatistics = "keeps no running mean and variance"

extension LayerContext {
  /// What has to be added at both ends of each spatial axis, so that windows that are never partial come to the
  /// layer's size. Below zero it is cut off.
  var exactMargins: [(before: Int, after: Int)] {
    windows.enumerated().map { axis, window in
      let size = input.spatialSize(axis)
      let room = size + window.before + window.after - (window.effectiveKernel ?? 0)
      if room >= 0, room / window.stride + 1 == outputSize(axis) { return (window.before, window.after) }
      return fittingMargin(axis)
    }
  }

  /// The same with nothing left over at the end.
  func fittingMargin(_ axis: Int) -> (before: Int, after: Int) {
    let window = windows[axis]
    let needed = (outputSize(axis) - 1) * window.stride + (window.effectiveKernel ?? 0)
    return (window.before, needed - input.spatialSize(axis) - window.before)
  }

  /// Whether a last window may be partial; padding that follows from the size leaves none.
  var roundsUp: Bool {
    windows.contains { ($0.rounding == .ceil || $0.rounding == .ceilCaffe) && !$0.followsInput }
  }

  /// Whether the last windows, which are partial, have to be filled up with more than the layer's own padding.
  var fillsWindows: Bool { zip(exactMargins, windows).contains { $0.after > $1.after } }

  /// Whether rounding up or down, as PyTorch and runtimes of ONNX do, comes to the layer's size.
  ///
  /// - Parameters:
  ///   - margins: what is added at both ends by the window itself; `nil`: what the layer says.
  ///   - added: what has been added to the input before.
  func agrees(
    withCeiling isCeiling: Bool, margins: [Int]? = nil, after added: [(before: Int, after: Int)]? = nil
  ) -> Bool {
    windows.indices.allSatisfy {
      size(ofAxis: $0, isCeiling: isCeiling, margin: margins?[$0], after: added?[$0]) == outputSize($0)
    }
  }

  /// The size that rounding up or down comes to; `nil` where the window does not fit.
  func size(
    ofAxis axis: Int, isCeiling: Bool, margin: Int? = nil, after added: (before: Int, after: Int)? = nil
  ) -> Int? {
    var window = windows[axis]
    (window.rounding, window.followsInput) = (isCeiling ? .ceil : .floor, false)
    if let margin { (window.before, window.after) = (margin, margin) }
    if added != nil { (window.before, window.after) = (0, 0) }
    let grown = (added?.before ?? 0) + (added?.after ?? 0)
    guard case .size(let size, _) = window.outcome(on: input.spatialSize(axis) + grown) else { return nil }
    return size
  }

  /// Whether rounding up comes to an axis' size also where a last window outside the input is not left out: ONNX'
  /// shape inference keeps it, runtimes do not.
  func isPlainCeiling(_ axis: Int) -> Bool {
    let window = windows[axis]
    let room = input.spatialSize(axis) + window.before + window.after - (window.effectiveKernel ?? 0)
    return room >= 0 && (room + window.stride - 1) / window.stride + 1 == outputSize(axis)
      && size(ofAxis: axis, isCeiling: true) == outputSize(axis)
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
