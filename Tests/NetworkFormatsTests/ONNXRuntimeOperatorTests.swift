import NetworkModel
import Testing

@testable import NetworkFormats

extension OperatorCase {
  private static let runtime = "com.microsoft"
  private static let kernel = ONNXTensor.bytes("w", [8, 3, 3, 3])
  private static let matrix = ONNXTensor.bytes("w", [16, 8])
  private static let steps = [ONNXTensor.real("s", 0.1), .bytes("z", [])]

  /// Operators of few bits or of ONNX Runtime's own, and the layers that they are.
  static let ofRuntimes: [OperatorCase] = [
    OperatorCase(
      "QLinearConv", [1, 3, 9, 9], ["pads": [1, 1, 1, 1]], steps + [kernel, .bytes("b", [8])],
      reading: ["x", "s", "z", "w", "s", "z", "s", "z", "b"], is: "conv", [1, 8, 9, 9], parameters: 224),
    OperatorCase("ConvInteger", [1, 3, 9, 9], [:], [kernel], is: "conv", [1, 8, 7, 7], parameters: 216),
    OperatorCase("MatMulInteger", [1, 5, 16], [:], [matrix], is: "linear", [1, 5, 8], parameters: 128),
    OperatorCase(
      "QLinearMatMul", [1, 5, 16], [:], steps + [matrix], reading: ["x", "s", "z", "w", "s", "z", "s", "z"],
      is: "linear", [1, 5, 8], parameters: 128),
    OperatorCase(
      "QGemm", in: runtime, [1, 16], [:], steps + [matrix, .bytes("b", [8])],
      reading: ["x", "s", "z", "w", "s", "z", "b"], is: "linear", [1, 8], parameters: 136),
    OperatorCase(
      "QLinearAdd", in: runtime, [1, 5, 8], [:], steps + [.bytes("w", [8])],
      reading: ["x", "s", "z", "w", "s", "z"], is: "add", [1, 5, 8], parameters: 8),
    OperatorCase(
      "QLinearConcat", in: runtime, [1, 5, 8], ["axis": 1], steps,
      reading: ["s", "z", "x", "s", "z", "x", "s", "z"], is: "concat", [1, 10, 8]),
    OperatorCase(
      "MatMulNBits", in: runtime, [1, 5, 64], ["N": 10, "K": 64, "bits": 4, "block_size": 32],
      [.bytes("w", [10, 2, 16]), .weights("s", [20])], is: "linear", [1, 5, 10], parameters: 640),
    OperatorCase(
      "FusedConv", in: runtime, [1, 3, 9, 9], ["activation": "Relu"], [.weights("w", [4, 3, 1, 1])],
      is: "activation", [1, 4, 9, 9], parameters: 12),
    OperatorCase(
      "FusedMatMul", in: runtime, [1, 5, 16], ["transB": 1], [.weights("w", [8, 16])], is: "linear",
      [1, 5, 8],
      parameters: 128),
    OperatorCase(
      "BiasGelu", in: runtime, [1, 5, 8], [:], [.weights("w", [8])], is: "activation", [1, 5, 8],
      parameters: 8),
    OperatorCase(
      "SkipLayerNormalization", in: runtime, [1, 5, 8], [:], [.weights("w", [8]), .weights("b", [8])],
      reading: ["x", "x", "w", "b"], is: "layer_norm", [1, 5, 8], parameters: 16),
    OperatorCase(
      "SkipSimplifiedLayerNormalization", in: runtime, [1, 5, 8], [:], [.weights("w", [8])],
      reading: ["x", "x", "w"], is: "rms_norm", [1, 5, 8], parameters: 8),
    OperatorCase(
      "Attention", in: runtime, [1, 5, 8], ["num_heads": 2], [.weights("w", [8, 24]), .weights("b", [24])],
      is: "opaque", [1, 5, 8], parameters: 216),
    OperatorCase(
      "EmbedLayerNormalization", in: runtime, [1, 5], [:],
      [.weights("w", [30, 8]), .weights("p", [16, 8]), .weights("g", [8]), .weights("b", [8])],
      reading: ["x", "", "w", "p", "", "g", "b"], is: "layer_norm", [1, 5, 8], parameters: 384),
    OperatorCase(
      "MaxPool", in: "com.microsoft.nchwc", [1, 8, 6, 6], ["kernel_shape": [2, 2]], is: "max_pool",
      [1, 8, 5, 5]),
    OperatorCase(
      "Conv", in: "com.microsoft.nchwc", [1, 24, 6, 6], [:], [.weights("w", [16, 32, 1, 1])], is: "conv",
      [1, 16, 6, 6], parameters: 384),
    OperatorCase(
      "ReorderOutput", in: "com.microsoft.nchwc", [1, 16, 5, 6], ["channels": 10, "channels_last": 1],
      is: "permute", [1, 5, 6, 10]),
    OperatorCase("Scaler", in: "ai.onnx.ml", [1, 4], is: "opaque", [1, 4]),
    OperatorCase("LinearRegressor", in: "ai.onnx.ml", [1, 4], ["targets": 3], is: "opaque", [1, 3]),
    OperatorCase(
      "TreeEnsembleClassifier", in: "ai.onnx.ml", [1, 4], ["classlabels_int64s": [0, 1, 2]],
      is: "opaque", [1]),
    OperatorCase("MaxPool", in: "other", [1, 8, 6, 6], ["kernel_shape": [2, 2]], is: "opaque", []),
  ]
}

struct ONNXRuntimeOperatorTests {
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

  /// The sum that was normalized is an output beside the normalization.
  @Test func aSumThatIsReadIsNormalizedToo() throws {
    let network = try ONNXModel(
      [
        ONNXNode(
          "SkipLayerNormalization", ["x", "x", "w", "b"], ["n", "", "", "s"], name: "skip",
          domain: "com.microsoft"),
        ONNXNode("Mul", ["n", "s"], ["y"]),
      ], inputs: [("x", [1, 5, 8])], outputs: ["y"], initializers: [.weights("w", [8]), .weights("b", [8])]
    ).network()
    #expect(network.layers.map(\.kind.name) == ["input", "add", "layer_norm", "multiply", "output"])
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
