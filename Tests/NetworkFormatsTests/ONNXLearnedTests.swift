import NetworkModel
import Testing

@testable import NetworkFormats

/// What of the constants in a file was learned.
struct LearnedCase: Sendable, CustomTestStringConvertible {
  let name: String
  let nodes: [ONNXNode]
  let initializers: [ONNXTensor]
  /// Initializers of which the file says that they are parameters.
  var labelled: [String] = []
  let parameters: Int

  var testDescription: String { name }

  private static func filled(_ name: String, with number: Float) -> ONNXTensor {
    .with {
      ($0.name, $0.dims, $0.dataType, $0.floatData) = (name, [8], 1, Array(repeating: number, count: 8))
    }
  }

  private static func constant(_ name: String, _ number: Float) -> ONNXNode {
    ONNXNode(
      "Constant", [], [name], ["value": .with { ($0.t, $0.type) = (filled(name, with: number), .tensor) }])
  }

  private static func normalized(_ inputs: [String]) -> ONNXNode {
    ONNXNode("LayerNormalization", ["x"] + inputs, ["n"], name: "norm")
  }

  private static let product = ONNXNode("MatMul", ["n", "w"], ["y"], name: "product")
  private static let matrix = ONNXTensor.weights("w", [8, 8])

  static let all: [LearnedCase] = [
    LearnedCase(
      name: "a shift that is written into the graph",
      nodes: [constant("b", 0), normalized(["s", "b"]), product], initializers: [.weights("s", [8]), matrix],
      parameters: 8 + 64),
    LearnedCase(
      name: "factors that are written into the graph",
      nodes: [constant("s", 1), constant("b", 0), normalized(["s", "b"]), product], initializers: [matrix],
      parameters: 64),
    LearnedCase(
      name: "a graph with everything written into it",
      nodes: [
        constant("s", 1), constant("b", 0), normalized(["s", "b"]), ONNXNode("Identity", ["n"], ["y"]),
      ], initializers: [], parameters: 16),
    LearnedCase(
      name: "ones and zeros of which nothing is said",
      nodes: [normalized(["s", "b"]), product],
      initializers: [filled("s", with: 1), filled("b", with: 0), matrix], labelled: ["w"], parameters: 64),
    LearnedCase(
      name: "ones and zeros that were parameters",
      nodes: [normalized(["s", "b"]), product],
      initializers: [filled("s", with: 1), filled("b", with: 0), matrix], labelled: ["w", "s", "b"],
      parameters: 16 + 64),
    LearnedCase(
      name: "a mask of truth values",
      nodes: [ONNXNode("Cast", ["m"], ["f"], ["to": 1]), ONNXNode("Add", ["x", "f"], ["y"])],
      initializers: [.with { ($0.name, $0.dims, $0.dataType) = ("m", [8], 9) }], parameters: 0),
    LearnedCase(
      name: "factors that are written into a graph of few bits",
      nodes: [
        constant("s", 1), constant("b", 0), normalized(["s", "b"]),
        ONNXNode("DequantizeLinear", ["q", "step"], ["w"]), product,
      ], initializers: [.with { ($0.name, $0.dims, $0.dataType) = ("q", [8, 8], 3) }, .real("step", 0.1)],
      parameters: 64),
    LearnedCase(
      name: "weights of few bits",
      nodes: [ONNXNode("Cast", ["q"], ["f"], ["to": 1]), ONNXNode("MatMul", ["x", "f"], ["y"])],
      initializers: [.with { ($0.name, $0.dims, $0.dataType) = ("q", [8, 8], 3) }], parameters: 64),
  ]
}

struct ONNXLearnedTests {
  @Test(arguments: LearnedCase.all)
  func onlyWhatWasLearnedIsCounted(_ sample: LearnedCase) throws {
    var model = ONNXModel(
      sample.nodes, inputs: [("x", [1, 4, 8])], outputs: ["y"], initializers: sample.initializers)
    model.graph.valueInfo = sample.labelled.map { name in
      .with {
        $0.name = name
        $0.metadata = [.with { ($0.key, $0.value) = (ONNXProperty.Key.inputKind.rawValue, "PARAMETER") }]
      }
    }
    let totals = Analysis(of: try model.network()).totals
    #expect(totals.parameters.value == sample.parameters)
    #expect(totals.errors == 0)
  }
}
