import NetworkModel

let kerasPools: [KerasOperation] = [
  KerasOperation("max_pool") { context throws(Refusal) in
    try pool(context, "MaxPooling#", outside: -.infinity)
  },
  KerasOperation("avg_pool") { context throws(Refusal) in
    var code = try pool(context, "AveragePooling#", outside: 0)
    // Only zeros that the network says are added are averaged over.
    let isCounted = context.windows.allSatisfy { !$0.followsInput } && !context.fillsWindows
    if !code.before.isEmpty, !isCounted {
      code.notes.append("averages over zeros that are added at its edges")
    } else if code.before.isEmpty, context.exactMargins.contains(where: { $0.before != $0.after }) {
      code.notes.append("averages over what \"same\" adds at one end only with PyTorch's backend of Keras")
    }
    return code
  },
  .refused("lp_pool", "Keras has no power-average pooling"),
  adaptivePool("adaptive_max_pool", "AdaptiveMaxPooling#"),
  adaptivePool("adaptive_avg_pool", "AdaptiveAveragePooling#"),
  globalPool("global_max_pool", "GlobalMaxPooling#"),
  globalPool("global_avg_pool", "GlobalAveragePooling#"),
]

private func pool(_ context: LayerContext, _ layer: String, outside: Double) throws(Refusal) -> LayerCode {
  let windows = context.windows
  if windows.contains(where: { $0.dilation > 1 }) { throw Refusal("Keras' pooling has no dilation") }
  // An average leaves out what `same` adds, and counts what a margin does.
  let (padding, margin): (String, [LayerCode.Adaptor]) =
    context.fillsAsSame
    ? ("same", []) : try kerasPadding(context, sameCounts: outside != 0, outside: outside)
  var code = LayerCode.module(
    context.spatialLayer(
      layer,
      [
        .positional("pool_size", .extent(windows.map(\.kernel))),
        .keyword("strides", .extent(windows.map(\.stride))),
        .keyword("padding", .text(padding), or: .text("valid")), context.dataFormat,
      ]))
  code.before = margin
  if context.fillsWindows {
    code.notes = ["the partial windows are written as padding for this size of input"]
  }
  return code
}

private func adaptivePool(_ kind: String, _ layer: String) -> KerasOperation {
  KerasOperation(kind) { context in adaptivePool(context, layer) }
}

func adaptivePool(_ context: LayerContext, _ layer: String) -> LayerCode {
  let sizes = (0..<context.spatialRank).map(context.outputSize)
  return .module(
    context.spatialLayer(layer, [.positional("output_size", .extent(sizes)), context.dataFormat]))
}

extension LayerContext {
  /// Whether partial windows are what TensorFlow's padding by `same` fills up, which then lies at the end alone.
  fileprivate var fillsAsSame: Bool {
    fillsWindows
      && windows.enumerated().allSatisfy { axis, window in
        let (margin, size) = (exactMargins[axis], input.spatialSize(axis))
        return window.before == 0 && window.after == 0 && (0...1).contains(margin.after)
          && outputSize(axis) == (size + window.stride - 1) / window.stride
      }
  }
}

private func globalPool(_ kind: String, _ layer: String) -> KerasOperation {
  KerasOperation(kind) { context in
    .module(
      context.spatialLayer(
        layer, [context.dataFormat, .keyword("keepdims", .flag(context.flag("keep_axes")), or: .flag(false))])
    )
  }
}
