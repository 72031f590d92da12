import NetworkModel

let pyTorchPools: [PyTorchOperation] = [
  PyTorchOperation("max_pool", .channelsFirst) { layer in
    let pool = Pool(layer, outside: -.infinity)
    return pool.code(
      layer.spatial(
        "MaxPool",
        pool.window
          + [
            pool.padding,
            .keyword("dilation", .extent(layer.context.windows.map(\.dilation)), or: .integer(1)),
            pool.ceiling,
          ]))
  },
  PyTorchOperation("avg_pool", .channelsFirst) { layer throws(Refusal) in
    // Padding that follows from the size is not averaged over (TensorFlow's and ONNX' rule).
    let followsInput = layer.context.windows.contains(where: \.followsInput)
    let pool = followsInput ? Pool(leavingOutMarginsOf: layer) : Pool(layer, outside: 0)
    try pool.requireDense()
    var code = pool.code(
      layer.spatial(
        "AvgPool",
        pool.window
          + [
            pool.padding, pool.ceiling,
            .keyword("count_include_pad", .flag(!(followsInput && pool.isPadded)), or: .flag(true)),
          ]))
    if pool.fillsWindows || followsInput && !pool.adaptor.isEmpty {
      code.notes.append("averages over zeros that are added at its edges")
    }
    return code
  },
  PyTorchOperation("lp_pool", .channelsFirst) { layer throws(Refusal) in
    // It would take what a partial window lacks for more of the same.
    var pool = Pool(layer, outside: 0, ownRules: false)
    try pool.requireDense()
    let exponent = layer.context.real("exponent")
    let isWhole = exponent == exponent.rounded() && exponent < 1e9
    // Powers that keep the sign would cancel.
    if !isWhole || !Int(exponent).isMultiple(of: 2) { pool.adaptor.insert(.magnitude, at: 0) }
    let norm: Python = isWhole ? .integer(Int(exponent)) : .real(exponent)
    return pool.code(layer.spatial("LPPool", [.positional("norm_type", norm)] + pool.window))
  },
  adaptivePool("adaptive_max_pool", "AdaptiveMaxPool"),
  adaptivePool("adaptive_avg_pool", "AdaptiveAvgPool"),
  globalPool("global_max_pool", "AdaptiveMaxPool"),
  globalPool("global_avg_pool", "AdaptiveAvgPool"),
]

/// What pools have in common: windows, and how partial ones are said.
private struct Pool {
  let layer: PyTorchLayer
  var adaptor: [LayerCode.Adaptor] = []
  private(set) var margins: [Int]
  /// Whether partial windows are filled up with padding.
  private(set) var fillsWindows = false
  private var isCeiling = false
  /// What is left out of the windows at both ends of each axis.
  private var cut: [(before: Int, after: Int)] = []
  private var notes: [String] = []

  private init(_ layer: PyTorchLayer, margins: [Int], isCeiling: Bool = false) {
    (self.layer, self.margins, self.isCeiling) = (layer, margins, isCeiling)
  }

  /// - Parameters:
  ///   - outside: what the padding is taken for.
  ///   - ownRules: whether PyTorch's own padding and partial windows do what the network's do.
  init(_ layer: PyTorchLayer, outside: Double, ownRules: Bool = true) {
    let (context, windows) = (layer.context, layer.context.windows)
    self.init(layer, margins: windows.map { _ in 0 })
    let own = windows.map { (before: $0.before, after: $0.after) }
    let roundsUp = context.roundsUp
    let isPadded = own.contains { $0 != (0, 0) }
    let fits = own.allSatisfy { $0.before == $0.after } && Self.canPad(windows, own.map(\.before))
    if fits, ownRules || !(isPadded || roundsUp), context.agrees(withCeiling: roundsUp) {
      (margins, isCeiling) = (own.map(\.before), roundsUp)
    } else if isPadded, ownRules, context.agrees(withCeiling: roundsUp, after: own) {
      (adaptor, isCeiling) = ([.pad(own, value: outside)], roundsUp)
    } else {
      let needed = context.exactMargins
      if needed.contains(where: { $0 != (0, 0) }) { adaptor = [.pad(needed, value: outside)] }
      fillsWindows = context.fillsWindows
      if fillsWindows { notes = ["the partial windows are written as padding for this size of input"] }
    }
    if isCeiling, windows.contains(where: { $0.rounding == .ceilCaffe }) {
      notes = [
        "Caffe's rounding is written as ceil_mode, which gives the same size here but not for every input"
      ]
    }
  }

