import NetworkModel

let pyTorchConvolutions: [PyTorchOperation] = [
  PyTorchOperation("conv", .channelsFirst) { layer in
    convolution(layer, groups: layer.context.integer("groups"))
  },
  PyTorchOperation("depthwise_conv", .channelsFirst) { layer in
    convolution(layer, groups: layer.context.channels)
  },
  PyTorchOperation("separable_conv", .channelsFirst) { layer in
    let (context, padding) = (layer.context, margins(layer))
    let deep = context.channels * context.integer("multiplier")
    let depthwise = layer.spatial(
      "Conv",
      channels(context.channels, deep) + window(layer, padding: padding.argument)
        + [
          .keyword("groups", .integer(context.channels), or: .integer(1)),
          .keyword("bias", .flag(false), or: .flag(true)),
        ])
    let pointwise = layer.spatial(
      "Conv",
      channels(deep, context.output[context.input.channelAxis]) + [
        .positional("kernel_size", .integer(1)), bias(layer),
      ])
    var code = LayerCode.module(.call("nn.Sequential", depthwise, pointwise))
    code.before = padding.adaptor
    return code
  },
  PyTorchOperation("conv_transpose", .channelsFirst) { layer in
    let (context, windows) = (layer.context, layer.context.windows)
    // What is taken off at one end only is cut off afterwards.
    let common = windows.map { min($0.before, $0.after) }
    let cut = windows.enumerated().map { (before: $1.before - common[$0], after: $1.after - common[$0]) }
    let added = windows.map { $0.outputPadding ?? 0 }
    var code = LayerCode.module(
      layer.spatial(
        "ConvTranspose",
        channels(context.channels, context.output[context.input.channelAxis])
          + [
            .positional("kernel_size", .extent(windows.map(\.kernel))),
            .keyword("stride", .extent(windows.map(\.stride)), or: .integer(1)),
            .keyword("padding", .extent(common), or: .integer(0)),
            .keyword("output_padding", .extent(added), or: .integer(0)),
            .keyword("groups", .integer(context.integer("groups")), or: .integer(1)), bias(layer),
            .keyword("dilation", .extent(windows.map(\.dilation)), or: .integer(1)),
          ]))
    if cut.contains(where: { $0 != (0, 0) }) { code.after = [.crop(cut)] }
    return code
  },
]

private func convolution(_ layer: PyTorchLayer, groups: Int) -> LayerCode {
  let (context, padding) = (layer.context, margins(layer))
  var code = LayerCode.module(
    layer.spatial(
      "Conv",
      channels(context.channels, context.output[context.input.channelAxis])
        + window(layer, padding: padding.argument)
        + [.keyword("groups", .integer(groups), or: .integer(1)), bias(layer)]))
  code.before = padding.adaptor
  return code
}

private func channels(_ incoming: Int, _ outgoing: Int) -> [Python.Argument] {
  [.positional("in_channels", .integer(incoming)), .positional("out_channels", .integer(outgoing))]
}

private func bias(_ layer: PyTorchLayer) -> Python.Argument {
  .keyword("bias", .flag(layer.context.flag("bias")), or: .flag(true))
}

private func window(_ layer: PyTorchLayer, padding: Python) -> [Python.Argument] {
  let windows = layer.context.windows
  return [
    .positional("kernel_size", .extent(windows.map(\.kernel))),
    .keyword("stride", .extent(windows.map(\.stride)), or: .integer(1)),
    .keyword("padding", padding, or: .integer(0)),
    .keyword("dilation", .extent(windows.map(\.dilation)), or: .integer(1)),
  ]
}

/// The padding that the module does itself, and what has to be added before it.
private func margins(_ layer: PyTorchLayer) -> (argument: Python, adaptor: [LayerCode.Adaptor]) {
  let context = layer.context
  if let same = context.symmetricMargins, same.allSatisfy({ $0 >= 0 }) { return (.extent(same), []) }
  if context.padding("padding").mode == .same, context.windows.allSatisfy({ $0.stride == 1 }) {
    return (.text("same"), [])
  }
  return (.integer(0), [.pad(context.exactMargins)])
}

extension LayerCode.Adaptor {
  /// Cuts a margin off the spatial axes.
  static func crop(_ margins: [(before: Int, after: Int)]) -> Self {
    Self(suffix: "_crop", module: nil, function: Python.input(0).cropped(margins))
  }
}
