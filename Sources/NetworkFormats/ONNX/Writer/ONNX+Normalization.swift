import NetworkModel

let onnxNormalizations: [ONNXOperation] = [
  ONNXOperation("batch_norm", .channelsFirst) { layer throws(Refusal) in
    guard layer.context.rank > 1 else { throw Refusal("ONNX has no batch normalization without channels") }
    let sizes = [layer.context.channels]
    if !layer.context.flag("statistics") {
      layer.note("is written with a mean of 0 and a variance of 1, since ONNX needs running statistics")
    }
    let statistics = [layer.filled(sizes, with: 0), layer.filled(sizes, with: 1)]
    return normalized("BatchNormalization", layer, factors(layer, sizes) + statistics)
  },
  ONNXOperation("instance_norm", .channelsFirst) { layer in
    if layer.context.flag("statistics") { layer.note(noStatistics) }
    return normalized("InstanceNormalization", layer, factors(layer, [layer.context.channels]))
  },
  ONNXOperation("group_norm", .channelsFirst) { layer in
    layer.node(
      "GroupNormalization", [layer.input] + factors(layer, [layer.context.channels]),
      ["epsilon": epsilon(layer), "num_groups": .integer(layer.context.integer("groups"))])
  },
  ONNXOperation("layer_norm", .asWritten) { layer in
    let (axis, sizes) = normalizedSizes(layer)
    let inputs = factors(layer, sizes).prefix(layer.context.flag("shift") ? 2 : 1)
    return layer.node(
      "LayerNormalization", [layer.input] + inputs, ["axis": .integer(axis), "epsilon": epsilon(layer)])
  },
  // Runtimes have an operator for it since version 23 only.
  ONNXOperation("rms_norm", .asWritten) { layer in
    let (axis, sizes) = normalizedSizes(layer)
    let square = layer.node("Mul", [layer.input, layer.input])
    let mean = layer.node("ReduceMean", [square, layer.list(Array(axis..<layer.context.rank))])
    let sum = layer.node("Add", [mean, layer.scalar(layer.context.real("epsilon"))])
    let result = layer.node("Div", [layer.input, layer.node("Sqrt", [sum])])
    return layer.context.flag("scale") ? layer.node("Mul", [result, layer.learned("weight", sizes)]) : result
  },
  ONNXOperation("affine", .channelsFirst) { layer in
    let sizes = layer.perChannel
    let scaled =
      layer.context.flag("scale")
      ? layer.node("Mul", [layer.input, layer.learned("weight", sizes)]) : layer.input
    return layer.context.flag("shift")
      ? layer.node("Add", [scaled, layer.learned("bias", sizes)]) : scaled
  },
  ONNXOperation("lrn", .channelsFirst) { layer throws(Refusal) in
    let (context, size) = (layer.context, layer.context.integer("size"))
    guard context.rank == 4, !size.isMultiple(of: 2) else {
      throw Refusal("runtimes of ONNX normalize images only, and over an odd number of channels")
    }
    return layer.node(
      "LRN", [layer.input],
      [
        "size": .integer(size), "alpha": .real(context.real("alpha")), "beta": .real(context.real("beta")),
        "bias": .real(context.real("k")),
      ])
  },
]

private func epsilon(_ layer: ONNXLayer) -> ONNXAttribute { .real(layer.context.real("epsilon")) }

private func normalized(_ type: String, _ layer: ONNXLayer, _ weights: [String]) -> String {
  layer.node(type, [layer.input] + weights, ["epsilon": epsilon(layer)])
}

/// Factors and summands; ones and zeros where none are learned.
private func factors(_ layer: ONNXLayer, _ sizes: [Int]) -> [String] {
  [
    layer.learned("weight", sizes, if: layer.context.flag("scale"), otherwise: 1),
    layer.learned("bias", sizes, if: layer.context.flag("shift"), otherwise: 0),
  ]
}

private func normalizedSizes(_ layer: ONNXLayer) -> (axis: Int, sizes: [Int]) {
  let axis = layer.context.namedAxis
  return (axis, Array(layer.context.shape.dimensions[axis...]))
}

extension ONNXLayer {
  /// The sizes of a tensor with a number for each channel, as it is repeated along the other axes.
  var perChannel: [Int] {
    [context.channels] + Array(repeating: 1, count: max(context.rank - 2, 0))
  }
}
