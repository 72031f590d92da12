// Convolutions. Sizes and counts as PyTorch's, ONNX' and Caffe's (formulas.md, "Windows" and "Parameters").

let filters = Attribute<Int>(
  "filters", .integer(1...Int.max), "How many kernels, which is how many channels come out",
  spelled: [.pytorch: "out_channels", .onnx: "(first axis of W)", .caffe: "num_output"])
let groups = Attribute<Int>(
  "groups", .integer(1...Int.max), "Parts that the channels are divided into, each convolved apart",
  spelled: [.onnx: "group", .caffe: "group"])

let bias = Attribute<Bool>(
  "bias", .flag, "Whether a learned number is added to each output channel",
  spelled: [.keras: "use_bias", .onnx: "(input B)", .caffe: "bias_term"])

let convolutionOperations: [OperationSpec] = [
  OperationSpec(
    id: "conv", title: "convolution",
    summary: "Slides learned kernels over one to three spatial axes.",
    category: .convolution,
    attributes: [
      filters.required, kernel.required, stride.defaulting(to: 1),
      padding.defaulting(to: 0), dilation.defaulting(to: 1),
      groups.defaulting(to: 1), bias.defaulting(to: true),
      rounding.defaultingToNetwork, untrained.defaulting(to: 0).onlyImported,
    ],
    spelled: [.pytorch: "Conv1d/2d/3d", .keras: "Conv1D/2D/3D", .onnx: "Conv", .caffe: "Convolution"],
    spatial: .windows { input throws(ShapeProblem) in try input.windows(kernel: kernel) },
    shape: { input throws(ShapeProblem) in
      try requireGroupsDivide(input)
      return Outputs(try input.windowedShape(channels: input[filters]))
    },
    parametersFollowChannels: true,
    parameters: { input, tally in
      tally.add("weight", kernels(input))
      if input[bias] { tally.add("bias", Product(input[filters]), .bias) }
      keep(input, &tally)
    },
    multiplyAdds: { input, output in
      var product = input.spatialSizes(of: output)
      product.append(input[filters])
      product.append(input.channels / input[groups])
      product.append(input.kernelVolume)
      return product
    },
    multiplyAddsGoByElements: true,
    otherFLOPs: .biasAdditions
  )
]

/// `∏K · C/g · N`.
private func kernels(_ input: OperationInput) -> Product {
  var product = input.kernelVolume
  product.append(input.channels / input[groups])
  product.append(input[filters])
  return product
}

/// A convolution's groups divide both its input channels and its filters.
func requireGroupsDivide(_ input: OperationInput) throws(ShapeProblem) {
  let groups = input[groups]
  if groups == 1 { return }
  for (count, what) in [(input.channels, "input channels"), (input[filters], "filters")]
  where count % groups != 0 {
    throw ShapeProblem(
      .groupsDoNotDivide,
      "\(groups) groups do not divide \(count) \(what): \(count)/\(groups) = "
        + "\(Fraction(count, groups))", attribute: "groups")
  }
}
