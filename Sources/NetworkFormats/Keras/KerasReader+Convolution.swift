import NetworkModel

/// Convolutions; each may have its activation with it.
extension KerasReader {
  static let convolutionRules: [String: Rule] = [
    "Conv1D": convolution, "Conv2D": convolution, "Conv3D": convolution,
    "Convolution1D": convolution, "Convolution2D": convolution, "Convolution3D": convolution,
    "Conv1DTranspose": transposed, "Conv2DTranspose": transposed, "Conv3DTranspose": transposed,
    "Convolution2DTranspose": transposed, "Deconvolution2D": transposed, "Deconvolution3D": transposed,
    "AtrousConvolution1D": convolution, "AtrousConvolution2D": convolution,
    "SeparableConvolution2D": separable,
    "DepthwiseConv1D": depthwise, "DepthwiseConv2D": depthwise,
    "SeparableConv1D": separable, "SeparableConv2D": separable, "LocallyConnected1D": local,
    "LocallyConnected2D": local,
  ]

  private static let convolution: Rule = { reader, layer, inputs throws(FileProblem) in
    var values: ImportedValues = [
      "kernel": try layer.extent("kernel_size"), "stride": try layer.extent("strides"),
      "padding": try layer.padding(), "dilation": try layer.extent("dilation_rate"),
      "groups": try layer.literal("groups"),
    ]
    let windows = values
    values.set("filters", try layer.literal("filters"))
    values.set("bias", try layer.option("use_bias"))
    let output = try reader.addSpatial("conv", layer, inputs.one, values)
    return try reader.activate(reader.adapt(output, layer, inputs, "conv", "filters", windows), layer)
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

  /// A kernel for each place (Keras 2). The second way of working it out keeps them as one matrix, the third only what
  /// is not zero in it.
  private static let local: Rule = { reader, layer, inputs throws(FileProblem) in
    guard let filters = try layer.integer("filters"), let kernel = try layer.integers("kernel_size"),
      let shape = inputs.first?.shape, layer.layout == reader.assembly.settings.layout, layer.leading == 0,
      let output = reader.assembly.shape(
        "conv", of: inputs.one,
        [
          "filters": .integer(filters), "kernel": .extent(kernel), "stride": try layer.extent("strides"),
          "padding": try layer.padding(),
        ])
    else { return try reader.addOpaque(layer, inputs) }
    let axis = layer.layout.channelAxis(rank: shape.rank)
    let places = output.dimensions.enumerated().dropFirst().filter { $0.offset != axis }.map(\.element)
    let channels = shape[axis]
    let weights: [Int]
    switch try layer.integer("implementation") ?? 1 {
    case 2: weights = Array(shape.dimensions.dropFirst() + output.dimensions.dropFirst())
    case 3:
      let strides = try layer.integers("strides") ?? []
      let spatial = (1..<shape.rank).filter { $0 != axis }
      let pairs = spatial.enumerated().map { place, axis in
        let stride = place < strides.count ? max(strides[place], 1) : 1
        return connections(shape[axis], output[axis], kernel[min(place, kernel.count - 1)], stride)
      }
      weights = pairs + [channels, filters]
    default: weights = places + kernel + [channels, filters]
    }
    let result = try reader.addOpaque(
      layer, inputs, shape: output,
      weights: [("kernel", weights)]
        + (try layer.flag("use_bias") ?? true ? [("bias", places + [filters])] : []))
    return try reader.activate(result, layer)
  }
}

/// How many places of an input the windows along an axis cover together, those beyond its ends left out; what no
/// layer has where there are more windows than in any.
private func connections(_ input: Int, _ output: Int, _ kernel: Int, _ stride: Int) -> Int {
  guard (0...1 << 20).contains(output) else { return Int.max }
  let padding = max((output - 1) &* stride &+ kernel &- input, 0) / 2
  return (0..<output).reduce(0) { sum, place in
    let start = place &* stride &- padding
    return sum &+ max(min(start &+ kernel, input) &- max(start, 0), 0)
  }
}

extension KerasLayer {
  /// `valid`, `same` or `causal`, as here.
  func padding() throws(FileProblem) -> AttributeLiteral? { (word("padding") ?? "valid").literal }
}

extension String {
  fileprivate var literal: AttributeLiteral { .word(self) }
}
