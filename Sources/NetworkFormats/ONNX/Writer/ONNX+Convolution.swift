import NetworkModel

let onnxConvolutions: [ONNXOperation] = [
  ONNXOperation("conv", .channelsFirst) { layer in
    convolution(layer, groups: layer.context.integer("groups"))
  },
  ONNXOperation("depthwise_conv", .channelsFirst) { layer in
    convolution(layer, groups: layer.context.channels)
  },
  ONNXOperation("separable_conv", .channelsFirst) { layer in
    let context = layer.context
    let deep = context.channels * context.integer("multiplier")
    let kernel = context.windows.map(\.kernel)
    let (input, pads) = padded(layer)
    let weights = layer.learned("depthwise", [deep, 1] + kernel)
    let depthwise = layer.node(
      "Conv", [input, weights], window(layer, groups: context.channels, pads: pads))
    let filters = layer.outputSizes[1]
    let pointwise = layer.learned("pointwise", [filters, deep] + kernel.map { _ in 1 })
    return layer.node("Conv", [depthwise, pointwise] + bias(layer, filters))
  },
  ONNXOperation("conv_transpose", .channelsFirst) { layer throws(Refusal) in
    let (context, windows) = (layer.context, layer.context.windows)
    let (filters, groups) = (layer.outputSizes[1], context.integer("groups"))
    var margins = windows.map { (before: $0.before, after: $0.after) }
    var added = windows.map { $0.outputPadding ?? 0 }
    // Runtimes add less than a stride; what is not taken off need not be added.
    for axis in windows.indices where added[axis] >= windows[axis].stride {
      (margins[axis].after, added[axis]) = (margins[axis].after - added[axis], 0)
    }
    if margins.contains(where: { $0.before < 0 || $0.after < 0 }) {
      throw Refusal("runtimes of ONNX add less to an axis than its stride, or no more than is taken off")
    }
    let weights = layer.learned("weight", [context.channels, filters / groups] + windows.map(\.kernel))
    return layer.node(
      "ConvTranspose", [layer.input, weights] + bias(layer, filters),
      [
        "kernel_shape": .integers(windows.map(\.kernel)), "strides": .integers(windows.map(\.stride)),
        "dilations": .integers(windows.map(\.dilation)), "group": .integer(groups),
        "pads": .integers(layer.pads(margins)),
        "output_padding": .integers(added),
      ], isMain: true)
  },
]

private func convolution(_ layer: ONNXLayer, groups: Int) -> String {
  let context = layer.context
  let filters = layer.outputSizes[1]
  let (input, pads) = padded(layer)
  let weights = layer.learned(
    "weight", [filters, context.channels / groups] + context.windows.map(\.kernel))
  return layer.node(
    "Conv", [input, weights] + bias(layer, filters), window(layer, groups: groups, pads: pads), isMain: true)
}

private func bias(_ layer: ONNXLayer, _ filters: Int) -> [String] {
  layer.context.flag("bias") ? [layer.learned("bias", [filters])] : []
}

/// The padding that the operator does itself, or what comes of the input where some is taken off.
private func padded(_ layer: ONNXLayer) -> (input: String, pads: [Int]) {
  let margins = layer.context.exactMargins
  if margins.allSatisfy({ $0.before >= 0 && $0.after >= 0 }) { return (layer.input, layer.pads(margins)) }
  return (layer.pad(layer.input, margins), layer.pads(margins.map { _ in (0, 0) }))
}

private func window(
  _ layer: ONNXLayer, groups: Int, pads: [Int]
) -> KeyValuePairs<String, ONNXAttribute> {
  let windows = layer.context.windows
  return [
    "kernel_shape": .integers(windows.map(\.kernel)), "strides": .integers(windows.map(\.stride)),
    "dilations": .integers(windows.map(\.dilation)), "group": .integer(groups), "pads": .integers(pads),
  ]
}
