import NetworkModel

/// What works element by element or normalizes: the shape stays.
extension CaffeReader {
  static let elementRules: [String: Rule] =
    functions.mapValues { _ in activation }.merging([
      "relu": rectifier, "elu": exponential, "clip": clip, "prelu": parametricRectifier, "dropout": dropout,
      "softmax": softmax,
      "batchnorm": batchNorm, "bn": batchNorm, "scale": scale, "bias": bias, "lrn": localResponse,
      "mvn": meanVariance,
      "normalize": normalize, "split": passing, "power": power, "threshold": unmodelled,
      "multistagemeanfield": unmodelled, "densecrf": unmodelled, "flowwarp": unmodelled,
      "spatialdropout": dropout,
    ]) { first, _ in first }

  /// Types that are a function of the same name or another.
  private static let functions: [String: String] = [
    "sigmoid": "sigmoid", "tanh": "tanh", "bnll": "softplus", "exp": "exp", "relu6": "relu6",
    "absval": "abs", "log": "log", "swish": "silu", "mish": "mish", "selu": "selu", "gelu": "gelu",
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

  /// A product with a number, another added, and the power of that.
  private static let power: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("power_param")
    let (scale, shift) = (try values.real("scale") ?? 1, try values.real("shift") ?? 0)
    return try reader.assembly.add(
      "activation", layer.name, inputs,
      ["function": .word("power"), "alpha": .real(try values.real("power") ?? 1)],
      note: scale == 1 && shift == 0 ? nil : "of its input times \(scale), plus \(shift)")
  }

  private static let parametricRectifier: Rule = { reader, layer, inputs throws(FileProblem) in
    let isShared = try layer.parameters("prelu_param").flag("channel_shared") ?? false
    return try reader.assembly.add(
      "prelu", layer.name, inputs, ["slopes": .word(isShared ? "one" : "channel")], shares: reader.owner)
  }

  private static let dropout: Rule = { reader, layer, inputs throws(FileProblem) in
    let rate = try layer.parameters("dropout_param").real("dropout_ratio")
    return try reader.assembly.add("dropout", layer.name, inputs, ["rate": rate.map { .real($0) }])
  }

  private static let softmax: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.softmax(layer.name, inputs, try layer.parameters("softmax_param").integer("axis") ?? 1)
  }

  mutating func softmax(
    _ name: String, _ inputs: [ImportedTensor], _ axis: Int
  ) throws(FileProblem) -> [ImportedTensor] {
    try assembly.add(
      "softmax", name, inputs, ["axis": axis == (inputs.first?.rank ?? 0) - 1 ? nil : .integer(axis)])
  }

  /// Factors and summands are a layer of their own, `Scale`; forks have them here, or in `BN`.
  private static let batchNorm: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters(layer.typeKey == "bn" ? "bn_param" : "batch_norm_param")
    let hasScale = try values.flag("scale_bias") ?? false
    let isScaled = layer.typeKey == "bn" || hasScale || values.has("scale_filler")
    return try reader.assembly.add(
      "batch_norm", layer.name, inputs,
      [
        "scale": .flag(isScaled), "shift": .flag(isScaled),
        "epsilon": try values.real("eps").map { .real($0) },
      ], shares: reader.owner)
  }

  /// With a second bottom that is the factor, otherwise a factor is learned for each channel.
  private static let scale: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("scale_param")
    let hasBias = try values.flag("bias_term") ?? false
    let axis = try values.integer("axis") ?? 1
    guard inputs.count > 1 else {
      let count = try values.integer("num_axes") ?? 1
      return try reader.learned(layer, layer.name, inputs, axis, count, scales: true, shifts: hasBias)
    }
    let product = try reader.aligned("multiply", layer.name, inputs, axis: axis)
    if !hasBias { return product }
    let count = inputs[1].rank ?? 1
    return try reader.learned(layer, "\(layer.name)_bias", product, axis, count, scales: false, shifts: true)
  }

  private static let bias: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("bias_param")
    let axis = try values.integer("axis") ?? 1
    if inputs.count > 1 { return try reader.aligned("add", layer.name, inputs, axis: axis) }
    let count = try values.integer("num_axes") ?? 1
    return try reader.learned(layer, layer.name, inputs, axis, count, scales: false, shifts: true)
  }

  /// Learned factors and summands, along the channels or along so many axes from another one on.
  private mutating func learned(
    _ layer: CaffeLayer, _ name: String, _ inputs: [ImportedTensor], _ axis: Int, _ count: Int, scales: Bool,
    shifts: Bool
  ) throws(FileProblem) -> [ImportedTensor] {
    guard let shape = inputs.first?.shape, axis != 1 || count != 1 else {
      return try assembly.add(
        "affine", name, inputs, ["scale": .flag(scales), "shift": .flag(shifts)], shares: owner)
    }
    let first = axis < 0 ? axis &+ shape.rank : axis
    let end = count < 0 ? shape.rank : first.addingReportingOverflow(count).partialValue
    guard 0 <= first, first <= end, end <= shape.rank, shape.rank > 1 else {
      throw layer.node.problem("layer \(layer.name.quoted): axis and num_axes are not among the input's")
    }
    let sizes = ((first == 0 ? 0 : 1)..<shape.rank).map { (first..<end).contains($0) ? shape[$0] : 1 }
    var result = inputs
    for (isThere, kind, word) in [(scales, "multiply", "weight"), (shifts, "add", "bias")] where isThere {
      let tensor = try assembly.add(
        "parameter", "\(name)_\(word)", [], ["shape": .integers(sizes), "batched": .flag(false)])
      result = try assembly.add(kind, name, result + tensor)
    }
    return result
  }

  /// A merge whose second tensor begins at an axis of the first.
  mutating func aligned(
    _ kind: String, _ name: String, _ inputs: [ImportedTensor], axis: Int
  ) throws(FileProblem) -> [ImportedTensor] {
    var inputs = Array(inputs.prefix(2))
    if let rank = inputs[0].rank, let other = inputs[1].shape, axis >= 0, other.rank < rank {
      let missing = rank - other.rank
      let before = min(axis, missing)
      let sizes =
        Array(repeating: 1, count: before) + other.dimensions + Array(repeating: 1, count: missing - before)
      // A factor that begins with the batch goes on doing so.
      inputs[1] = try assembly.add(
        "reshape", "\(name)_factor", [inputs[1]],
        ["shape": .integers(before == 0 ? Array(sizes.dropFirst()) : sizes), "batched": .flag(before == 0)])[
          0]
    }
    return try assembly.add(kind, name, inputs)
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
    if let shape = inputs.first?.shape, shape.rank < 4 {
      // Caffe always gives four axes.
      let image = Shape(shape.dimensions + Array(repeating: 1, count: 4 - shape.rank))
      return try reader.assembly.addOpaque(layer.type, layer.name, inputs, shapes: [image])
    }
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
  static let unmodelled: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.assembly.addOpaque(layer.type, layer.name, inputs, shapes: [inputs.first?.shape])
  }
}
