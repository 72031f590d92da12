import NetworkModel
import Testing

@testable import NetworkFormats

/// An operator with its inputs, and the shape that the standard gives what comes out.
struct OperatorCase: Sendable, CustomTestStringConvertible {
  let node: ONNXNode
  let input: [ONNXShape.Dimension]
  let weights: [ONNXTensor]
  let kind: String
  let shape: [Int]
  let parameters: Int
  var version: Int64 = 17

  /// - Parameter inputs: what the node reads; the input and then the weights where nothing is said.
  init(
    _ type: String, in domain: String = "", _ input: [ONNXShape.Dimension],
    _ attributes: KeyValuePairs<String, ONNXAttribute> = [:], _ weights: [ONNXTensor] = [],
    reading inputs: [String]? = nil, version: Int64 = 17, is kind: String, _ shape: [Int], parameters: Int = 0
  ) {
    node = ONNXNode(
      type, inputs ?? ["x"] + weights.map(\.name), ["y"], name: type, domain: domain, attributes)
    (self.input, self.weights, self.kind, self.shape) = (input, weights, kind, shape)
    (self.parameters, self.version) = (parameters, version)
  }

  var testDescription: String { "\(node.opType) \(shape)" }

  static let all: [OperatorCase] = [
    OperatorCase(
      "Conv", [2, 3, 32, 30], ["pads": [1, 2, 1, 2], "strides": [2, 2]], [.weights("w", [8, 3, 3, 5])],
      is: "conv", [2, 8, 16, 15], parameters: 360),
    OperatorCase(
      "Conv", [1, 8, 10], ["group": 4, "dilations": [2]],
      [.weights("w", [8, 2, 3]), .weights("b", [8])], is: "conv", [1, 8, 6], parameters: 56),
    OperatorCase(
      "Conv", [1, 3, 9, 9], ["auto_pad": "SAME_UPPER", "strides": [2, 2]], [.weights("w", [4, 3, 2, 2])],
      is: "conv", [1, 4, 5, 5], parameters: 48),
    OperatorCase(
      "ConvTranspose", [1, 4, 5, 5], ["strides": [2, 2], "output_padding": [1, 1]],
      [.weights("w", [4, 6, 3, 3])], is: "conv_transpose", [1, 6, 12, 12], parameters: 216),
    OperatorCase(
      "ConvTranspose", [1, 1, 3, 3], ["strides": [3, 2], "output_shape": [10, 8]],
      [.weights("w", [1, 2, 3, 3])], is: "opaque", [1, 2, 10, 8], parameters: 18),
    OperatorCase(
      "MaxPool", [1, 3, 32, 32], ["kernel_shape": [3, 3], "strides": [2, 2], "ceil_mode": 1], is: "max_pool",
      [1, 3, 16, 16]),
    OperatorCase("AveragePool", [1, 3, 32, 32], ["kernel_shape": [2, 2]], is: "avg_pool", [1, 3, 31, 31]),
    OperatorCase("GlobalAveragePool", [1, 3, 5, 7], is: "global_avg_pool", [1, 3, 1, 1]),
    OperatorCase(
      "Gemm", [4, 10], ["transB": 1], [.weights("w", [20, 10]), .weights("b", [20])], is: "linear", [4, 20],
      parameters: 220),
    OperatorCase(
      "MatMul", [1, 7, 10], [:], [.weights("w", [10, 20])], is: "linear", [1, 7, 20], parameters: 200),
    OperatorCase(
      "BatchNormalization", [1, 6, 4, 4], [:], ["s", "b", "m", "v"].map { .weights($0, [6]) },
      is: "batch_norm", [1, 6, 4, 4], parameters: 12),
    OperatorCase(
      "LayerNormalization", [1, 5, 8], [:], [.weights("s", [8])], is: "layer_norm", [1, 5, 8], parameters: 8),
    OperatorCase(
      "PRelu", [1, 6, 4, 4], [:], [.weights("s", [6, 1, 1])], is: "prelu", [1, 6, 4, 4], parameters: 6),
    OperatorCase("Clip", [1, 4], ["min": 0.0, "max": 6.0], version: 6, is: "activation", [1, 4]),
    OperatorCase("Softmax", [1, 4], is: "softmax", [1, 4]),
    OperatorCase("Mul", [1, 5, 8], [:], [.weights("s", [8])], is: "multiply", [1, 5, 8], parameters: 8),
    OperatorCase("Flatten", [2, 3, 4], ["axis": 2], is: "reshape", [6, 4]),
    OperatorCase("Reshape", [2, 3, 4], [:], [.integers("s", [0, -1])], is: "reshape", [2, 12]),
    OperatorCase("Reshape", [2, 6, 4], [:], [.integers("s", [-1, 3, 4])], is: "reshape", [4, 3, 4]),
    OperatorCase("Transpose", [1, 3, 4, 5], ["perm": [0, 2, 3, 1]], is: "permute", [1, 4, 5, 3]),
    OperatorCase("Squeeze", [1, 3, 1, 5], [:], [.integers("a", [-2])], is: "squeeze", [1, 3, 5]),
    OperatorCase("Squeeze", [1, 3, 1, 5], ["axes": [0]], version: 11, is: "reshape", [3, 1, 5]),
    OperatorCase("Unsqueeze", [3, 5], [:], [.integers("a", [0])], is: "reshape", [1, 3, 5]),
    OperatorCase("Expand", [1, 3, 1], [:], [.integers("s", [2, 1, 4])], is: "expand", [2, 3, 4]),
    OperatorCase("Tile", [1, 3, 4], [:], [.integers("r", [1, 2, 3])], is: "repeat", [1, 6, 12]),
    OperatorCase(
      "Pad", [1, 3, 8, 8], [:], [.integers("p", [0, 0, 1, 2, 0, 0, 3, 4])], is: "pad", [1, 3, 12, 14]),
    OperatorCase(
      "Slice", [1, 10, 8], [:],
      [
        .integers("s", [1, -5]), .integers("e", [Int64.max, -1]), .integers("a", [1, 2]),
        .integers("t", [2, 1]),
      ],
      is: "slice", [1, 5, 4]),
    OperatorCase(
      "Slice", [1, 4], [:],
      [.integers("s", [-1]), .integers("e", [Int64.min]), .integers("a", [1]), .integers("t", [-1])],
      is: "opaque", [1, 4]),
    OperatorCase("Gather", [1, 5, 8], ["axis": 1], [.integer("i", 0)], is: "gather", [1, 8]),
    OperatorCase("Gather", [3, 5, 8], ["axis": 0], [.integer("i", -1)], is: "reshape", [5, 8]),
    OperatorCase("ReduceMean", [1, 3, 8, 8], ["axes": [2, 3], "keepdims": 0], is: "reduce", [1, 3]),
    OperatorCase("ReduceSum", [4, 3], [:], [.integers("a", [0])], is: "opaque", [1, 3]),
    OperatorCase("DepthToSpace", [1, 8, 2, 3], ["blocksize": 2], is: "pixel_shuffle", [1, 2, 4, 6]),
    OperatorCase(
      "Resize", [1, 3, 10, 10], ["mode": "linear"], [.integers("", []), .integers("s", [1, 1, 2, 3])],
      version: 11, is: "resize", [1, 3, 20, 30]),
    OperatorCase("TopK", [1, 10], ["k": 3], version: 1, is: "opaque", [1, 3]),
    OperatorCase("Trilu", [1, 4, 4], is: "opaque", [1, 4, 4]),
    OperatorCase("NonZero", [3, 5], is: "opaque", [2, 1]),
    OperatorCase(
      "Compress", [1, 4, 6], ["axis": 2], [.integers("c", [1, 0, 1, 1])], is: "opaque", [1, 4, 3]),
    OperatorCase(
      "Einsum", [2, 3, 4, 5], ["equation": "...ij,kj->...ik"], [.weights("w", [7, 5])], is: "opaque",
      [2, 3, 4, 7], parameters: 35),
    OperatorCase(
      "Attention", [1, 5, 32], ["q_num_heads": 4, "kv_num_heads": 2],
      [.weights("k", [1, 9, 16]), .weights("v", [1, 9, 16])], version: 23, is: "opaque", [1, 5, 32],
      parameters: 288),
    OperatorCase(
      "Add", [1, 4, 8, 8], ["broadcast": 1, "axis": 1], [.weights("b", [4])], version: 6, is: "add",
      [1, 4, 8, 8], parameters: 4),
    OperatorCase(
      "Upsample", [1, 4, 8, 8], ["height_scale": 2.0, "width_scale": 3.0], version: 1, is: "resize",
      [1, 4, 16, 24]),
    OperatorCase(
      "GroupNormalization", [1, 8, 4, 4], ["num_groups": 2],
      [.weights("s", [8, 1, 1]), .weights("b", [8, 1, 1])],
      version: 21, is: "group_norm", [1, 8, 4, 4], parameters: 16),
    OperatorCase(
      "DFT", [1, 16, 8, 1], ["axis": 1, "onesided": 1], is: "opaque", [1, 9, 8, 2]),
    OperatorCase(
      "DFT", [1, 16, 8, 2], ["inverse": 1], [.integer("n", 20), .integer("a", -2)], version: 20, is: "opaque",
      [1, 16, 20, 2]),
    OperatorCase(
      "STFT", [1, 400, 1], [:], [.integer("step", 16), .weights("w", [64])], is: "opaque", [1, 22, 33, 2],
      parameters: 64),
    OperatorCase(
      "Concat", [1, 5, 8], ["axis": 2], [.weights("none", [1, 5, 0]), .weights("w", [1, 5, 3])], is: "concat",
      [1, 5, 11], parameters: 15),
    OperatorCase(
      "LSTM", [7, 1, 10], [:],
      [.weights("w", [2, 80, 10]), .weights("r", [2, 80, 20]), .weights("b", [2, 160])], is: "permute",
      [7, 2, 1, 20], parameters: 5120),
  ]
}

struct ONNXOperatorTests {
  @Test(arguments: OperatorCase.all + OperatorCase.ofRuntimes)
  func operatorsHaveTheShapesOfTheStandard(operation: OperatorCase) throws {
    let network = try ONNXModel(
      [operation.node], inputs: [("x", operation.input)], outputs: ["y"], initializers: operation.weights,
      version: operation.version
    ).network()
    let producer = try #require(network.layers.first { $0.kind.name != "output" && $0.tensors.contains("y") })
    #expect(producer.kind.name == operation.kind)
    #expect(tensorShapes(network)["y"] ?? [] == operation.shape)
    #expect(Analysis(of: network).totals.parameters.value == operation.parameters)
  }

  /// Kinds that say an operator in ONNX' words are what becomes of it.
  @Test func everyOperatorThatTheCatalogueSpellsIsRead() {
    for kind in Catalogue.allKinds {
      for word in (kind.spec.spelled[.onnx] ?? "").split(separator: ", ")
      where word.allSatisfy({ $0.isLetter }) && word.first?.isUppercase == true {
        #expect(
          Operators.translation(of: String(word)) != nil
            || ["Constant", "MultiHeadAttention"].contains(word),
          "\(kind): \(word)")
      }
    }
  }
}
