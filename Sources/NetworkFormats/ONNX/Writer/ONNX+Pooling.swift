import NetworkModel

let onnxPools: [ONNXOperation] = [
  ONNXOperation("max_pool", .channelsFirst) { layer in
    let pool = Pool(layer, outside: -.infinity)
    return layer.node(
      "MaxPool", [pool.input], pool.attributes(with: "storage_order", .integer(0)), isMain: true)
  },
  ONNXOperation("avg_pool", .channelsFirst) { layer in
    let pool = Pool(layer, outside: 0)
    // Padding that follows from the size is not averaged over (TensorFlow's and ONNX' rule).
    let countsPadding = !layer.context.windows.contains(where: \.followsInput)
    if pool.fillsWindows { layer.note("averages over zeros that are added at its edges") }
    return layer.node(
      "AveragePool", [pool.input], pool.attributes(with: "count_include_pad", .flag(countsPadding)),
      isMain: true)
  },
  ONNXOperation("lp_pool", .channelsFirst) { layer throws(Refusal) in
    let exponent = layer.context.real("exponent")
    guard exponent == exponent.rounded(), (1...Double(Int32.max)).contains(exponent) else {
      throw Refusal("the exponent of ONNX' LpPool is a whole number of 1 or more, not \(exponent)")
    }
    let pool = Pool(layer, outside: 0)
    return layer.node(
      "LpPool", [pool.input], pool.attributes(with: "p", .integer(Int(exponent))), isMain: true)
  },
  adaptivePool("adaptive_max_pool", "MaxPool", "ReduceMax"),
  adaptivePool("adaptive_avg_pool", "AveragePool", "ReduceMean"),
  globalPool("global_max_pool", "MaxPool"),
  globalPool("global_avg_pool", "AveragePool"),
]

/// What pools have in common: windows, and how partial ones are said.
private struct Pool {
  let input: String
  private let windows: [Window]
  private let pads: [Int]
  private let isCeiling: Bool
  /// Whether partial windows are filled up with padding.
  let fillsWindows: Bool

  /// - Parameter outside: what the padding is taken for.
  init(_ layer: ONNXLayer, outside: Double) {
    let context = layer.context
    let windows = context.windows
    let isCeiling = context.roundsUp
    (self.windows, self.isCeiling) = (windows, isCeiling)
    // Along an axis of which a last window is left out, what it would read is left out before.
    let margins = windows.indices.map { axis -> (before: Int, after: Int) in
      guard isCeiling else { return context.exactMargins[axis] }
      return context.isPlainCeiling(axis)
        ? (windows[axis].before, windows[axis].after) : context.fittingMargin(axis)
    }
    fillsWindows = zip(margins, windows).contains { $0.after > $1.after }
    // Runtimes pad by less than a window only.
    let canPad = zip(margins, windows).allSatisfy { margin, window in
      (0..<window.kernel).contains(margin.before) && (0..<window.kernel).contains(margin.after)
    }
    input = canPad ? layer.input : layer.pad(layer.input, margins, value: outside)
    pads = layer.pads(canPad ? margins : margins.map { _ in (0, 0) })
    if fillsWindows {
      layer.note("the partial windows are written as padding for this size of input")
    }
  }

  /// - Parameters name, value: what only this kind of pool has.
  func attributes(with name: String, _ value: ONNXAttribute) -> KeyValuePairs<String, ONNXAttribute> {
    [
      "kernel_shape": .integers(windows.map(\.kernel)), "strides": .integers(windows.map(\.stride)),
      "dilations": .integers(windows.map(\.dilation)), "pads": .integers(pads),
      "ceil_mode": .flag(isCeiling), name: value,
    ]
  }
}

private func adaptivePool(_ kind: String, _ type: String, _ reduction: String) -> ONNXOperation {
  ONNXOperation(kind, .channelsFirst) { layer throws(Refusal) in try adaptivePool(layer, type, reduction) }
}

/// A pool with windows side by side where they come out even, and window by window where they do not.
///
/// - Parameter reduction: the operator for a single window.
func adaptivePool(_ layer: ONNXLayer, _ type: String, _ reduction: String) throws(Refusal) -> String {
  let context = layer.context
  let sizes = (0..<context.spatialRank).map {
    (from: context.input.spatialSize($0), to: context.outputSize($0))
  }
  if sizes.allSatisfy({ $0.to == 1 }) { return layer.node("Global\(type)", [layer.input]) }
  if sizes.allSatisfy({ $0.from.isMultiple(of: $0.to) }) {
    let windows = ONNXAttribute.integers(sizes.map { $0.from / $0.to })
    return layer.node(type, [layer.input], ["kernel_shape": windows, "strides": windows])
  }
  if let many = sizes.first(where: { $0.to > 1_000 }) {
    throw Refusal("ONNX' windows are all of one size, and \(many.to) are too many to write each by itself")
  }
  layer.note("is written window by window, since ONNX' windows are all of one size")
  return sizes.enumerated().reduce(layer.input) { input, axis in
    pooled(layer, input, axis: axis.offset + 2, axis.element, reduction)
  }
}

/// Windows of different sizes along one axis; those along several are pooled one axis after the other.
private func pooled(
  _ layer: ONNXLayer, _ input: String, axis: Int, _ sizes: (from: Int, to: Int), _ reduction: String
) -> String {
  if sizes.from == sizes.to { return input }
  let (share, rest) = sizes.from.quotientAndRemainder(dividingBy: sizes.to)
  let windows = (0..<sizes.to).map { place in
    let start = place * share + place * rest / sizes.to
    let end = (place + 1) * share + ((place + 1) * rest + sizes.to - 1) / sizes.to
    let window = layer.slice(input, from: [start], to: [end], axes: [axis])
    return layer.node(reduction, [window, layer.list([axis])], ["keepdims": .flag(true)])
  }
  return layer.node("Concat", windows, ["axis": .integer(axis)])
}

private func globalPool(_ kind: String, _ type: String) -> ONNXOperation {
  ONNXOperation(kind, .channelsFirst) { layer in
    let pooled = layer.node("Global\(type)", [layer.input], isMain: true)
    return layer.context.flag("keep_axes") ? pooled : layer.node("Flatten", [pooled])
  }
}
