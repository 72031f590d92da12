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
    let sizes = try normalizedSizes(layer)
    var code = LayerCode.module(
      .call(
        "nn.LayerNorm",
        [
          normalizedShape(sizes), epsilon(layer),
          .keyword("elementwise_affine", .flag(scale || shift), or: .flag(true)),
          .keyword("bias", .flag(shift || !scale), or: .flag(true)),
        ]))
    if shift, !scale {
      code.notes = layer.extra("factors", for: "summands", sizes.reduce(1) { $0 * Count($1) })
    }
    return code
  },
  PyTorchOperation("rms_norm", .asWritten) { layer throws(Refusal) in
    .module(
      .call(
        "nn.RMSNorm",
        [
          normalizedShape(try normalizedSizes(layer)), .keyword("eps", .real(layer.context.real("epsilon"))),
          .keyword("elementwise_affine", .flag(layer.context.flag("scale")), or: .flag(true)),
        ]))
  },
  PyTorchOperation("affine", .channelsFirst, elements: .learned) { layer throws(Refusal) in
    let context = layer.context
    guard context.flag("scale") || context.flag("shift") else { return .function(.input(0)) }
    // One of both is a tensor to multiply or add; both are a convolution of single channels.
    if context.flag("scale") != context.flag("shift") {
      let isFactor = context.flag("scale")
      let places = Array(repeating: Python.integer(1), count: max(context.rank - 2, 0))
      let tensor = Python.call(
        isFactor ? "torch.ones" : "torch.zeros",
        ([.integer(context.channels)] + places).map { .positional("", $0) })
      return LayerCode(
        member: .call("nn.Parameter", tensor), forward: .infix(isFactor ? "*" : "+", [.input(0), .member]))
    }
    guard (1...3).contains(context.spatialRank) else {
      throw Refusal("PyTorch scales and shifts the channels of one to three spatial axes")
    }
    let channels = Python.integer(context.channels)
    return .module(
      layer.spatial(
        "Conv",
        [
          .positional("in_channels", channels), .positional("out_channels", channels),
          .positional("kernel_size", .integer(1)), .keyword("groups", channels, or: .integer(1)),
        ]))
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

extension PyTorchLayer {
  /// What is noted where PyTorch learns more than the network does.
  fileprivate func extra(_ words: String, for others: String, _ count: Count) -> [String] {
    let reason = "learns \(words) too, which PyTorch does not leave out where it learns \(others)"
    return [
      context.ownerKind == nil ? "\(reason): \(count) parameters more than the network counts" : reason
    ]
  }
}

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
  case (true, false): code.notes = layer.extra("summands", for: "factors", Count(layer.context.channels))
  case (false, true): code.notes = layer.extra("factors", for: "summands", Count(layer.context.channels))
  default: break
  }
  return code
}

private func normalizedSizes(_ layer: PyTorchLayer) throws(Refusal) -> [Int] {
  if layer.context.namedAxis == 0 { throw Refusal("PyTorch does not normalize over the batch") }
  return Array(layer.context.shape.dimensions[layer.context.namedAxis...])
}

private func normalizedShape(_ sizes: [Int]) -> Python.Argument {
  .positional("normalized_shape", sizes.count == 1 ? .integer(sizes[0]) : .numbers(sizes))
}
