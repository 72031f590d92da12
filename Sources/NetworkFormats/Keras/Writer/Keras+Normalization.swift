import NetworkModel

let kerasNormalizations: [KerasOperation] = [
  KerasOperation("batch_norm") { context in
    var code = LayerCode.module(
      .call("layers.BatchNormalization", [channelAxis(context)] + learned(context)))
    if !context.flag("statistics") { code.notes = ["keeps a running mean and variance all the same"] }
    return code
  },
  KerasOperation("group_norm") { context in
    groupNorm(context, groups: context.integer("groups"))
  },
  KerasOperation("instance_norm") { context in
    var code = groupNorm(context, groups: -1)
    if context.flag("statistics") { code.notes = ["keeps no running mean and variance"] }
    return code
  },
  KerasOperation("layer_norm") { context throws(Refusal) in
    .module(.call("layers.LayerNormalization", [try lastAxes(context)] + learned(context)))
  },
  KerasOperation("rms_norm") { context throws(Refusal) in
    guard context.flag("scale") else { throw Refusal("Keras' RMSNormalization always learns factors") }
    return .module(
      .call(
        "layers.RMSNormalization",
        [try lastAxes(context), .keyword("epsilon", .real(context.real("epsilon")), or: .real(1e-6))]))
  },
  KerasOperation("affine") { context throws(Refusal) in
    guard context.flag("scale") || context.flag("shift") else { return .function(.input(0)) }
    guard (1...3).contains(context.spatialRank) else {
      throw Refusal("Keras scales and shifts the channels of one to three spatial axes")
    }
    var code = LayerCode.module(
      context.spatialLayer(
        "Conv#",
        [
          .positional("filters", .integer(context.channels)), .positional("kernel_size", .integer(1)),
          context.dataFormat, .keyword("groups", .integer(context.channels), or: .integer(1)),
          .keyword("use_bias", .flag(context.flag("shift")), or: .flag(true)),
        ]))
    if !context.flag("scale") { code.notes = ["learns factors too, which the convolution cannot leave out"] }
    return code
  },
  .refused("lrn", "Keras has no local response normalization"),
]

private func learned(_ context: LayerContext) -> [Python.Argument] {
  [
    .keyword("epsilon", .real(context.real("epsilon")), or: .real(1e-3)),
    .keyword("center", .flag(context.flag("shift")), or: .flag(true)),
    .keyword("scale", .flag(context.flag("scale")), or: .flag(true)),
  ]
}

private func channelAxis(_ context: LayerContext) -> Python.Argument {
  let axis = context.input.channelAxis
  return .keyword("axis", .integer(axis == context.rank - 1 ? -1 : axis), or: .integer(-1))
}

private func groupNorm(_ context: LayerContext, groups: Int) -> LayerCode {
  .module(
    .call(
      "layers.GroupNormalization",
      [.keyword("groups", .integer(groups), or: .integer(32)), channelAxis(context)] + learned(context)))
}

/// From the first axis that is normalized to the last.
private func lastAxes(_ context: LayerContext) throws(Refusal) -> Python.Argument {
  let first = context.namedAxis
  if first == 0 { throw Refusal("Keras does not normalize over the batch") }
  return .keyword(
    "axis",
    first == context.rank - 1 ? .integer(-1) : .list((first..<context.rank).map { .integer($0) }),
    or: .integer(-1))
}
