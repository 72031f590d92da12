import Glibc
import NetworkModel

/// What works element by element: the shape stays.
extension CaffeReader {
  static let elementRules: [String: Rule] =
    functions.mapValues { _ in activation }.merging([
      "relu": rectifier, "elu": linearExponential, "clip": clip, "prelu": parametricRectifier,
      "dropout": dropout, "softmax": softmax, "scale": scale, "bias": bias, "split": passing, "power": power,
      "exp": exponential, "log": logarithm, "swish": swish, "threshold": unmodelled,
      "multistagemeanfield": unmodelled, "densecrf": unmodelled, "flowwarp": unmodelled,
      "spatialdropout": dropout,
    ]) { first, _ in first }

  /// Types that are a function of the same name or another.
  private static let functions: [String: String] = [
    "sigmoid": "sigmoid", "tanh": "tanh", "bnll": "softplus", "relu6": "relu6", "absval": "abs",
    "mish": "mish", "selu": "selu", "gelu": "gelu",
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

  private static let linearExponential: Rule = { reader, layer, inputs throws(FileProblem) in
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
    let power = try layer.parameters("power_param").real("power") ?? 1
    return try reader.assembly.apply(
      try layer.line(in: "power_param") + [.power(power)], layer.name, inputs)
  }

  /// A power of a base, which is e unless it is said.
  private static let exponential: Rule = { reader, layer, inputs throws(FileProblem) in
    let factor = try layer.naturalLogarithm(ofBaseIn: "exp_param")
    let line = try layer.line(in: "exp_param", times: factor)
    return try reader.assembly.apply(line + [.function("exp")], layer.name, inputs)
  }

  private static let logarithm: Rule = { reader, layer, inputs throws(FileProblem) in
    let factor = try layer.naturalLogarithm(ofBaseIn: "log_param")
    return try reader.assembly.apply(
      try layer.line(in: "log_param") + [.function("log"), .multiply(by: 1 / factor)], layer.name, inputs)
  }

  /// The sigmoid of a multiple, times the input.
  private static let swish: Rule = { reader, layer, inputs throws(FileProblem) in
    let beta = try layer.parameters("swish_param").real("beta") ?? 1
    if beta == 1 {
      return try reader.assembly.add("activation", layer.name, inputs, ["function": .word("silu")])
    }
    let gate = try reader.assembly.apply(
      [.multiply(by: beta), .function("sigmoid")], "\(layer.name)_gate", inputs)
    return try reader.assembly.add("multiply", layer.name, inputs.prefix(1) + gate)
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

extension CaffeLayer {
  /// `scale` and `shift` of a message, each times a factor.
  fileprivate func line(
    in parameters: String, times factor: Double = 1
  ) throws(FileProblem) -> [ElementStep] {
    let values = self.parameters(parameters)
    let (scale, shift) = (try values.real("scale") ?? 1, try values.real("shift") ?? 0)
    return [.multiply(by: scale * factor), .add(shift * factor)]
  }

  /// Of `base`, where -1 stands for e.
  fileprivate func naturalLogarithm(ofBaseIn parameters: String) throws(FileProblem) -> Double {
    let values = self.parameters(parameters)
    guard let base = try values.real("base"), base != -1 else { return 1 }
    guard base > 0, base != 1 else {
      throw node.problem("layer \(name.quoted): base must be -1 or above 0, and not 1")
    }
    return log(base)
  }
}
