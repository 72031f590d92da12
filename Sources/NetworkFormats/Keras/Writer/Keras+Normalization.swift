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
    if context.flag("statistics") { code.notes = [noStatistics] }
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
    // One of both is a tensor to multiply or add, where no convolution of single channels does it.
    let isImage = (1...3).contains(context.spatialRank)
    if context.flag("scale") != context.flag("shift"), !isImage || context.flag("shift") {
      let isFactor = context.flag("scale")
      var sizes = Array(repeating: 1, count: max(context.rank - 1, 0))
      if !sizes.isEmpty { sizes[context.input.channelAxis - 1] = context.channels }
      return LayerCode(
        member: kerasTensor(sizes, filledWith: isFactor ? 1 : 0),
        forward: .infix(isFactor ? "*" : "+", [.input(0), .call(.member, [.positional("", .input(0))])]))
    }
    guard isImage else {
      throw Refusal("Keras scales and shifts the channels of one to three spatial axes")
    }
    return .module(
      context.spatialLayer(
        "Conv#",
        [
          .positional("filters", .integer(context.channels)), .positional("kernel_size", .integer(1)),
          context.dataFormat, .keyword("groups", .integer(context.channels), or: .integer(1)),
          .keyword("use_bias", .flag(context.flag("shift")), or: .flag(true)),
        ]))
  },
  KerasOperation("lrn") { context in
    .module(
      .call(
        KerasClass.localResponseNorm.name,
        [
          .positional("size", .integer(context.integer("size"))),
          .keyword("alpha", .real(context.real("alpha")), or: .real(1e-4)),
          .keyword("beta", .real(context.real("beta")), or: .real(0.75)),
          .keyword("k", .real(context.real("k")), or: .real(1)), channelAxis(context),
        ]))
  },
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
