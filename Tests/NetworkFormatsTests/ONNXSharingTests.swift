import NetworkModel
import Testing

@testable import NetworkFormats

/// An initializer is counted once, whoever reads it.
struct ONNXSharingTests {
  private static let table = ONNXTensor.weights("table", [50, 8])

  private func parameters(_ network: Network) -> Int? { Analysis(of: network).totals.parameters.value }

  @Test func aHeadUsesTheTableOfTheWordsAndKeepsItsOwnBias() throws {
    let network = try ONNXModel(
      [
        ONNXNode("Gather", ["table", "x"], ["e"], name: "words"),
        ONNXNode("Transpose", ["table"], ["t"], ["perm": [1, 0]]),
        ONNXNode("MatMul", ["e", "t"], ["p"], name: "head"),
        ONNXNode("Add", ["p", "b"], ["y"], name: "bias"),
      ], inputs: [("x", [1, 6])], outputs: ["y"], initializers: [Self.table, .weights("b", [50])]
    ).network()
    #expect(
      network.layers.map(\.kind.name) == ["input", "embedding", "linear", "parameter", "add", "output"])
    #expect(network.layers[2].shares == "words")
    #expect(parameters(network) == 450)
    #expect(Analysis(of: network).totals.errors == 0)
  }

  @Test func aTableThatIsReadTwiceIsCountedOnce() throws {
    let network = try ONNXModel(
      [
        ONNXNode("Gather", ["table", "x"], ["a"]), ONNXNode("Gather", ["table", "z"], ["b"]),
        ONNXNode("Concat", ["a", "b"], ["c"], ["axis": 1]), ONNXNode("Add", ["c", "row"], ["y"]),
        ONNXNode("Unsqueeze", ["table", "axes"], ["row3"]),
        ONNXNode("Slice", ["row3", "zero", "ten", "one"], ["row"]),
      ], inputs: [("x", [1, 6]), ("z", [1, 4])], outputs: ["y"],
      initializers: [
        Self.table, .integers("axes", [0]), .integers("zero", [0]), .integers("ten", [10]),
        .integers("one", [1]),
      ]
    ).network()
    #expect(parameters(network) == 400)
    #expect(Analysis(of: network).totals.errors == 0)
  }

  /// Exporters make one initializer of those that are equal, as the biases of a new network are.
  @Test func aBiasThatTwoLayersReadIsCountedWithTheFirst() throws {
    let network = try ONNXModel(
      [
        ONNXNode("Conv", ["x", "v", "b"], ["c"], name: "one"),
        ONNXNode("Conv", ["c", "w", "b"], ["d"], name: "two"),
        ONNXNode("LayerNormalization", ["d", "s", "n"], ["e"], name: "norm", ["axis": -1]),
        ONNXNode("LayerNormalization", ["e", "s", "n"], ["f"], name: "again", ["axis": -1]),
        ONNXNode("Conv", ["f", "v", "b"], ["y"], name: "whole"),
      ], inputs: [("x", [1, 4, 5, 5])], outputs: ["y"],
      initializers: [
        .weights("v", [4, 4, 1, 1]), .weights("w", [4, 4, 3, 3]), .weights("b", [4]), .weights("s", [3]),
        .weights("n", [3]),
      ]
    ).network()
    #expect(parameters(network) == 16 + 144 + 4 + 3 + 3)
    #expect(network.layers[2].note == "its bias is counted with one")
    #expect(network.layers.map(\.shares) == [nil, nil, nil, nil, "norm", "one", nil])
  }

  @Test func whatIsTakenApartAndAlsoReadAsATensorIsCountedOnce() throws {
    let network = try ONNXModel(
      [
        ONNXNode("Split", ["all"], ["w", "rest"], ["axis": 0]),
        ONNXNode("MatMul", ["x", "w"], ["p"], name: "product"), ONNXNode("Add", ["p", "rest"], ["y"]),
      ], inputs: [("x", [1, 4, 4])], outputs: ["y"], initializers: [.weights("all", [8, 4])]
    ).network()
    #expect(network.layers.map(\.kind.name) == ["input", "parameter", "split", "matmul", "add", "output"])
    #expect(parameters(network) == 32)
  }

  /// Quantizers give each layer a bias of its own steps, though the weights are one tensor.
  @Test func weightsThatTwoLayersReadWithABiasEachAreCountedOnce() throws {
    let network = try ONNXModel(
      [
        ONNXNode("Conv", ["x", "w", "b"], ["c"], name: "one"),
        ONNXNode("Conv", ["c", "w", "d"], ["y"], name: "two"),
      ], inputs: [("x", [1, 4, 5, 5])], outputs: ["y"],
      initializers: [.weights("w", [4, 4, 1, 1]), .weights("b", [4]), .weights("d", [4])]
    ).network()
    #expect(parameters(network) == 16 + 4)
    #expect(network.layers[2].shares == "one")
    #expect(network.layers[2].note == "its bias is another, and is not counted")
    #expect(Analysis(of: network).totals.errors == 0)
  }

  @Test(arguments: [
    // The lengths of a weight normalization.
    ([4, 1, 1], "Mul", 4 * 6 * 3 + 4), ([1, 1, 1], "Mul", 4 * 6 * 3 + 1),
    // Two that are added.
    ([4, 6, 3], "Add", 2 * 4 * 6 * 3),
  ])
  func whatWeightsAreMadeOfIsCountedAsAWhole(_ other: [Int], _ type: String, _ count: Int) throws {
    let network = try ONNXModel(
      [ONNXNode(type, ["v", "g"], ["w"]), ONNXNode("Conv", ["x", "w"], ["y"], name: "conv")],
      inputs: [("x", [1, 6, 9])], outputs: ["y"],
      initializers: [.weights("v", [4, 6, 3]), .weights("g", other.map(Int64.init))]
    ).network()
    #expect(network.layers.map(\.kind.name) == ["input", "parameter", "conv", "output"])
    #expect(parameters(network) == count)
    #expect(Analysis(of: network).totals.errors == 0)
  }

  /// As a framework hands on one bias for the three products of an attention.
  @Test func weightsThatAreCutOutOfOthersAreCountedOnce() throws {
    let network = try ONNXModel(
      [
        ONNXNode("Concat", ["a", "b"], ["all"], ["axis": 0]),
        ONNXNode("Split", ["all"], ["c", "d"], ["axis": 0]),
        ONNXNode("Gemm", ["x", "v", "c"], ["p"]), ONNXNode("Gemm", ["p", "w", "d"], ["y"]),
      ], inputs: [("x", [1, 8])], outputs: ["y"],
      initializers: [
        .weights("a", [8]), .weights("b", [8]), .weights("v", [8, 8]), .weights("w", [8, 8]),
      ]
    ).network()
    #expect(network.layers.map(\.kind.name) == ["input", "linear", "linear", "output"])
    #expect(parameters(network) == 144)
  }

  @Test func whatABranchReadsIsCounted() throws {
    let body = ONNXGraph.with {
      $0.node = [ONNXNode("MatMul", ["x", "w"], ["p"]), ONNXNode("Add", ["p", "b"], ["q"])]
      $0.output = [.with { $0.name = "q" }]
      $0.initializer = [.weights("b", [3])]
    }
    let branch = ONNXAttribute.with { ($0.g, $0.type) = (body, .graph) }
    let network = try ONNXModel(
      [ONNXNode("If", ["c"], ["y"], name: "if", ["then_branch": branch])],
      inputs: [("x", [1, 8]), ("c", [1])], outputs: ["y"], initializers: [.weights("w", [8, 3])]
    ).network()
    #expect(parameters(network) == 24 + 3)
    #expect(network.layers.first { $0.name == "if" }?.inputs?.map(\.name) == ["c", "if/b", "x", "w"])
  }

  @Test func layersThatLearnNothingShareNothing() throws {
    let network = try ONNXModel(
      [ONNXNode("Resize", ["x", "", "s"], ["a"]), ONNXNode("Resize", ["a", "", "s"], ["y"])],
      inputs: [("x", [1, 3, 4, 4])], outputs: ["y"],
      initializers: [.with { ($0.name, $0.dims, $0.dataType, $0.floatData) = ("s", [4], 1, [1, 1, 2, 2]) }]
    ).network()
    #expect(tensorShapes(network)["y"] == [1, 3, 16, 16])
    #expect(network.layers.allSatisfy { $0.shares == nil })
  }
}
