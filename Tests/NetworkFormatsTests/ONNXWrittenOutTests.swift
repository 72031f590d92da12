import NetworkModel
import Testing

@testable import NetworkFormats

/// Nodes that compute together what one operator does. The last gives `y`.
struct WrittenOutCase: Sendable, CustomTestStringConvertible {
  let nodes: [ONNXNode]
  /// Kinds of the layers between input and output.
  let kinds: [String]
  let parameters: Int

  init(_ lines: [String], is kinds: [String], _ parameters: Int = 0) {
    nodes = lines.map { line in
      let words = line.split(separator: " ").map(String.init)
      let attributes: KeyValuePairs<String, ONNXAttribute> = words[1] == "ReduceMean" ? ["axes": [-1]] : [:]
      return ONNXNode(words[1], Array(words[2...]), [words[0]], name: "block/\(words[0])", attributes)
    }
    (self.kinds, self.parameters) = (kinds, parameters)
  }

  var testDescription: String { nodes.map(\.opType).joined(separator: " ") }

  private static let centred = ["m ReduceMean x", "d Sub x m", "p Pow d two", "v ReduceMean p"]
  private static let deviation = ["a Add v epsilon", "r Sqrt a"]

  static let all: [WrittenOutCase] = [
    WrittenOutCase(
      ["a Div x root", "b Erf a", "c Add b one", "d Mul x c", "y Mul d half"], is: ["activation"]),
    WrittenOutCase(
      ["h Mul half x", "a Mul x inverse", "b Erf a", "c Add one b", "y Mul h c"], is: ["activation"]),
    WrittenOutCase(["s Sigmoid x", "y Mul s x"], is: ["activation"]),
    WrittenOutCase(["s Softplus x", "t Tanh s", "y Mul x t"], is: ["activation"]),
    WrittenOutCase(["a Add x three", "c Clip a zero six", "p Mul x c", "y Div p six"], is: ["activation"]),
    WrittenOutCase(
      centred + deviation + ["n Div d r", "s Mul n weight", "y Add s bias"], is: ["layer_norm"], 16),
    WrittenOutCase(centred + deviation + ["n Div d r", "y Mul weight n"], is: ["layer_norm"], 8),
    WrittenOutCase(centred + deviation + ["y Div d r"], is: ["layer_norm"]),
    WrittenOutCase(
      ["p Pow x two", "v ReduceMean p"] + deviation + ["i Reciprocal r", "n Mul x i", "y Mul n weight"],
      is: ["rms_norm"], 8),
    // As many groups as channels, and an axis.
    WrittenOutCase(
      ["r Reshape x groups", "i InstanceNormalization r ones zeros", "m Mul i column", "y Add m row"],
      is: ["group_norm"], 10),
    // Without factors.
    WrittenOutCase(
      ["r Reshape x groups", "i InstanceNormalization r ones zeros", "y Reshape i whole"],
      is: ["group_norm"]),
    // Other numbers, other operators.
    WrittenOutCase(["s Sigmoid x", "y Add s x"], is: ["activation", "add"]),
    WrittenOutCase(
      ["a Add x two", "c Clip a zero six", "y Div c six"],
      is: ["constant", "add", "activation", "constant", "divide"]
    ),
    // What comes between is read by somebody else.
    WrittenOutCase(["s Sigmoid x", "t Mul s x", "y Add t s"], is: ["activation", "multiply", "add"]),
  ]
}

struct ONNXWrittenOutTests {
  private static let numbers: [(String, Float)] = [
    ("root", 1.414_213_5), ("inverse", 0.707_106_8), ("one", 1), ("half", 0.5), ("two", 2), ("three", 3),
    ("zero", 0), ("six", 6), ("epsilon", 1e-6),
  ]

  private static func filled(_ name: String, with number: Float) -> ONNXTensor {
    .with {
      ($0.name, $0.dims, $0.dataType, $0.floatData) = (name, [5], 1, Array(repeating: number, count: 5))
    }
  }

  private func network(_ nodes: [ONNXNode]) throws -> Network {
    try ONNXModel(
      nodes, inputs: [("x", [1, 5, 8])], outputs: ["y"],
      initializers: Self.numbers.map { .real($0, $1) } + [
        .weights("weight", [8]), .weights("bias", [8]), .weights("column", [5, 1]), .weights("row", [5, 1]),
        .integers("groups", [0, 5, -1]), .integers("whole", [1, 5, 8]), Self.filled("ones", with: 1),
        Self.filled("zeros", with: 0),
      ]
    ).network()
  }

  @Test(arguments: WrittenOutCase.all)
  func whatIsWrittenOutIsReadAsWhatItIs(form: WrittenOutCase) throws {
    let network = try network(form.nodes)
    #expect(network.layers.dropFirst().dropLast().map(\.kind.name) == form.kinds)
    #expect(tensorShapes(network)["y"] == [1, 5, 8])
    #expect(Analysis(of: network).totals.parameters.value == form.parameters)
  }

  @Test func theLayerIsCalledAfterTheOperatorInItsGroup() throws {
    let network = try network(WrittenOutCase.all[0].nodes)
    #expect(network.layers[1].name == "block/Gelu")
    #expect(network.layers[1].tensors == ["y"])
  }

  @Test func everyFormulaCanBeRead() {
    #expect(WrittenOut.all.count == 13)
  }
}
