import NetworkModel
import Testing

@testable import NetworkFormats

/// An operator of few bits or of ONNX Runtime's own, and the layer that it is.
struct RuntimeCase: Sendable, CustomTestStringConvertible {
  let node: ONNXNode
  let input: [ONNXShape.Dimension]
  let weights: [ONNXTensor]
  let kind: String
  let shape: [Int]
  let parameters: Int

  init(
    _ type: String, in domain: String = "", _ input: [ONNXShape.Dimension], _ inputs: [String],
    _ attributes: KeyValuePairs<String, ONNXAttribute> = [:], _ weights: [ONNXTensor], is kind: String,
    _ shape: [Int], _ parameters: Int
  ) {
    node = ONNXNode(type, inputs, ["y"], name: type, domain: domain, attributes)
    (self.input, self.weights, self.kind, self.shape, self.parameters) = (
      input, weights, kind, shape, parameters
    )
  }

  var testDescription: String { node.opType }

  private static let runtime = "com.microsoft"
  private static let kernel = ONNXTensor.bytes("w", [8, 3, 3, 3])
  private static let matrix = ONNXTensor.bytes("w", [16, 8])
  private static let steps = [ONNXTensor.real("s", 0.1), .bytes("z", [])]

  static let all: [RuntimeCase] = [
    RuntimeCase(
      "QLinearConv", [1, 3, 9, 9], ["x", "s", "z", "w", "s", "z", "s", "z", "b"], ["pads": [1, 1, 1, 1]],
      steps + [kernel, .bytes("b", [8])], is: "conv", [1, 8, 9, 9], 224),
    RuntimeCase("ConvInteger", [1, 3, 9, 9], ["x", "w"], [kernel], is: "conv", [1, 8, 7, 7], 216),
    RuntimeCase("MatMulInteger", [1, 5, 16], ["x", "w"], [matrix], is: "linear", [1, 5, 8], 128),
    RuntimeCase(
      "QLinearMatMul", [1, 5, 16], ["x", "s", "z", "w", "s", "z", "s", "z"], steps + [matrix], is: "linear",
      [1, 5, 8], 128),
    RuntimeCase(
      "QGemm", in: runtime, [1, 16], ["x", "s", "z", "w", "s", "z", "b"],
      steps + [matrix, .bytes("b", [8])], is: "linear", [1, 8], 136),
    RuntimeCase(
      "QLinearAdd", in: runtime, [1, 5, 8], ["x", "s", "z", "w", "s", "z"], steps + [.bytes("w", [8])],
      is: "add", [1, 5, 8], 8),
    RuntimeCase(
      "QLinearConcat", in: runtime, [1, 5, 8], ["s", "z", "x", "s", "z", "x", "s", "z"], ["axis": 1], steps,
      is: "concat", [1, 10, 8], 0),
    RuntimeCase(
      "MatMulNBits", in: runtime, [1, 5, 64], ["x", "w", "s"],
      ["N": 10, "K": 64, "bits": 4, "block_size": 32],
      [.bytes("w", [10, 2, 16]), .weights("s", [20])], is: "linear", [1, 5, 10], 640),
    RuntimeCase(
      "FusedConv", in: runtime, [1, 3, 9, 9], ["x", "w"], ["activation": "Relu"],
      [.weights("w", [4, 3, 1, 1])], is: "activation", [1, 4, 9, 9], 12),
    RuntimeCase(
      "FusedMatMul", in: runtime, [1, 5, 16], ["x", "w"], ["transB": 1], [.weights("w", [8, 16])],
      is: "linear",
      [1, 5, 8], 128),
    RuntimeCase(
      "BiasGelu", in: runtime, [1, 5, 8], ["x", "w"], [.weights("w", [8])], is: "activation", [1, 5, 8], 8),
    RuntimeCase(
      "SkipLayerNormalization", in: runtime, [1, 5, 8], ["x", "x", "w", "b"],
      [.weights("w", [8]), .weights("b", [8])], is: "layer_norm", [1, 5, 8], 16),
    RuntimeCase(
      "SkipSimplifiedLayerNormalization", in: runtime, [1, 5, 8], ["x", "x", "w"], [.weights("w", [8])],
      is: "rms_norm", [1, 5, 8], 8),
    RuntimeCase(
      "Attention", in: runtime, [1, 5, 8], ["x", "w", "b"], ["num_heads": 2],
      [.weights("w", [8, 24]), .weights("b", [24])], is: "opaque", [1, 5, 8], 216),
    RuntimeCase(
      "EmbedLayerNormalization", in: runtime, [1, 5], ["x", "", "w", "p", "", "g", "b"],
      [.weights("w", [30, 8]), .weights("p", [16, 8]), .weights("g", [8]), .weights("b", [8])],
      is: "layer_norm", [1, 5, 8], 384),
    RuntimeCase(
      "MaxPool", in: "com.microsoft.nchwc", [1, 8, 6, 6], ["x"], ["kernel_shape": [2, 2]], [],
      is: "max_pool", [1, 8, 5, 5], 0),
    RuntimeCase(
      "MaxPool", in: "other", [1, 8, 6, 6], ["x"], ["kernel_shape": [2, 2]], [],
      is: "opaque", [], 0),
  ]

