import NetworkModel

/// Activations, as layers and as arguments of others; and what only trains differently.
extension KerasReader {
  static let activationRules: [String: Rule] = {
    var rules: [String: Rule] = [
      "Activation": activation, "ReLU": rectifier, "LeakyReLU": leaky, "ELU": elu, "PReLU": parametric,
      "Softmax": softmax, "ThresholdedReLU": thresholded,
    ]
    for type in [
      "Dropout", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D", "GaussianDropout",
      "AlphaDropout",
    ] { rules[type] = dropout }
    for type in unmodelled { rules[type] = unchanged }
    for type in trainingOnly { rules[type] = passing }
    return rules
  }()

  /// What has no parameters, is not modelled and leaves the shape as it is.
  private static let unmodelled = [
    "UnitNormalization", "AutoContrast", "Equalization", "Solarization",
  ]

  /// What passes its input on, but while training.
  private static let trainingOnly = [
    "Identity", "GaussianNoise", "ActivityRegularization", "Masking", "StochasticDepth", "RandomFlip",
    "RandomRotation", "RandomZoom", "RandomContrast", "RandomTranslation",
    "RandomBrightness", "RandomShear", "RandomHue", "RandomSaturation", "RandomGrayscale", "RandomErasing",
    "RandomSharpness", "RandomPerspective", "RandomPosterization", "RandomGaussianBlur", "RandomInvert",
    "RandomColorJitter", "RandomColorDegeneration",
  ]

  private static let passing: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.add(
      "activation", layer.name, inputs.one, ["function": .word("identity")],
      note: layer.type == "Identity" ? nil : "\(layer.type): passes its input on, but while training")
  }

  private static let unchanged: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.addOpaque(layer, inputs, shape: inputs.first?.shape)
  }

  private static let dropout: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.add("dropout", layer.name, inputs.one, ["rate": try layer.real("rate")])
  }

  private static let activation: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.apply(layer.function("activation") ?? "linear", named: layer.name, inputs.one)
  }

  private static let rectifier: Rule = { reader, layer, inputs throws(FileProblem) in
    let slope = layer.config["negative_slope"]?.real ?? 0
    let threshold = layer.config["threshold"]?.real ?? 0
    switch (layer.config["max_value"]?.real, slope, threshold) {
    case (nil, 0, 0): return try reader.apply("relu", named: layer.name, inputs.one)
    case (6, 0, 0): return try reader.apply("relu6", named: layer.name, inputs.one)
    case (nil, _, 0):
      return try reader.apply("leaky_relu", named: layer.name, inputs.one, alpha: .real(slope))
    case (nil, 0, _):
      return try reader.apply("thresholded_relu", named: layer.name, inputs.one, alpha: .real(threshold))
    case (let most?, 0, 0):
      return try reader.add(
        "activation", layer.name, inputs.one,
        ["function": .word("clip"), "minimum": .real(0), "maximum": .real(most)])
    default: return try unchanged(&reader, layer, inputs)
    }
  }

  /// Keras 2 called the slope `alpha`.
  private static let leaky: Rule = { reader, layer, inputs throws(FileProblem) in
    let slopes = [try layer.real("negative_slope"), try layer.real("alpha")]
    return try reader.apply(
      "leaky_relu", named: layer.name, inputs.one, alpha: slopes.compactMap(\.self).first ?? .real(0.3))
  }

  private static let thresholded: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.apply(
      "thresholded_relu", named: layer.name, inputs.one, alpha: try layer.real("theta") ?? .real(1))
  }

  private static let elu: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.apply("elu", named: layer.name, inputs.one, alpha: try layer.real("alpha"))
  }

  private static let softmax: Rule = { reader, layer, inputs throws(FileProblem) in
    let axis = try layer.axis("axis") ?? -1
    let isLast = axis == -1 || axis &+ 1 == inputs.rank
    return try reader.add("softmax", layer.name, inputs.one, ["axis": isLast ? nil : .integer(axis)])
  }

  /// A slope for each element, unless axes share theirs.
  private static let parametric: Rule = { reader, layer, inputs throws(FileProblem) in
    let shared = Set(try layer.integers("shared_axes") ?? [])
    guard let rank = inputs.rank, !shared.isEmpty else {
      return try reader.add("prelu", layer.name, inputs.one, ["slopes": .word("element")])
    }
    let own = (1..<rank).filter { !shared.contains($0 - layer.leading) || $0 <= layer.leading }
    if own.isEmpty { return try reader.add("prelu", layer.name, inputs.one, ["slopes": .word("one")]) }
    if own == [reader.assembly.settings.layout.channelAxis(rank: rank)] {
      return try reader.add("prelu", layer.name, inputs.one, ["slopes": .word("channel")])
    }
    // A slope for each element along the axes that do not share theirs.
    let slopes = inputs.first?.shape?.dimensions.enumerated().dropFirst().map { own.contains($0) ? $1 : 1 }
    return try reader.addOpaque(
      layer, inputs, shape: inputs.first?.shape, weights: slopes.map { [("alpha", $0)] } ?? [])
  }

  // MARK: - Functions

  /// Adds the activation that a layer has as an argument, as a layer behind it.
  mutating func activate(
    _ tensors: [ImportedTensor], _ layer: KerasLayer
  ) throws(FileProblem) -> [ImportedTensor] {
    guard let function = layer.function("activation"), function != "linear" else { return tensors }
    return try apply(function, named: "\(layer.name)_\(function)", tensors)
  }

  private static let spellings = [
    "linear": "identity", "exponential": "exp", "swish": "silu", "hard_silu": "hard_swish",
  ]

  private static let known: Set<String> = {
    guard case .choice(let words)? = OperationKind("activation")?.spec.attribute("function")?.type else {
      return []
    }
    return Set(words)
  }()

  /// Adds a function by Keras' name for it.
  mutating func apply(
    _ function: String, named name: String, _ inputs: [ImportedTensor], alpha: AttributeLiteral? = nil
  ) throws(FileProblem) -> [ImportedTensor] {
    if function == "softmax" { return try add("softmax", name, inputs) }
    let spelled = Self.spellings[function] ?? function
    if Self.known.contains(spelled) {
      // The function, unlike the layer, has a slope of 0.2.
      let alpha = alpha ?? (spelled == "leaky_relu" ? .real(0.2) : nil)
      return try add("activation", name, inputs, ["function": .word(spelled), "alpha": alpha])
    }
    return try assembly.addOpaque(function, name, inputs, shapes: [inputs.first?.shape])
  }
}

extension KerasLayer {
  /// The name of a function: written as such, as a registered object, or as a layer's class.
  func function(_ key: String) -> String? {
    guard let value = config[key], !value.isNull else { return nil }
    if let name = value.string { return name }
    guard let name = value["config"]?.string ?? value["class_name"]?.string else { return nil }
    switch name {
    case "ReLU": return value["config"]?["max_value"]?.real == 6 ? "relu6" : "relu"
    case "LeakyReLU": return "leaky_relu"
    default: return name.lowercased()
    }
  }
}
