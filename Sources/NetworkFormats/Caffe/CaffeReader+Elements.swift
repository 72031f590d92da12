import NetworkModel

/// What works element by element or normalizes: the shape stays.
extension CaffeReader {
  static let elementRules: [String: Rule] =
    functions.mapValues { _ in activation }.merging([
      "relu": rectifier, "elu": exponential, "clip": clip, "prelu": parametricRectifier, "dropout": dropout,
      "softmax": softmax,
      "batchnorm": batchNorm, "bn": batchNorm, "scale": scale, "bias": bias, "lrn": localResponse,
      "mvn": meanVariance,
      "normalize": normalize, "split": passing, "absval": unmodelled, "power": unmodelled, "log": unmodelled,
      "threshold": unmodelled, "multistagemeanfield": unmodelled, "spatialdropout": dropout,
    ]) { first, _ in first }

  /// Types that are a function of the same name or another.
  private static let functions: [String: String] = [
    "sigmoid": "sigmoid", "tanh": "tanh", "bnll": "softplus", "exp": "exp", "relu6": "relu6",
    "swish": "silu", "mish": "mish", "selu": "selu", "gelu": "gelu",
    "hardsigmoid": "hard_sigmoid", "hardswish": "hard_swish",
  ]

  private static let activation: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.assembly.add(
      "activation", layer.name, inputs, ["function": functions[layer.typeKey].map { .word($0) }])
  }

  private static let rectifier: Rule = { reader, layer, inputs throws(FileProblem) in
    let slope = try layer.parameters("relu_param").real("negative_slope") ?? 0
    return try reader.assembly.add(
      "activation", layer.name, inputs,
      slope == 0 ? [:] : ["function": .word("leaky_relu"), "alpha": .real(slope)])
  }

  private static let exponential: Rule = { reader, layer, inputs throws(FileProblem) in
    let alpha = try layer.parameters("elu_param").real("alpha")
    return try reader.assembly.add(
      "activation", layer.name, inputs, ["function": .word("elu"), "alpha": alpha.map { .real($0) }])
  }

  private static let clip: Rule = { reader, layer, inputs throws(FileProblem) in
    let parameters = layer.parameters("clip_param")
    let (low, high) = (try parameters.real("min") ?? 0, try parameters.real("max") ?? 0)
    return try reader.assembly.add(
      "activation", layer.name, inputs,
      low == 0 && high == 6
        ? ["function": .word("relu6")]
        : ["function": .word("clip"), "minimum": .real(low), "maximum": .real(high)])
  }

  private static let parametricRectifier: Rule = { reader, layer, inputs throws(FileProblem) in
    let isShared = try layer.parameters("prelu_param").flag("channel_shared") ?? false
    return try reader.assembly.add(
      "prelu", layer.name, inputs, ["slopes": .word(isShared ? "one" : "channel")])
  }

  private static let dropout: Rule = { reader, layer, inputs throws(FileProblem) in
    let rate = try layer.parameters("dropout_param").real("dropout_ratio")
    return try reader.assembly.add("dropout", layer.name, inputs, ["rate": rate.map { .real($0) }])
  }

  private static let softmax: Rule = { reader, layer, inputs throws(FileProblem) in
    let axis = try layer.parameters("softmax_param").integer("axis") ?? 1
    return try reader.assembly.add(
      "softmax", layer.name, inputs, ["axis": axis == (inputs.first?.rank ?? 0) - 1 ? nil : .integer(axis)])
  }

  /// Factors and summands are a layer of their own, `Scale`; forks for segmentation have them in `BN`.
  private static let batchNorm: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.assembly.add(
      "batch_norm", layer.name, inputs,
      [
        "scale": .flag(layer.typeKey == "bn"), "shift": .flag(layer.typeKey == "bn"),
        "epsilon": try layer.parameters(layer.typeKey == "bn" ? "bn_param" : "batch_norm_param").real("eps")
          .map { .real($0) },
      ])
  }

  /// With a second bottom that is the factor, otherwise a factor is learned for each channel.
  private static let scale: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("scale_param")
    let hasBias = try values.flag("bias_term") ?? false
    if inputs.count < 2 { return try reader.learned(layer, inputs, values, scales: true, shifts: hasBias) }
    let product = try reader.aligned("multiply", layer, inputs, axis: try values.integer("axis") ?? 1)
    if !hasBias { return product }
    return try reader.assembly.add(
      "affine", "\(layer.name)_bias", product, ["scale": .flag(false)])
  }

  private static let bias: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("bias_param")
    if inputs.count < 2 { return try reader.learned(layer, inputs, values, scales: false, shifts: true) }
    return try reader.aligned("add", layer, inputs, axis: try values.integer("axis") ?? 1)
  }

  /// Learned factors and summands, along the channels or along other axes.
  private mutating func learned(
    _ layer: CaffeLayer, _ inputs: [ImportedTensor], _ values: CaffeParameters, scales: Bool, shifts: Bool
  ) throws(FileProblem) -> [ImportedTensor] {
    let axis = try values.integer("axis") ?? 1
    let count = try values.integer("num_axes") ?? 1
    guard let shape = inputs.first?.shape, axis != 1 || count != 1 else {
      return try assembly.add(
        "affine", layer.name, inputs, ["scale": .flag(scales), "shift": .flag(shifts)])
    }
    let first = axis < 0 ? axis &+ shape.rank : axis
    let end = count < 0 ? shape.rank : first.addingReportingOverflow(count).partialValue
    guard 1 <= first, first <= end, end <= shape.rank else {
      return try assembly.addOpaque(layer.type, layer.name, inputs, shapes: [shape])
    }
    let sizes = (1..<max(shape.rank, 2)).map { (first..<end).contains($0) ? shape[$0] : 1 }
    var result = inputs
    for (isThere, kind, word) in [(scales, "multiply", "weight"), (shifts, "add", "bias")] where isThere {
      let tensor = try assembly.add(
        "parameter", "\(layer.name)_\(word)", [], ["shape": .integers(sizes), "batched": .flag(false)])
      result = try assembly.add(kind, layer.name, result + tensor)
    }
    return result
  }

  /// A merge whose second tensor begins at an axis of the first.
  private mutating func aligned(
    _ kind: String, _ layer: CaffeLayer, _ inputs: [ImportedTensor], axis: Int
  ) throws(FileProblem) -> [ImportedTensor] {
    var inputs = Array(inputs.prefix(2))
    if let rank = inputs[0].rank, let other = inputs[1].rank, axis >= 0, other < rank {
      let missing = rank - other
      let before = min(axis, missing)
      // The batch stays first: axes are put behind it, or behind all.
      let places = (0..<missing).map { $0 < before ? $0 + 1 : other + $0 }
      inputs[1] = try assembly.add(
        "unsqueeze", "\(layer.name)_factor", [inputs[1]], ["axes": .integers(places)])[0]
    }
    return try assembly.add(kind, layer.name, inputs)
  }

  private static let localResponse: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("lrn_param")
    return try reader.assembly.add(
      "lrn", layer.name, inputs,
      [
        "size": try values.integer("local_size").map { .integer($0) },
        // Caffe's default is 1, not PyTorch's ten-thousandth.
        "alpha": .real(try values.real("alpha") ?? 1),
        "beta": try values.real("beta").map { .real($0) }, "k": try values.real("k").map { .real($0) },
      ])
  }

  private static let meanVariance: Rule = { reader, layer, inputs throws(FileProblem) in
    let isAcross = try layer.parameters("mvn_param").flag("across_channels") ?? false
    return try reader.assembly.add(
      isAcross ? "layer_norm" : "instance_norm", layer.name, inputs,
      isAcross
        ? ["axis": .integer(1), "scale": .flag(false), "shift": .flag(false)]
        : ["scale": .flag(false), "shift": .flag(false)])
  }

  /// SSD's layer: lengths become 1, then each channel has a factor.
  private static let normalize: Rule = { reader, layer, inputs throws(FileProblem) in
    let isShared = try layer.parameters("norm_param").flag("channel_shared") ?? true
    let note = "Normalize: lengths are made 1 first"
    if isShared {
      let factor = try reader.assembly.add(
        "parameter", "\(layer.name)_weight", [], ["shape": .integers([1]), "batched": .flag(false)])
      return try reader.assembly.add("multiply", layer.name, inputs + factor, note: note)
    }
    return try reader.assembly.add("affine", layer.name, inputs, ["shift": .flag(false)], note: note)
  }

  /// `Split` gives what comes in, several times.
  private static let passing: Rule = { reader, layer, inputs throws(FileProblem) in
    let output = try reader.assembly.add("activation", layer.name, inputs, ["function": .word("identity")])
    return layer.tops.map { _ in output[0] }
  }

  /// An operator without parameters that leaves the shape as it is.
  private static let unmodelled: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.assembly.addOpaque(layer.type, layer.name, inputs, shapes: [inputs.first?.shape])
  }
}