  private init(
    _ type: String, in domain: String = "", _ input: [ONNXShape.Dimension], _ inputs: [String],
    _ weights: [ONNXTensor], is kind: String, _ shape: [Int], _ parameters: Int
  ) {
    self.init(type, in: domain, input, inputs, [:], weights, is: kind, shape, parameters)
  }
}

struct ONNXRuntimeOperatorTests {
  @Test(arguments: RuntimeCase.all)
  func operatorsOfARuntimeAreTheStandardsThatTheyStandFor(operation: RuntimeCase) throws {
    let network = try ONNXModel(
      [operation.node], inputs: [("x", operation.input)], outputs: ["y"], initializers: operation.weights
    ).network()
    let producer = try #require(network.layers.first { $0.kind.name != "output" && $0.tensors.contains("y") })
    #expect(producer.kind.name == operation.kind)
    #expect(tensorShapes(network)["y"] ?? [] == operation.shape)
    #expect(Analysis(of: network).totals.parameters.value == operation.parameters)
  }

  @Test func quantizedNumbersTimesTheirStepAreTheNumbersThatTheyStandFor() throws {
    let network = try ONNXModel(
      [
        ONNXNode("DynamicQuantizeLinear", ["x"], ["q", "s", "z"]),
        ONNXNode("Mul", ["s", "ws"], ["steps"]),
        ONNXNode("MatMulInteger", ["q", "w", "z", "wz"], ["i"], name: "product"),
        ONNXNode("Cast", ["i"], ["r"], ["to": 1]), ONNXNode("Mul", ["r", "steps"], ["y"]),
      ], inputs: [("x", [1, 16])], outputs: ["y"],
      initializers: [.bytes("w", [16, 8]), .bytes("wz", []), .weights("ws", [8])]
    ).network()
    #expect(network.layers.map(\.kind.name) == ["input", "linear", "output"])
    #expect(Analysis(of: network).totals.parameters.value == 128)
  }

  @Test func aTableOfBytesIsAnEmbedding() throws {
    let network = try ONNXModel(
      [
        ONNXNode("DequantizeLinear", ["w", "s", "z"], ["table"]), ONNXNode("Gather", ["table", "x"], ["y"]),
        ONNXNode("DequantizeLinear", ["w", "s", "z"], ["again"]), ONNXNode("Gather", ["again", "x"], ["v"]),
      ], inputs: [("x", [1, 5])], outputs: ["y", "v"],
      initializers: [.bytes("w", [30, 8]), .real("s", 0.1), .bytes("z", [])]
    ).network()
    #expect(network.layers.filter { $0.kind.name == "embedding" }.count == 2)
    #expect(Analysis(of: network).totals.parameters.value == 240)
  }
}

extension ONNXTensor {
  /// Numbers of eight bits, of which a reader needs the shape only.
  fileprivate static func bytes(_ name: String, _ shape: [Int64]) -> ONNXTensor {
    .with { ($0.name, $0.dims, $0.dataType) = (name, shape, 3) }
  }
}
