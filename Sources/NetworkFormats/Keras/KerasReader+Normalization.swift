import NetworkModel

/// Normalizations, along the axis that the file names.
extension KerasReader {
  static let normalizationRules: [String: Rule] = [
    "BatchNormalization": batchNorm, "SyncBatchNormalization": batchNorm, "BatchNormalizationV1": batchNorm,
    "LayerNormalization": layerNorm, "RMSNormalization": layerNorm, "GroupNormalization": groupNorm,
    "Normalization": standardization, "LayerScale": layerScale, KerasClass.tensor.name: freeTensor,
    KerasClass.localResponseNorm.name: localResponseNorm,
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
    let isLast = rank == 0 || places == Array(max(first, 0)..<max(rank, first, 0))
    let last = Array(max(rank - places.count, 0)..<rank)
    let axis = rank == 0 || (isLast ? first : last[0]) == rank - 1 ? -1 : isLast ? first : last[0]
    var values: ImportedValues = ["axis": .integer(axis), "epsilon": try layer.real("epsilon")]
    if !isRootMeanSquare {
      values.set("scale", try layer.option("scale"))
      values.set("shift", try layer.option("center"))
    }
    let kind = isRootMeanSquare ? "rms_norm" : "layer_norm"
    if isLast { return try reader.add(kind, layer.name, inputs.one, values) }
    let others = (0..<rank).filter { !places.contains($0) }
    guard others.count + places.count == rank, others.first == 0 else {
      return try reader.addOpaque(layer, inputs, shape: inputs.first?.shape)
    }
    return try reader.turning(others + places, layer, inputs.one) { reader, inputs throws(FileProblem) in
      try reader.add(kind, layer.name, inputs, values)
    }
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

  /// Means and variances of the data, gathered before training, and of how many.
  private static let standardization: Rule = { reader, layer, inputs throws(FileProblem) in
    guard let axis = try layer.axis("axis"), !layer.has("mean") else {
      return try reader.addOpaque(layer, inputs, shape: inputs.first?.shape)
    }
    return try reader.addAlong(
      axis, "batch_norm", layer, inputs.one,
      ["scale": .flag(false), "shift": .flag(false), "counter": .flag(true)])
  }

  /// The tensor of a program of ours, which depends on nothing that it is called with.
  private static let freeTensor: Rule = { reader, layer, inputs throws(FileProblem) in
    let isTrained = try layer.flag("trainable") ?? true
    return try reader.add(
      isTrained ? "parameter" : "constant", layer.name, [],
      ["shape": .integers(try layer.integers("shape") ?? [])])
  }

  private static let localResponseNorm: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.addAlong(
      try layer.axis("axis") ?? -1, "lrn", layer, inputs.one,
      [
        "size": try layer.integer("size").map { .integer($0) }, "alpha": try layer.real("alpha"),
        "beta": try layer.real("beta"),
        "k": try layer.real("k"),
      ])
  }

  /// ConvNeXt's factor for each channel.
  private static let layerScale: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.addAlong(-1, "affine", layer, inputs.one, ["shift": .flag(false)])
  }
}
