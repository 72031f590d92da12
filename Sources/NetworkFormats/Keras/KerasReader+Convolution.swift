import NetworkModel

/// Convolutions; each may have its activation with it.
extension KerasReader {
  static let convolutionRules: [String: Rule] = [
    "Conv1D": convolution, "Conv2D": convolution, "Conv3D": convolution,
    "Convolution1D": convolution, "Convolution2D": convolution, "Convolution3D": convolution,
    "Conv1DTranspose": transposed, "Conv2DTranspose": transposed, "Conv3DTranspose": transposed,
    "Convolution2DTranspose": transposed,
    "DepthwiseConv1D": depthwise, "DepthwiseConv2D": depthwise,
    "SeparableConv1D": separable, "SeparableConv2D": separable, "LocallyConnected1D": local,
    "LocallyConnected2D": local,
  ]

  private static let convolution: Rule = { reader, layer, inputs throws(FileProblem) in
    let output = try reader.addSpatial(
      "conv", layer, inputs.one,
      [
        "filters": try layer.literal("filters"), "kernel": try layer.extent("kernel_size"),
        "stride": try layer.extent("strides"), "padding": try layer.padding(),
        "dilation": try layer.extent("dilation_rate"), "groups": try layer.literal("groups"),
        "bias": try layer.option("use_bias"),
      ])
    return try reader.activate(output, layer)
  }

  private static let transposed: Rule = { reader, layer, inputs throws(FileProblem) in
    let output = try reader.addSpatial(
      "conv_transpose", layer, inputs.one,
      [
        "filters": try layer.literal("filters"), "kernel": try layer.extent("kernel_size"),
        "stride": try layer.extent("strides"), "padding": try layer.padding(),
        "output_padding": try layer.extent("output_padding", neutral: 0),
        "dilation": try layer.extent("dilation_rate"), "bias": try layer.option("use_bias"),
      ])
    return try reader.activate(output, layer)
  }

  private static let depthwise: Rule = { reader, layer, inputs throws(FileProblem) in
    let output = try reader.addSpatial(
      "depthwise_conv", layer, inputs.one,
      [
        "multiplier": try layer.literal("depth_multiplier"), "kernel": try layer.extent("kernel_size"),
        "stride": try layer.extent("strides"), "padding": try layer.padding(),
        "dilation": try layer.extent("dilation_rate"), "bias": try layer.option("use_bias"),
      ])
    return try reader.activate(output, layer)
  }

  private static let separable: Rule = { reader, layer, inputs throws(FileProblem) in
    let output = try reader.addSpatial(
      "separable_conv", layer, inputs.one,
      [
        "filters": try layer.literal("filters"), "kernel": try layer.extent("kernel_size"),
        "stride": try layer.extent("strides"), "padding": try layer.padding(),
        "dilation": try layer.extent("dilation_rate"), "multiplier": try layer.literal("depth_multiplier"),
        "bias": try layer.option("use_bias"),
      ])
    return try reader.activate(output, layer)
  }

  /// A kernel for each place (Keras 2), which the second way of working it out keeps as one matrix.
  private static let local: Rule = { reader, layer, inputs throws(FileProblem) in
    guard let filters = try layer.integer("filters"), let kernel = try layer.integers("kernel_size"),
      let shape = inputs.first?.shape, layer.layout == reader.assembly.settings.layout, layer.leading == 0,
      let output = reader.shape(
        "conv", of: inputs.one,
        [
          "filters": .integer(filters), "kernel": .extent(kernel), "stride": try layer.extent("strides"),
          "padding": try layer.padding(),
        ])
    else { return try reader.addOpaque(layer, inputs) }
    let axis = layer.layout.channelAxis(rank: shape.rank)
    let places = output.dimensions.enumerated().dropFirst().filter { $0.offset != axis }.map(\.element)
    let isMatrix = try layer.integer("implementation") == 2
    let weights =
      isMatrix
      ? Array(shape.dimensions.dropFirst() + output.dimensions.dropFirst())
      : places + kernel + [shape[axis], filters]
    let result = try reader.addOpaque(
      layer, inputs, shape: output,
      weights: [("kernel", weights)]
        + (try layer.flag("use_bias") ?? true ? [("bias", places + [filters])] : []))
    return try reader.activate(result, layer)
  }
}

extension KerasLayer {
  /// `valid`, `same` or `causal`, as here.
  func padding() throws(FileProblem) -> AttributeLiteral? { (word("padding") ?? "valid").literal }
}

extension String {
  fileprivate var literal: AttributeLiteral { .word(self) }
}
