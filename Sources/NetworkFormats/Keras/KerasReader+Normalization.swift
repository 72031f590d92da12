import NetworkModel

/// Normalizations, along the axis that the file names.
extension KerasReader {
  static let normalizationRules: [String: Rule] = [
    "BatchNormalization": batchNorm, "SyncBatchNormalization": batchNorm, "BatchNormalizationV1": batchNorm,
    "LayerNormalization": layerNorm, "RMSNormalization": layerNorm, "GroupNormalization": groupNorm,
    "Normalization": standardization, "LayerScale": layerScale,
  ]

  private static let batchNorm: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.addAlong(
      try layer.axis("axis") ?? -1, "batch_norm", layer, inputs.one,
      [
        "scale": try layer.option("scale"), "shift": try layer.option("center"),
        "epsilon": try layer.real("epsilon"),
      ])
  }

  private static let layerNorm: Rule = { reader, layer, inputs throws(FileProblem) in
    let isScaled = try layer.flag("rms_scaling") ?? false
    let isRootMeanSquare = layer.type == "RMSNormalization" || isScaled
    let axes = try layer.integers("axis") ?? [-1]
    let rank = inputs.rank ?? 0
    let places = axes.map { $0 < 0 ? $0 &+ rank : $0 &+ layer.leading }.sorted()
    let first = places.first ?? -1
    guard rank == 0 || places == Array(max(first, 0)..<max(rank, first, 0)) else {
      return try reader.addOpaque(layer, inputs, shape: inputs.first?.shape)
    }
    let axis: Int = rank == 0 || first == rank - 1 ? -1 : first
    var values: ImportedValues = ["axis": .integer(axis), "epsilon": try layer.real("epsilon")]
    if !isRootMeanSquare {
      values.set("scale", try layer.option("scale"))
      values.set("shift", try layer.option("center"))
    }
    return try reader.add(isRootMeanSquare ? "rms_norm" : "layer_norm", layer.name, inputs.one, values)
  }

  /// As many groups as channels, written −1, are an instance normalization.
  private static let groupNorm: Rule = { reader, layer, inputs throws(FileProblem) in
    let groups = try layer.integer("groups") ?? 32
    let axis = try layer.axis("axis") ?? -1
    let (scale, shift) = (try layer.option("scale"), try layer.option("center"))
    let epsilon = try layer.real("epsilon")
    if groups == -1 {
      return try reader.addAlong(
        axis, "instance_norm", layer, inputs.one, ["scale": scale, "shift": shift, "epsilon": epsilon])
    }
    return try reader.addAlong(
      axis, "group_norm", layer, inputs.one,
      ["groups": .integer(groups), "scale": scale, "shift": shift, "epsilon": epsilon])
  }

  /// Means and variances of the data, gathered before training.
  private static let standardization: Rule = { reader, layer, inputs throws(FileProblem) in
    guard let axis = try layer.axis("axis"), !layer.has("mean") else {
      return try reader.addOpaque(layer, inputs, shape: inputs.first?.shape)
    }
    return try reader.addAlong(
      axis, "batch_norm", layer, inputs.one, ["scale": .flag(false), "shift": .flag(false)])
  }

  /// ConvNeXt's factor for each channel.
  private static let layerScale: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.addAlong(-1, "affine", layer, inputs.one, ["shift": .flag(false)])
  }
}
