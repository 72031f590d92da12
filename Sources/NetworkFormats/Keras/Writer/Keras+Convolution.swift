import NetworkModel

let kerasConvolutions: [KerasOperation] = [
  KerasOperation("conv") { context throws(Refusal) in
    try convolution(context, "Conv#", [.positional("filters", .integer(context.integer("filters")))]) {
      [.keyword("groups", .integer(context.integer("groups")), or: .integer(1))]
    }
  },
  KerasOperation("depthwise_conv") { context throws(Refusal) in
    let multiplier = context.integer("multiplier")
    guard context.spatialRank > 2 else {
      return try convolution(context, "DepthwiseConv#", [], allowsCausal: false) {
        [.keyword("depth_multiplier", .integer(multiplier), or: .integer(1))]
      }
    }
    let filters = context.output[context.input.channelAxis]
    return try convolution(context, "Conv#", [.positional("filters", .integer(filters))]) {
      [.keyword("groups", .integer(context.channels), or: .integer(1))]
    }
  },
  KerasOperation("separable_conv") { context throws(Refusal) in
    if context.spatialRank > 2 { throw Refusal("Keras has no separable convolution over three axes") }
    return try convolution(
      context, "SeparableConv#", [.positional("filters", .integer(context.integer("filters")))],
      allowsCausal: false
    ) {
      [.keyword("depth_multiplier", .integer(context.integer("multiplier")), or: .integer(1))]
    }
  },
  KerasOperation("conv_transpose") { context throws(Refusal) in try transposed(context) },
]

private func convolution(
  _ context: LayerContext, _ layer: String, _ first: [Python.Argument], allowsCausal: Bool = true,
  further: () -> [Python.Argument]
) throws(Refusal) -> LayerCode {
  let windows = context.windows
  if windows.contains(where: { $0.stride > 1 }), windows.contains(where: { $0.dilation > 1 }) {
    throw Refusal("Keras takes a stride or a dilation, not both")
  }
  func written(_ padding: String, _ margin: [LayerCode.Adaptor]) -> LayerCode {
    var code = LayerCode.module(
      context.spatialLayer(
        layer,
        first + [.positional("kernel_size", .extent(windows.map(\.kernel)))]
          + [
            context.spatial("strides", windows.map(\.stride), or: 1),
            .keyword("padding", .text(padding), or: .text("valid")), context.dataFormat,
            context.spatial("dilation_rate", windows.map(\.dilation), or: 1),
          ] + further() + [context.bias]))
    code.before = margin
    return code
  }
  let (padding, margin) = try kerasPadding(context, allowsCausal: allowsCausal)
  var code = written(padding, margin)
  // Where the same group strides elsewhere, it needs a margin there.
  if padding == "same", windows.allSatisfy({ $0.stride == 1 }), let margins = context.symmetricMargins {
    code.alternatives = [written("valid", [context.pad(margins.map { ($0, $0) })])]
  }
  return code
}

/// Keras' word for the padding, and the margin that has to be added where it has none.
///
/// - Parameters:
///   - sameCounts: whether padding by `same` does what padding by numbers does.
///   - outside: what the padding is taken for.
func kerasPadding(
  _ context: LayerContext, allowsCausal: Bool = false, sameCounts: Bool = true, outside: Double = 0
) throws(Refusal) -> (word: String, margin: [LayerCode.Adaptor]) {
  let windows = context.windows
  switch context.padding("padding").mode {
  case .same: return ("same", [])
  case .causal where allowsCausal && context.input.layout == .channelsLast: return ("causal", [])
  default: break
  }
  let margins = context.exactMargins
  if margins.allSatisfy({ $0 == (0, 0) }) { return ("valid", []) }
  if margins.contains(where: { $0.before < 0 || $0.after < 0 }) {
    throw Refusal("its last window is left out, which Keras cannot say")
  }
  // What keeps the size is `same` for every size of the input, as long as windows move by one.
  let keepsSize = zip(windows, margins).allSatisfy { window, margin in
    window.stride == 1 && margin.before == margin.after && 2 * margin.before + 1 == window.effectiveKernel
  }
  if keepsSize, sameCounts { return ("same", []) }
  return ("valid", [context.pad(margins, with: outside)])
}

private func transposed(_ context: LayerContext) throws(Refusal) -> LayerCode {
  let windows = context.windows
  if context.integer("groups") > 1 { throw Refusal("Keras' transposed convolution has no groups") }
  if windows.contains(where: { $0.stride > 1 }), windows.contains(where: { $0.dilation > 1 }) {
    throw Refusal("Keras takes a stride or a dilation, not both")
  }
  let mode = context.padding("padding").mode
  let added = windows.map { $0.outputPadding ?? 0 }
  let isWord = mode == .same || mode == .valid
  if !isWord, zip(added, windows).contains(where: { $0 >= $1.stride }), added.contains(where: { $0 > 0 }) {
    throw Refusal("Keras takes an output padding below the stride only")
  }
  // Left to itself Keras fills up to the stride.
  let isUsual =
    isWord
    ? context.extent("output_padding") == nil
    : zip(added, windows).allSatisfy {
      $0 == max(($1.effectiveKernel ?? 0), $1.stride) - ($1.effectiveKernel ?? 0)
    }
  // A word's padding is made up with what is added.
  let said = isWord ? context.extent("output_padding").map(context.values) ?? added : added
  var code = LayerCode.module(
    context.spatialLayer(
      "Conv#Transpose",
      [
        .positional("filters", .integer(context.integer("filters"))),
        .positional("kernel_size", .extent(windows.map(\.kernel))),
        context.spatial("strides", windows.map(\.stride), or: 1),
        .keyword("padding", .text(mode == .same ? "same" : "valid"), or: .text("valid")),
        .keyword("output_padding", isUsual ? .nothing : .extent(said), or: .nothing), context.dataFormat,
        context.spatial("dilation_rate", windows.map(\.dilation), or: 1), context.bias,
      ]))
  let cut = windows.map { (before: $0.before, after: $0.after) }
  if mode != .same, cut.contains(where: { $0 != (0, 0) }) { code.after = [context.crop(cut)] }
  return code
}
