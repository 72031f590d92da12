import NetworkModel

extension Operators {
  /// Operators on numbers of few bits. They do what others do; by which steps a tensor counts changes neither its
  /// shape nor what is learned.
  static let quantizedLayers: [String: Translation] = [
    "QuantizeLinear": pass, "DequantizeLinear": pass,
    "DynamicQuantizeLinear": { reader, node in
      guard let input = reader.operand(node, 0) else { return .shapes([node.shape(0), [], []]) }
      let zero = Constant(origin: .graph, isInteger: true)
      return .tensors([input, .step(shape: []), GraphTensor(shape: [], constant: zero)])
    },
    "ConvInteger": like("Conv", [0, 1], weights: [1]),
    "MatMulInteger": like("MatMul", [0, 1], weights: [1]),
    "QLinearConv": like("Conv", [0, 3, 8], weights: [3, 8]),
    "QLinearMatMul": like("MatMul", [0, 3], weights: [3]),
  ]

  /// Those that ONNX Runtime has beside them.
  static let quantizedRuntimeLayers: [String: Translation] = [
    "QLinearAdd": like("Add", [0, 3], weights: [0, 3]), "QLinearMul": like("Mul", [0, 3], weights: [0, 3]),
    "QGemm": like("Gemm", [0, 3, 6], weights: [3, 6]),
    "QLinearSigmoid": like("Sigmoid", [0]), "QLinearLeakyRelu": like("LeakyRelu", [0]),
    "QLinearSoftmax": like("Softmax", [0]), "QLinearReduceMean": like("ReduceMean", [0]),
    "QLinearAveragePool": inImageOrder(like("AveragePool", [0])),
    "QLinearGlobalAveragePool": inImageOrder(like("GlobalAveragePool", [0])),
    "QLinearWhere": like("Where", [0, 1, 4]),
    "QLinearConcat": { reader, node in
      let places = Array(stride(from: 2, to: node.inputs.count, by: 3))
      return like("Concat", places, weights: Set(places))(&reader, node)
    },
    "MatMulIntegerToFloat": like("Gemm", [0, 1, 6], weights: [1]),
    "DynamicQuantizeMatMul": like("Gemm", [0, 1, 4], weights: [1]),
    "MatMulNBits": packedProduct,
    "DynamicQuantizeLSTM": { reader, node in
      var node = node.standing(for: "LSTM", Array(0..<8), weights: [1, 2])
      node.swapAxes(of: 1, 1, 2)
      node.swapAxes(of: 2, 1, 2)
      return translation(of: "LSTM")?(&reader, node) ?? .shapes([])
    },
  ]

  /// A pool whose channels are no last axis.
  private static func inImageOrder(_ pool: @escaping Translation) -> Translation {
    { reader, node in node.flag("channels_last") ? .shapes([]) : pool(&reader, node) }
  }

  /// The weights of `N` units on `K` numbers, several to a byte.
  private static func packedProduct(_ reader: inout GraphReader, _ node: OperatorNode) -> Outcome {
    guard let units = node.integer("N"), let inputs = node.integer("K"), units > 0, inputs > 0 else {
      return .shapes([])
    }
    let learned = node.standing(for: node.type, Array(0..<node.inputs.count), weights: [1])
    return Outcome(
      reader.emit(
        "linear", reader.operand(node, 0), ["units": .integer(units), "bias": .flag(node.has(5))],
        learning: [
          LearnedTensor(learned.input(1), factors: [inputs, units]),
          LearnedTensor(learned.input(5), flag: "bias"),
        ], name: node.name),
      otherwise: [node.shape(0).map { $0.dropLast() + [Size(units)] }])
  }
}

extension GraphTensor {
  /// The step by which quantized numbers count, where it is found anew for each input.
  static func step(shape: [Size]?) -> GraphTensor {
    GraphTensor(shape: shape, constant: Constant(origin: .step, isInteger: false))
  }
}
