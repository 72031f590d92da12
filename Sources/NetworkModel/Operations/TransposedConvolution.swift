// Transposed convolution: every element is spread over a window of the output (formulas.md, "Transposed
// convolution").

private let outputPadding = Attribute<Extent>(
  "output_padding", .extent(0...Int.max), "How many elements are added at the end of the output")

private let croppedPadding = Attribute<Padding>(
  padding.name, .padding([.same, .sameLower, .valid]),
  "What is taken off the output: a number, one for each axis, [before, after], or Keras' words",
  spelled: padding.spelled)

let transposedOperations: [OperationSpec] = [
  OperationSpec(
    id: "conv_transpose", title: "transposed convolution",
    summary: "Spreads each element over a window: a larger image.",
    category: .convolution,
    attributes: [
      filters.required, kernel.required, stride.defaulting(to: 1),
      croppedPadding.defaulting(to: 0), outputPadding.optional, dilation.defaulting(to: 1),
      groups.defaulting(to: 1), bias.defaulting(to: true), untrained.defaulting(to: 0).onlyImported,
    ],
    spelled: [
      .pytorch: "ConvTranspose1d/2d/3d", .keras: "Conv1DTranspose/2D/3D", .onnx: "ConvTranspose",
      .caffe: "Deconvolution",
    ],
    spatial: .windows { input throws(ShapeProblem) in try transposedWindows(input) },
    shape: { input throws(ShapeProblem) in
      try requireGroupsDivide(input)
      return Outputs(
        try input.shape(channels: input[filters]) { axis throws(ShapeProblem) in
          try spreadOutput(axis, input)
        })
    },
    parametersFollowChannels: true,
    parameters: { input, tally in
      tally.add("weight", kernels(input))
      if input[bias] { tally.add("bias", Product(input[filters]), .bias) }
      keep(input, &tally)
    },
    multiplyAdds: { input, _ in
      var product = input.spatialSizes(of: input.shape)
      product.append(kernels(input))
      return product
    },
    otherFLOPs: .biasAdditions
  )
]

/// `∏K · C · N/g`.
private func kernels(_ input: OperationInput) -> Product {
  var product = input.kernelVolume
  product.append(input.channels)
  product.append(input[filters] / input[groups])
  return product
}

private func transposedWindows(_ input: OperationInput) throws(ShapeProblem) -> Windows {
  let forward = try input.windows(kernel: kernel)
  let (mode, wanted) = (input[padding].mode, input.optional(outputPadding))
  if let wanted, !wanted.fits(axes: forward.count) {
    throw input.axisCountProblem(outputPadding.name, wanted.count, forward.count)
  }
  var windows = Windows()
  for axis in 0..<forward.count {
    var window = forward[axis]
    guard let span = window.effectiveKernel else { throw .overflow }
    let added = wanted?[axis]
    // PyTorch's limit is the dilation where that is larger.
    let limit = mode == .explicit ? max(window.stride, window.dilation) : window.stride
    if let added, added >= limit {
      throw ShapeProblem(
        .attributeOutOfRange, "output_padding is \(added), which must be less than \(limit)",
        attribute: outputPadding.name)
    }
    switch mode {
    case .explicit: window.outputPadding = added ?? 0
    case .valid, .causal: window.outputPadding = added ?? max(span, window.stride) - span
    case .same, .sameLower:
      window.followsInput = added == nil
      // As much is taken off as makes the size I·S, or an even kernel less what is added; halved, as TensorFlow and
      // Keras' backends do it. What is not there to be taken off is added at the end.
      let total = added.map { span - span % 2 - $0 } ?? span - window.stride
      window.outputPadding = max(-total, 0)
      let less = max(total, 0) / 2
      (window.before, window.after) =
        mode == .same ? (less, max(total, 0) - less) : (max(total, 0) - less, less)
    }
    windows.append(window)
  }
  return windows
}

private func spreadOutput(_ axis: Int, _ input: OperationInput) throws(ShapeProblem) -> Int {
  let (window, size) = (input.windows[axis], input.spatialSize(axis))
  switch window.outcome(on: size) {
  case .size(let output, _): return output
  case .overflow: throw .overflow
  case .doesNotFit:
    let name = input.spatialRank == 1 ? "" : "\(spatialAxisName(axis, of: input.spatialRank)): "
    throw ShapeProblem(
      .paddingTooLarge, "\(name)\(window.formula(on: size)) leaves nothing of the output",
      dependsOnSizes: true, attribute: padding.name)
  }
}
