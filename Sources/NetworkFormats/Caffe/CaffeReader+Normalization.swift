import NetworkModel

/// What normalizes: the shape stays.
extension CaffeReader {
  static let normalizationRules: [String: Rule] = [
    "batchnorm": batchNorm, "bn": batchNorm, "lrn": localResponse, "mvn": meanVariance,
    "normalize": normalize,
  ]

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

  private static let localResponse: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("lrn_param")
    let size = try values.integer("local_size") ?? 5
    // Caffe's default is 1, not PyTorch's ten-thousandth.
    let (alpha, beta) = (try values.real("alpha") ?? 1, try values.real("beta") ?? 0.75)
    let regions = ["ACROSS_CHANNELS", "WITHIN_CHANNEL"]
    if try values.word("norm_region", of: regions) == regions[1] {
      return try reader.withinChannels(layer.name, inputs, size, alpha, beta)
    }
    return try reader.assembly.add(
      "lrn", layer.name, inputs,
      [
        "size": .integer(size), "alpha": .real(alpha), "beta": .real(beta),
        "k": try values.real("k").map { .real($0) },
      ])
  }

  /// Divides by what the squares around an element come to, as Caffe itself puts it together.
  private mutating func withinChannels(
    _ name: String, _ inputs: [ImportedTensor], _ size: Int, _ alpha: Double, _ beta: Double
  ) throws(FileProblem) -> [ImportedTensor] {
    let squares = try assembly.apply([.power(2)], "\(name)_squares", inputs)
    let means = try assembly.add(
      "avg_pool", "\(name)_means", squares,
      [
        "size": .integer(size), "stride": .integer(1), "padding": .integer((size &- 1) / 2),
        "rounding": .word("ceil_caffe"),
      ])
    let factors = try assembly.apply(
      [.multiply(by: alpha), .add(1), .power(-beta)], "\(name)_factors", means)
    return try assembly.add("multiply", name, inputs.prefix(1) + factors)
  }

  private static let meanVariance: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("mvn_param")
    let isAcross = try values.flag("across_channels") ?? false
    if let shape = inputs.first?.shape, shape.rank < 4 {
      // Caffe always gives four axes.
      let image = Shape(shape.dimensions + Array(repeating: 1, count: 4 - shape.rank))
      return try reader.assembly.addOpaque(layer.type, layer.name, inputs, shapes: [image])
    }
    guard try values.flag("normalize_variance") ?? true else {
      let means = try reader.reduced(
        "mean", "\(layer.name)_means", inputs, from: isAcross ? 1 : 2)
      return try reader.assembly.add("subtract", layer.name, inputs.prefix(1) + means)
    }
    let epsilon = try values.real("eps") ?? 1e-9
    reader.assembly.tell(
      "MVN adds its eps to the deviation; here the square of it is added to the variance", of: layer.name)
    return try reader.assembly.add(
      isAcross ? "layer_norm" : "instance_norm", layer.name, inputs,
      [
        "axis": isAcross ? .integer(1) : nil, "scale": .flag(false), "shift": .flag(false),
        "epsilon": .real(epsilon * epsilon),
      ])
  }

  /// SSD's layer: lengths become 1, then each channel has a factor.
  private static let normalize: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("norm_param")
    let isWhole = try values.flag("across_spatial") ?? true
    let squares = try reader.assembly.apply([.power(2)], "\(layer.name)_squares", inputs)
    let sums = try reader.reduced("sum", "\(layer.name)_sums", squares, from: 1, to: isWhole ? nil : 1)
    let lengths = try reader.assembly.apply(
      [.add(try values.real("eps") ?? 1e-10), .power(0.5)], "\(layer.name)_lengths", sums)
    let units = try reader.assembly.add("divide", "\(layer.name)_units", inputs.prefix(1) + lengths)
    guard try values.flag("channel_shared") ?? true else {
      return try reader.assembly.add(
        "affine", layer.name, units, ["shift": .flag(false)], shares: reader.owner)
    }
    let factor = try reader.assembly.add(
      "parameter", "\(layer.name)_weight", [], ["shape": .integers([1]), "batched": .flag(false)])
    return try reader.assembly.add("multiply", layer.name, units + factor)
  }

  /// One number of all along some axes, which stay.
  private mutating func reduced(
    _ function: String, _ name: String, _ inputs: [ImportedTensor], from first: Int, to last: Int? = nil
  ) throws(FileProblem) -> [ImportedTensor] {
    let end = last ?? max((inputs.first?.rank ?? 4) - 1, first)
    return try assembly.add(
      "reduce", name, Array(inputs.prefix(1)),
      ["function": .word(function), "axes": .integers(first...end), "keep_axes": .flag(true)])
  }
}
