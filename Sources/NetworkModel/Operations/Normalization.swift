// Normalisation keeps the shape. Counts: formulas.md, "Parameters".

let epsilon = Attribute<Double>(
  "epsilon", .real(0...Double.infinity), "Added to the variance", spelled: [.pytorch: "eps", .caffe: "eps"])
private let alpha = Attribute<Double>("alpha", .real(0...Double.infinity), "Scale of the squares' sum")
private let beta = Attribute<Double>("beta", .real(0...Double.infinity), "Exponent")
private let offset = Attribute<Double>(
  "k", .real(0...Double.infinity), "Added to the squares' sum", spelled: [.onnx: "bias"])

private let neighbours = Attribute<Int>(
  "size", .integer(1...Int.max), "How many neighbouring channels count", spelled: [.caffe: "local_size"])

let scale = Attribute<Bool>(
  "scale", .flag, "Whether factors are learned", spelled: [.pytorch: "affine"])
let shift = Attribute<Bool>(
  "shift", .flag, "Whether summands are learned",
  spelled: [.pytorch: "affine", .keras: "center"])
let statistics = Attribute<Bool>(
  "statistics", .flag, "Whether a running mean and variance are kept, which are not trained",
  spelled: [.pytorch: "track_running_stats"])
private let counter = Attribute<Bool>(
  "counter", .flag, "Whether one number more is kept with them, for how much they were gathered of")

let normalizationOperations: [OperationSpec] = [
  OperationSpec(
    id: "batch_norm", title: "batch normalization",
    summary: "Normalizes each channel over the batch, then scales and shifts it.",
    category: .normalization,
    attributes: [
      scale.defaulting(to: true), shift.defaulting(to: true),
      statistics.defaulting(to: true), counter.defaulting(to: false).onlyImported,
      epsilon.defaulting(to: 1e-5),
    ],
    spelled: [
      .pytorch: "BatchNorm1d/2d/3d", .keras: "BatchNormalization", .onnx: "BatchNormalization",
      .caffe: "BatchNorm + Scale",
    ],
    spatial: .pointwise,
    shape: { input throws(ShapeProblem) in
      try requireChannels(input)
      if !input[statistics] { try requireValues(in: "channel", Count(input.batch), input) }
      return Outputs(input.shape)
    },
    parametersFollowChannels: true,
    parameters: { input, tally in
      let channels = Product(input.channels)
      if input[scale] { tally.add("weight", channels) }
      if input[shift] { tally.add("bias", channels, .bias) }
      if input[statistics] {
        tally.add("running_mean", channels, .running)
        tally.add("running_var", channels, .running)
        if input[counter] { tally.add("count", Product(1), .running) }
      }
    },
    otherFLOPs: .perElement(normalizing)
  ),
  OperationSpec(
    id: "affine", title: "scale and shift",
    summary: "Multiplies each channel by a learned factor and adds a learned summand.",
    category: .normalization,
    attributes: [scale.defaulting(to: true), shift.defaulting(to: true)],
    spelled: [.keras: "LayerScale", .caffe: "Scale, Bias"],
    spatial: .pointwise,
    shape: { input throws(ShapeProblem) in
      try requireChannels(input)
      return Outputs(input.shape)
    },
    parametersFollowChannels: true,
    parameters: { input, tally in
      let channels = Product(input.channels)
      if input[scale] { tally.add("weight", channels) }
      if input[shift] { tally.add("bias", channels, .bias) }
    }
  ),
  OperationSpec(
    id: "lrn", title: "local response normalization",
    summary: "Divides each element by its neighbours' squares across channels.",
    category: .normalization,
    attributes: [
      neighbours.defaulting(to: 5), alpha.defaulting(to: 1e-4),
      beta.defaulting(to: 0.75), offset.defaulting(to: 1),
    ],
    spelled: [.pytorch: "LocalResponseNorm", .keras: "(tf.nn.lrn)", .onnx: "LRN", .caffe: "LRN"],
    spatial: .pointwise,
    shape: { input throws(ShapeProblem) in
      try input.requireSpatialRank(1...Shape.maximumRank - 2)
      return Outputs(input.shape)
    },
    // A square, a sum over the neighbours, a factor and a summand, a power, a division.
    otherFLOPs: .perElement { input in Count(input[neighbours]) + 4 }
  ),
]

/// With running statistics a factor and a summand are left of everything. Otherwise the mean is summed up and taken
/// off, the squares are summed up, and each element is divided; what is learned comes on top.
@Sendable func normalizing(_ input: OperationInput) -> Count {
  input[statistics] ? 2 : Count(5 + (input[scale] ? 1 : 0) + (input[shift] ? 1 : 0))
}

func requireChannels(_ input: OperationInput) throws(ShapeProblem) {
  if input.shape.rank < 2 {
    throw ShapeProblem(.inputRank, "needs channels; the input is one number")
  }
}

/// Refuses to normalize over one element. A part has so many at each place of the spatial axes.
func requireValues(in part: String, _ atEachPlace: Count, _ input: OperationInput) throws(ShapeProblem) {
  var values = input.spatialSizes(of: input.shape)
  values.append(atEachPlace)
  guard values.count == 1 else { return }
  throw ShapeProblem(
    .tooFewElements, "each \(part) has one element, which leaves nothing to normalize", dependsOnSizes: true)
}
