// Convolutions that take the channels apart. Counts: formulas.md, "Parameters".

private let multiplier = Attribute<Int>(
  "multiplier", .integer(1...Int.max), "How many channels come of each input channel",
  spelled: [.pytorch: "out_channels/groups", .keras: "depth_multiplier"])

let depthwiseOperations: [OperationSpec] = [
  OperationSpec(
    id: "depthwise_conv", title: "depthwise convolution",
    summary: "Convolves each channel apart.",
    category: .convolution,
    attributes: [
      multiplier.defaulting(to: 1), kernel.required, stride.defaulting(to: 1),
      padding.defaulting(to: 0), dilation.defaulting(to: 1), bias.defaulting(to: true),
      rounding.defaultingToNetwork, untrained.defaulting(to: 0).onlyImported,
    ],
    spelled: [
      .pytorch: "Conv1d/2d/3d(groups=C)", .keras: "DepthwiseConv1D/2D", .onnx: "Conv group=C",
      .caffe: "Convolution group: C",
    ],
    spatial: .windows { input throws(ShapeProblem) in try input.windows(kernel: kernel) },
    shape: { input throws(ShapeProblem) in
      guard let channels = depthwiseChannels(input).value else { throw .overflow }
      return Outputs(try input.windowedShape(channels: channels))
    },
    parametersFollowChannels: true,
    parameters: { input, tally in
      tally.add("weight", depthwiseKernels(input))
      if input[bias] { tally.add("bias", Product(depthwiseChannels(input)), .bias) }
      keep(input, &tally)
    },
    multiplyAdds: { input, output in
      var product = input.spatialSizes(of: output)
      product.append(depthwiseKernels(input))
      return product
    },
    multiplyAddsGoByElements: true,
    otherFLOPs: .biasAdditions
  ),
  OperationSpec(
    id: "separable_conv", title: "separable convolution",
    summary: "Convolves channels apart, then mixes them.",
    category: .convolution,
    attributes: [
      filters.required, kernel.required, stride.defaulting(to: 1),
      padding.defaulting(to: 0), dilation.defaulting(to: 1),
      multiplier.defaulting(to: 1), bias.defaulting(to: true), rounding.defaultingToNetwork,
    ],
    spelled: [.pytorch: "Conv(groups=C) + Conv(1)", .keras: "SeparableConv1D/2D", .onnx: "Conv + Conv"],
    spatial: .windows { input throws(ShapeProblem) in try input.windows(kernel: kernel) },
    shape: { input throws(ShapeProblem) in
      if depthwiseChannels(input).isOverflow { throw .overflow }
      return Outputs(try input.windowedShape(channels: input[filters]))
    },
    parametersFollowChannels: true,
    parameters: { input, tally in
      tally.add("depthwise weight", depthwiseKernels(input))
      var pointwise = Product(depthwiseChannels(input))
      pointwise.append(input[filters])
      tally.add("pointwise weight", pointwise)
      if input[bias] { tally.add("bias", Product(input[filters]), .bias) }
    },
    multiplyAdds: { input, output in
      // ∏O · C·m · (∏K + N): both steps at once.
      var product = input.spatialSizes(of: output)
      product.append(depthwiseChannels(input))
      product.append(input.kernelVolume.count + Count(input[filters]))
      return product
    },
    otherFLOPs: .biasAdditions
  ),
]

/// `C·m`.
private func depthwiseChannels(_ input: OperationInput) -> Count {
  Count(input.channels) * Count(input[multiplier])
}

/// `∏K · C · m`.
private func depthwiseKernels(_ input: OperationInput) -> Product {
  var product = input.kernelVolume
  product.append(input.channels)
  product.append(input[multiplier])
  return product
}