  /// Padding that is counted nowhere, which PyTorch has at both ends alike: what is too much at one end makes no
  /// window, or windows that are cut off. Otherwise zeros are added.
  init(leavingOutMarginsOf layer: PyTorchLayer) {
    let (context, windows) = (layer.context, layer.context.windows)
    let (starts, both) = (windows.map(\.before), windows.map { max($0.before, $0.after) })
    for isCeiling in [false, true] where Self.canPad(windows, starts) {
      if context.agrees(withCeiling: isCeiling, margins: starts) {
        self.init(layer, margins: starts, isCeiling: isCeiling)
        return
      }
    }
    let early = zip(both, starts).map { $0 - $1 }
    guard Self.canPad(windows, both), zip(early, windows).allSatisfy({ $0.isMultiple(of: $1.stride) }) else {
      self.init(layer, outside: 0)
      return
    }
    self.init(layer, margins: both)
    cut = windows.indices.map { axis in
      let before = early[axis] / windows[axis].stride
      let size = context.size(ofAxis: axis, isCeiling: false, margin: both[axis]) ?? 0
      return (before, size - before - context.outputSize(axis))
    }
  }

  /// PyTorch pads by half a window at most.
  private static func canPad(_ windows: [Window], _ margins: [Int]) -> Bool {
    zip(margins, windows).allSatisfy { (0...($1.kernel / 2)).contains($0) }
  }

  var isPadded: Bool { margins.contains { $0 > 0 } }

  var window: [Python.Argument] {
    let windows = layer.context.windows
    return [
      .positional("kernel_size", .extent(windows.map(\.kernel))),
      .keyword("stride", .extent(windows.map(\.stride))),
    ]
  }

  var padding: Python.Argument { .keyword("padding", .extent(margins), or: .integer(0)) }
  var ceiling: Python.Argument { .keyword("ceil_mode", .flag(isCeiling), or: .flag(false)) }

  func code(_ module: Python) -> LayerCode {
    var code = LayerCode.module(module)
    code.before = adaptor
    if cut.contains(where: { $0 != (0, 0) }) { code.after = [.crop(cut)] }
    code.notes = notes
    return code
  }

  func requireDense() throws(Refusal) {
    if layer.context.windows.contains(where: { $0.dilation > 1 }) {
      throw Refusal("only PyTorch's max pooling has a dilation")
    }
  }
}

private func adaptivePool(_ kind: String, _ module: String) -> PyTorchOperation {
  PyTorchOperation(kind, .channelsFirst) { layer in
    let sizes = layer.context.values(of: layer.context.extent("size") ?? 1)
    let size: Python =
      sizes.count == 1
      ? .integer(layer.context.outputSize(0))
      : Set(sizes).count == 1 && sizes[0] > 0
        ? .integer(sizes[0]) : .tuple(sizes.map { $0 == 0 ? .nothing : .integer($0) })
    return .module(layer.spatial(module, [.positional("output_size", size)]))
  }
}

private func globalPool(_ kind: String, _ module: String) -> PyTorchOperation {
  PyTorchOperation(kind, .channelsFirst) { layer in
    var code = LayerCode.module(layer.spatial(module, [.positional("output_size", .integer(1))]))
    if !layer.context.flag("keep_axes") { code.after = [.flatten()] }
    return code
  }
}

extension LayerCode.Adaptor {
  fileprivate static let magnitude = Self(
    suffix: "_abs", module: nil, function: .suffix(.input(0), ".abs()"))
}
