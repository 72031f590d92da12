import NetworkModel

/// Convolutions; each may have its activation with it.
extension KerasReader {
  static let convolutionRules: [String: Rule] = [
    "Conv1D": convolution, "Conv2D": convolution, "Conv3D": convolution,
    "Convolution1D": convolution, "Convolution2D": convolution, "Convolution3D": convolution,
    "Conv1DTranspose": transposed, "Conv2DTranspose": transposed, "Conv3DTranspose": transposed,
    "Convolution2DTranspose": transposed,
    "DepthwiseConv1D": depthwise, "DepthwiseConv2D": depthwise,
    "SeparableConv1D": separable, "SeparableConv2D": separable,
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
}

extension KerasLayer {
  /// `valid`, `same` or `causal`, as here.
  func padding() throws(FileProblem) -> AttributeLiteral? { (word("padding") ?? "valid").literal }
}

extension String {
  fileprivate var literal: AttributeLiteral { .word(self) }
}
