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
    let pool = Pool(layer, outside: 0)
    try pool.requireDense()
    // Padding that follows from the size is not averaged over (TensorFlow's and ONNX' rule).
    let countsPadding = !(layer.context.windows.contains(where: \.followsInput) && pool.isPadded)
    var code = pool.code(
      layer.spatial(
        "AvgPool",
        pool.window
          + [
            pool.padding, pool.ceiling,
            .keyword("count_include_pad", .flag(countsPadding), or: .flag(true)),
          ]))
    if !pool.adaptor.isEmpty { code.notes.append("averages over zeros that are added at its edges") }
    return code
  },
  PyTorchOperation("lp_pool", .channelsFirst) { layer throws(Refusal) in
    let pool = Pool(layer, outside: 0, canPad: false)
    try pool.requireDense()
    let exponent = layer.context.real("exponent")
    let norm: Python =
      exponent == exponent.rounded() && exponent < 1e9 ? .integer(Int(exponent)) : .real(exponent)
    return pool.code(
      layer.spatial("LPPool", [.positional("norm_type", norm)] + pool.window + [pool.ceiling]))
  },
  adaptivePool("adaptive_max_pool", "AdaptiveMaxPool"),
  adaptivePool("adaptive_avg_pool", "AdaptiveAvgPool"),
  globalPool("global_max_pool", "AdaptiveMaxPool"),
  globalPool("global_avg_pool", "AdaptiveAvgPool"),
]

/// What pools have in common: windows, and how partial ones are said.
private struct Pool {
  let layer: PyTorchLayer
  private(set) var adaptor: [LayerCode.Adaptor] = []
  private(set) var margins: [Int]
  private var isCeiling = false
  private var notes: [String] = []

  /// - Parameter outside: what the padding is taken for.
  init(_ layer: PyTorchLayer, outside: Double, canPad: Bool = true) {
    self.layer = layer
    let windows = layer.context.windows
    let none = Array(repeating: 0, count: windows.count)
    margins = none
    let symmetric = windows.allSatisfy { $0.before == $0.after && (0...($0.kernel / 2)).contains($0.before) }
    let isPadded = windows.contains { $0.before > 0 || $0.after > 0 }
    let rule = windows.first?.rounding ?? .floor
    if symmetric, canPad || !isPadded, layer.context.agrees(withCeiling: rule == .ceil || rule == .ceilCaffe)
    {
      margins = windows.map(\.before)
      isCeiling = rule == .ceil || rule == .ceilCaffe
      if rule == .ceilCaffe {
        notes = [
          "Caffe's rounding is written as ceil_mode, which gives the same size here but not for every input"
        ]
      }
    } else {
      let needed = layer.context.exactMargins
      if needed.contains(where: { $0 != (0, 0) }) { adaptor = [.pad(needed, value: outside)] }
      if rule == .ceil || rule == .ceilCaffe {
        notes = ["the partial windows are written as padding for this size of input"]
      }
    }
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
      Set(sizes).count == 1 && sizes[0] > 0
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
