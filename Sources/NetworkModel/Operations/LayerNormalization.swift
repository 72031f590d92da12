// Normalisations over one example, which need no running statistics. Counts: formulas.md, "Parameters".

private let firstNormalized = Attribute<Int>(
  axis.name, .integer(Int.min...Int.max),
  "First axis that is normalized, the batch being 0; so are all after it",
  spelled: [.pytorch: "normalized_shape"])

private let groupCount = Attribute<Int>(
  groups.name, .integer(1...Int.max), "Parts that the channels are divided into, each normalized apart",
  spelled: [.pytorch: "num_groups", .onnx: "num_groups"])

let layerNormalizationOperations: [OperationSpec] = [
  overLastAxes(
    id: "layer_norm", title: "layer normalization",
    summary: "Normalizes each example over its last axes, then scales and shifts each element.",
    learned: [scale.defaulting(to: true), shift.defaulting(to: true)], otherFLOPs: .perElement(normalizing),
    spelled: [
      .pytorch: "LayerNorm", .keras: "LayerNormalization", .onnx: "LayerNormalization",
      .caffe: "MVN across_channels",
    ]),
  overLastAxes(
    id: "rms_norm", title: "RMS normalization",
    summary: "Divides by the root of the mean square over the last axes, then scales each element.",
    learned: [scale.defaulting(to: true)],
    // The squares are summed up and each element is divided.
    otherFLOPs: .perElement { input in input[scale] ? 4 : 3 },
    spelled: [.pytorch: "RMSNorm", .keras: "RMSNormalization", .onnx: "RMSNormalization"]),
  OperationSpec(
    id: "group_norm", title: "group normalization",
    summary: "Normalizes each group of channels of each example, then scales and shifts each channel.",
    category: .normalization,
    attributes: [
      groupCount.required, scale.defaulting(to: true), shift.defaulting(to: true),
      epsilon.defaulting(to: 1e-5),
    ],
    spelled: [.pytorch: "GroupNorm", .keras: "GroupNormalization", .onnx: "GroupNormalization"],
    spatial: .across { input in input.layout.spatialAxes(rank: input.shape.rank) },
    shape: { input throws(ShapeProblem) in
      try requireChannels(input)
      let groups = input[groupCount]
      guard input.channels.isMultiple(of: groups) else {
        throw ShapeProblem(
          .groupsDoNotDivide,
          "\(groups) groups do not divide \(input.channels) channels: "
            + "\(input.channels)/\(groups) = \(Fraction(input.channels, groups))", attribute: groupCount.name)
      }
      // PyTorch counts the batch in here too.
      try requireValues(in: "group", Count(input.batch) * Count(input.channels / groups), input)
      return Outputs(input.shape)
    },
    parametersFollowChannels: true,
    parameters: { input, tally in learn(Product(input.channels), input, &tally) },
    otherFLOPs: .perElement(normalizing)
  ),
  OperationSpec(
    id: "instance_norm", title: "instance normalization",
    summary: "Normalizes each channel of each example, then scales and shifts it.",
    category: .normalization,
    attributes: [
      scale.defaulting(to: true), shift.defaulting(to: true), statistics.defaulting(to: false),
      epsilon.defaulting(to: 1e-5),
    ],
    spelled: [
      .pytorch: "InstanceNorm1d/2d/3d", .keras: "GroupNormalization(-1)", .onnx: "InstanceNormalization",
      .caffe: "MVN",
    ],
    spatial: .across { input in input.layout.spatialAxes(rank: input.shape.rank) },
    shape: { input throws(ShapeProblem) in
      try input.requireSpatialRank(1...Extent.maximumAxes)
      if !input[statistics] { try requireValues(in: "channel", 1, input) }
      return Outputs(input.shape)
    },
    parametersFollowChannels: true,
    parameters: { input, tally in
      let channels = Product(input.channels)
      learn(channels, input, &tally)
      if input[statistics] {
        tally.add("running_mean", channels, .running)
        tally.add("running_var", channels, .running)
      }
    },
    otherFLOPs: .perElement(normalizing)
  ),
]

/// The declaration of a normalisation over the axes from a certain one on.
private func overLastAxes(
  id: String, title: String, summary: String, learned: [AttributeSpec],
  otherFLOPs: OtherFLOPs, spelled: [ForeignFormat: String]
) -> OperationSpec {
  OperationSpec(
    id: id, title: title, summary: summary, category: .normalization,
    attributes: [firstNormalized.defaulting(to: -1)] + learned + [epsilon.defaulting(to: 1e-5)],
    spelled: spelled,
    spatial: .across { input in
      input.axes(of: firstNormalized).first.map { $0..<max(input.shape.rank, $0) } ?? 0..<0
    },
    shape: { input throws(ShapeProblem) in
      _ = try input.axis(input[firstNormalized], attribute: firstNormalized.name)
      return Outputs(input.shape)
    },
    parameters: { input, tally in
      guard let first = input.axes(of: firstNormalized).first else { return }
      learn(input.shape.sizes(from: first), input, &tally)
    },
    otherFLOPs: otherFLOPs)
}

private func learn(_ factors: Product, _ input: OperationInput, _ tally: inout ParameterTally) {
  if input[scale] { tally.add("weight", factors) }
  if input[shift] { tally.add("bias", factors, .bias) }
}
