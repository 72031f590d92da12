import NetworkModel

let pyTorchNormalizations: [PyTorchOperation] = [
  PyTorchOperation("batch_norm", .channelsFirst, elements: .passed) { layer throws(Refusal) in
    let context = layer.context
    guard (2...5).contains(context.rank) else {
      throw Refusal("PyTorch has no batch normalization of \(context.rank) axes")
    }
    let rank = max(context.rank - 2, 1)
    return normalized(
      .call(
        "nn.BatchNorm\(rank)d",
        [
          .positional("num_features", .integer(context.channels)), epsilon(layer),
          affine(layer, or: true),
          .keyword("track_running_stats", .flag(context.flag("statistics")), or: .flag(true)),
        ]), layer)
  },
  PyTorchOperation("instance_norm", .channelsFirst) { layer in
    normalized(
      layer.spatial(
        "InstanceNorm",
        [
          .positional("num_features", .integer(layer.context.channels)), epsilon(layer),
          affine(layer, or: false),
          .keyword("track_running_stats", .flag(layer.context.flag("statistics")), or: .flag(false)),
        ]), layer)
  },
  PyTorchOperation("group_norm", .channelsFirst) { layer in
    normalized(
      .call(
        "nn.GroupNorm",
        [
          .positional("num_groups", .integer(layer.context.integer("groups"))),
          .positional("num_channels", .integer(layer.context.channels)), epsilon(layer),
          affine(layer, or: true),
        ]), layer)
  },
  PyTorchOperation("layer_norm", .asWritten) { layer throws(Refusal) in
    let (scale, shift) = (layer.context.flag("scale"), layer.context.flag("shift"))
    var code = LayerCode.module(
      .call(
        "nn.LayerNorm",
        [
          try normalizedShape(layer), epsilon(layer),
          .keyword("elementwise_affine", .flag(scale || shift), or: .flag(true)),
          .keyword("bias", .flag(shift || !scale), or: .flag(true)),
        ]))
    if shift, !scale { code.notes = [extraScale] }
    return code
  },
  PyTorchOperation("rms_norm", .asWritten) { layer throws(Refusal) in
    .module(
      .call(
        "nn.RMSNorm",
        [
          try normalizedShape(layer), .keyword("eps", .real(layer.context.real("epsilon"))),
          .keyword("elementwise_affine", .flag(layer.context.flag("scale")), or: .flag(true)),
        ]))
  },
  PyTorchOperation("affine", .channelsFirst, elements: .learned) { layer throws(Refusal) in
    let context = layer.context
    guard context.flag("scale") || context.flag("shift") else { return .function(.input(0)) }
    guard (1...3).contains(context.spatialRank) else {
      throw Refusal("PyTorch scales and shifts the channels of one to three spatial axes")
    }
    let channels = Python.integer(context.channels)
    var code = LayerCode.module(
      layer.spatial(
        "Conv",
        [
          .positional("in_channels", channels), .positional("out_channels", channels),
          .positional("kernel_size", .integer(1)), .keyword("groups", channels, or: .integer(1)),
          .keyword("bias", .flag(context.flag("shift")), or: .flag(true)),
        ]))
    if !context.flag("scale") { code.notes = [extraScale] }
    return code
  },
  PyTorchOperation("lrn", .channelsFirst) { layer in
    .module(
      .call(
        "nn.LocalResponseNorm",
        [
          .positional("size", .integer(layer.context.integer("size"))),
          .keyword("alpha", .real(layer.context.real("alpha")), or: .real(1e-4)),
          .keyword("beta", .real(layer.context.real("beta")), or: .real(0.75)),
          .keyword("k", .real(layer.context.real("k")), or: .real(1)),
        ]))
  },
]

private let extraScale = "learns factors too, which PyTorch does not leave out where it learns summands"
private let extraShift = "learns summands too, which PyTorch does not leave out where it learns factors"

private func epsilon(_ layer: PyTorchLayer) -> Python.Argument {
  .keyword("eps", .real(layer.context.real("epsilon")), or: .real(1e-5))
}

/// Factors and summands, which PyTorch has both or not at all.
private func affine(_ layer: PyTorchLayer, or fallback: Bool) -> Python.Argument {
  .keyword("affine", .flag(layer.context.flag("scale") || layer.context.flag("shift")), or: .flag(fallback))
}

private func normalized(_ module: Python, _ layer: PyTorchLayer) -> LayerCode {
  var code = LayerCode.module(module)
  switch (layer.context.flag("scale"), layer.context.flag("shift")) {
  case (true, false): code.notes = [extraShift]
  case (false, true): code.notes = [extraScale]
  default: break
  }
  return code
}

private func normalizedShape(_ layer: PyTorchLayer) throws(Refusal) -> Python.Argument {
  let sizes = layer.context.shape.dimensions[layer.context.namedAxis...]
  if layer.context.namedAxis == 0 { throw Refusal("PyTorch does not normalize over the batch") }
  return .positional(
    "normalized_shape", sizes.count == 1 ? .integer(sizes[sizes.startIndex]) : .numbers(Array(sizes)))
}
