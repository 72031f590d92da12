import NetworkModel

extension Operators {
  static let activations: [String: Translation] = functions.merging(withSlopes) { first, _ in first }

  /// Functions of single elements, by ONNX' names.
  private static let functions: [String: Translation] = [
    "Relu": "relu", "LeakyRelu": "leaky_relu", "Elu": "elu", "Selu": "selu", "Celu": "celu", "Gelu": "gelu",
    "Swish": "silu", "Mish": "mish", "Sigmoid": "sigmoid", "HardSigmoid": "hard_sigmoid",
    "HardSwish": "hard_swish", "Tanh": "tanh", "Softplus": "softplus", "Softsign": "softsign", "Exp": "exp",
    "Abs": "abs", "Neg": "negate", "Reciprocal": "reciprocal", "Sqrt": "sqrt", "Log": "log", "Erf": "erf",
    "Sin": "sin", "Cos": "cos", "Floor": "floor", "Ceil": "ceil", "Round": "round", "Sign": "sign",
    "ThresholdedRelu": "thresholded_relu",
  ].mapValues { function in { reader, node in apply(function, &reader, node) } }

  private static func apply(
    _ function: String, _ reader: inout GraphReader, _ node: OperatorNode
  ) -> Outcome {
    var attributes = AttributeList()
    attributes["function"] = .choice(function)
    if let alpha = node.real("alpha") ?? alphas[node.type] { attributes["alpha"] = .real(alpha) }
    return apply(attributes, &reader, node)
  }

  private static func apply(
    _ attributes: AttributeList, _ reader: inout GraphReader, _ node: OperatorNode
  ) -> Outcome {
    Outcome(
      reader.emit("activation", [reader.operand(node, 0)], attributes, name: node.name),
      otherwise: [node.shape(0)])
  }

  /// Numbers that ONNX takes where a node says nothing, and nobody else does.
  private static let alphas = ["HardSigmoid": 0.2]

  private static let withSlopes: [String: Translation] = [
    "Clip": { reader, node in
      let bounds = [node.real("min") ?? number(node, 1), node.real("max") ?? number(node, 2)]
      if bounds == [0, 6] { return apply("relu6", &reader, node) }
      if bounds == [0, nil] { return apply("relu", &reader, node) }
      var attributes: AttributeList = ["function": .choice("clip")]
      if let minimum = bounds[0], minimum.isFinite { attributes["minimum"] = .real(minimum) }
      if let maximum = bounds[1], maximum.isFinite { attributes["maximum"] = .real(maximum) }
      return apply(attributes, &reader, node)
    },
    "Pow": { reader, node in
      guard node.constant(1) != nil, node.shape(1)?.allSatisfy({ $0.constant == 1 }) == true,
        node.shape(1)?.count ?? 9 <= node.shape(0)?.count ?? 0
      else { return broadcast(reader, node) }
      var attributes: AttributeList = ["function": .choice("power")]
      if let exponent = number(node, 1), exponent.isFinite { attributes["alpha"] = .real(exponent) }
      return apply(attributes, &reader, node)
    },
    "LogSoftmax": { reader, node in
      guard
        let softmax = reader.emit(
          "softmax", [reader.operand(node, 0)], ["axis": .integer(softmaxAxis(node))], name: node.name)
      else { return .shapes([node.shape(0)]) }
      return Outcome(
        reader.emit("activation", softmax, ["function": .choice("log")], name: node.name + ".log"))
    },
    "Softmax": { reader, node in
      Outcome(
        reader.emit(
          "softmax", [reader.operand(node, 0)], ["axis": .integer(softmaxAxis(node))], name: node.name),
        otherwise: [node.shape(0)])
    },
    "Dropout": { reader, node in
      // The mask is an output that no layer has.
      if node.uses(output: 1) { return .shapes([node.shape(0), node.shape(0)]) }
      let rate = node.real("ratio") ?? number(node, 1)
      return Outcome(
        reader.emit(
          "dropout", [reader.operand(node, 0)], rate.map { ["rate": .real($0)] } ?? [:], name: node.name),
        otherwise: [node.shape(0)])
    },
    "PRelu": { reader, node in
      guard let slopes = slopes(node) else { return broadcast(reader, node) }
      return Outcome(
        reader.emit(
          "prelu", reader.operand(node, 0), ["slopes": .choice(slopes)],
          learning: [LearnedTensor(node.input(1))], name: node.name))
    },
  ]

  private static func number(_ node: OperatorNode, _ place: Int) -> Double? {
    node.constant(place)?.values?.first?.constant
  }

  /// Before version 13 an axis stood for itself and all behind it.
  private static func softmaxAxis(_ node: OperatorNode) -> Int {
    node.integer("axis", node.version < 13 ? 1 : -1)
  }

  /// What has a slope of its own; `nil` where the slopes are repeated in another way.
  private static func slopes(_ node: OperatorNode) -> String? {
    guard node.constant(1) != nil, let input = node.shape(0), let slope = node.shape(1),
      slope.count <= input.count
    else { return nil }
    let sizes = Array(repeating: Size(1), count: input.count - slope.count) + slope
    let learned = sizes.indices.filter { sizes[$0].constant != 1 }
    if learned.isEmpty { return "one" }
    guard learned.allSatisfy({ sizes[$0].agrees(with: input[$0]) }) else { return nil }
    if learned == [1] { return "channel" }
    let parts = input.indices.dropFirst().filter { input[$0].constant != 1 }
    return learned == Array(parts) ? "element" : nil
  }
}
