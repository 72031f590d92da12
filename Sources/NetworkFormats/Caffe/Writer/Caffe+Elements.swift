import NetworkModel

let caffeElements: [CaffeOperation] = [
  CaffeOperation("activation") { source throws(Refusal) in
    let function = source.context.word("function")
    guard let (type, parameters, fields) = numbered(function, source.context) ?? functions[function] else {
      throw Refusal("Caffe has no layer for \(function.quoted)")
    }
    var code = CaffeCode.layer(type, parameters, fields)
    if recent.contains(type) { code.notes = ["\(type) is in Caffe since 2017 or 2018 only"] }
    return code
  },
  CaffeOperation("dropout") { source in
    .layer(
      "Dropout", "dropout_param", CaffeField.field("dropout_ratio", source.context.real("rate"), unless: 0.5))
  },
  CaffeOperation("prelu") { source throws(Refusal) in
    if source.context.rank > 4 { throw Refusal("Caffe's PReLU takes no more than four axes") }
    switch source.context.word("slopes") {
    case "channel":
      try source.requireChannels()
      return .layer("PReLU")
    case "one": return .layer("PReLU", "prelu_param", [CaffeField("channel_shared", true)])
    default:
      throw Refusal("Caffe's PReLU has a slope for each channel or one for all, not one for each element")
    }
  },
  CaffeOperation("softmax") { source in
    let axis = source.place(source.context.axis(source.context.integer("axis")))
    return .layer("Softmax", "softmax_param", CaffeField.field("axis", axis, unless: 1))
  },
]

/// Layers of Caffe's that came late.
private let recent: Set<String> = ["Swish", "Clip"]

private typealias Function = (type: String, parameters: String?, fields: [CaffeField])

/// A function whose numbers the layer holds.
private func numbered(_ function: String, _ context: LayerContext) -> Function? {
  switch (function, context.optionalReal("alpha")) {
  case ("leaky_relu", let alpha?): return ("ReLU", "relu_param", [CaffeField("negative_slope", alpha)])
  case ("elu", let alpha?): return ("ELU", "elu_param", [CaffeField("alpha", alpha)])
  case ("power", let alpha?): return ("Power", "power_param", [CaffeField("power", alpha)])
  case ("clip", _):
    guard let low = context.optionalReal("minimum"), let high = context.optionalReal("maximum") else {
      return nil
    }
    return ("Clip", "clip_param", [CaffeField("min", low), CaffeField("max", high)])
  default: return nil
  }
}

private let functions: [String: Function] = [
  "relu": ("ReLU", nil, []),
  "leaky_relu": ("ReLU", "relu_param", [CaffeField("negative_slope", 0.01)]),
  "relu6": ("Clip", "clip_param", [CaffeField("min", 0), CaffeField("max", 6)]),
  "elu": ("ELU", nil, []), "silu": ("Swish", nil, []), "sigmoid": ("Sigmoid", nil, []),
  "tanh": ("TanH", nil, []), "softplus": ("BNLL", nil, []), "exp": ("Exp", nil, []), "log": ("Log", nil, []),
  "abs": ("AbsVal", nil, []), "sqrt": ("Power", "power_param", [CaffeField("power", 0.5)]),
  "reciprocal": ("Power", "power_param", [CaffeField("power", -1)]),
  "negate": ("Power", "power_param", [CaffeField("scale", -1)]), "identity": ("Split", nil, []),
]

let caffeNormalizations: [CaffeOperation] = [
  CaffeOperation("batch_norm") { source throws(Refusal) in
    try source.requireChannels()
    guard source.context.flag("statistics") else {
      throw Refusal("Caffe's BatchNorm keeps a running mean and variance")
    }
    let norm = CaffeStep(
      "BatchNorm", "batch_norm_param",
      CaffeField.field("eps", source.context.real("epsilon"), unless: 1e-5))
    return CaffeCode(steps: [norm] + learned(source.context, suffix: "_scale"))
  },
  CaffeOperation("instance_norm") { source throws(Refusal) in
    try source.requireImage()
    try source.requireChannels()
    if source.context.flag("statistics") { throw Refusal("Caffe's MVN keeps no running statistics") }
    let norm = CaffeStep("MVN", "mvn_param", [CaffeField("eps", source.context.real("epsilon").squareRoot())])
    return CaffeCode(
      steps: [norm] + learned(source.context, suffix: "_scale"),
      notes: ["MVN adds epsilon to the deviation and not to the variance"])
  },
  CaffeOperation("affine") { source throws(Refusal) in
    try source.requireChannels()
    let steps = learned(source.context, suffix: "")
    return steps.isEmpty ? .copy : CaffeCode(steps: steps)
  },
  CaffeOperation("lrn") { source throws(Refusal) in
    try source.requireImage()
    let size = source.context.integer("size")
    if size.isMultiple(of: 2) { throw Refusal("Caffe's LRN wants an odd size, not \(size)") }
    return .layer(
      "LRN", "lrn_param",
      CaffeField.field("local_size", size, unless: 5)
        + CaffeField.field("alpha", source.context.real("alpha"), unless: 1)
        + CaffeField.field("beta", source.context.real("beta"), unless: 0.75)
        + CaffeField.field("k", source.context.real("k"), unless: 1))
  },
]

/// A layer of its own for factors and summands of each channel.
private func learned(_ context: LayerContext, suffix: String) -> [CaffeStep] {
  var step: CaffeStep
  switch (context.flag("scale"), context.flag("shift")) {
  case (true, let shift):
    step = CaffeStep("Scale", "scale_param", CaffeField.field("bias_term", shift, unless: false))
  case (false, true): step = CaffeStep("Bias")
  case (false, false): return []
  }
  step.suffix = suffix
  return [step]
}
