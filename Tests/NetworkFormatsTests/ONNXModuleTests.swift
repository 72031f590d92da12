import NetworkModel
import Testing

@testable import NetworkFormats

/// What PyTorch's newer exporter says beside the graph: the modules that nodes come from, and what is learned.
struct ONNXModuleTests {
  private func node(
    _ type: String, _ inputs: [String], _ output: String, _ scopes: String,
    _ attributes: KeyValuePairs<String, ONNXAttribute> = [:]
  ) -> ONNXNode {
    var node = ONNXNode(type, inputs, [output], name: "node_\(output)", attributes)
    node.metadata = [
      .with { ($0.key, $0.value) = ("pkg.torch.onnx.stack_trace", "File \"net.py\"") },
      .with { ($0.key, $0.value) = (ONNXProperty.Key.moduleScopes.rawValue, scopes) },
    ]
    return node
  }

  private var block: ONNXModel {
    ONNXModel(
      [
        node(
          "Conv", ["x", "layer.0.conv.weight"], "a",
          "['', 'layer', 'layer.0', 'layer.0.bn', '_native_batch_norm_1']"),
        node("Relu", ["a"], "b", "['', 'layer', 'layer.0', 'layer.0.relu', 'relu']"),
        node(
          "Conv", ["b", "layer.0.conv2.weight"], "c", "['', 'layer', 'layer.0', 'layer.0.conv2', 'conv2d_1']"),
        node("Add", ["c", "x"], "d", "['', 'layer', 'layer.0', 'add']"),
        node("Relu", ["d"], "e", "['', 'layer', 'layer.0', 'layer.0.relu', 'relu_1']"),
        node("Mul", ["e", "e"], "f", "['', 'act', 'mul']"), node("Tanh", ["f"], "g", "['', 'act', 'tanh']"),
        node("Add", ["g", "shift.table"], "y", "['', 'add_1']"),
      ],
      inputs: [("x", [1, 4, 8, 8])], outputs: ["y"],
      initializers: [
        .weights("layer.0.conv.weight", [4, 4, 1, 1]), .weights("layer.0.conv2.weight", [4, 4, 1, 1]),
        .weights("shift.table", [1, 4, 8, 8]),
      ])
  }

  @Test func layersAreCalledAfterTheModulesOfTheirNodes() throws {
    let network = try block.network()
    #expect(
      network.layers.map(\.name) == [
        "x", "layer/0/conv", "layer/0/relu", "layer/0/conv2", "layer/0/Add", "layer/0/relu-2", "act/Mul",
        "act/Tanh",
        "shift/table", "Add", "y",
      ])
    #expect(
      network.layers.map { $0.tensors.joined() } == [
        "x", "a", "b", "c", "d", "e", "f", "g", "shift.table", "y", "y",
      ])
    #expect(tensorShapes(network)["y"] == [1, 4, 8, 8])
  }

  @Test(arguments: ["", "[]", "['']", "layer", "['layer", "[\"it's\", 'b']"])
  func whatSaysNothingOfModulesLeavesNodesTheirNames(scopes: String) throws {
    let network = try ONNXModel(
      [node("Relu", ["x"], "y", scopes)], inputs: [("x", [1, 4])], outputs: ["y"]
    ).network()
    #expect(network.layers.map(\.name) == ["x", "node_y", "y"])
  }

  @Test func aNoteNamesTheLayerAsItIsCalled() throws {
    let network = try ONNXModel(
      [
        node("Gemm", ["x", "a.weight", "shared.bias"], "p", "['', 'a', 'linear']"),
        node("Gemm", ["p", "b.weight", "shared.bias"], "y", "['', 'b', 'linear_1']"),
      ],
      inputs: [("x", [1, 4])], outputs: ["y"],
      initializers: [
        .weights("a.weight", [4, 4]), .weights("b.weight", [4, 4]), .weights("shared.bias", [4]),
      ]
    ).network()
    #expect(network.layers.map(\.note) == [nil, nil, "its bias is counted with a", nil])
    #expect(Analysis(of: network).totals.parameters == 36)
  }

  @Test func buffersAreNotLearned() throws {
    let sum = ONNXNode("Add", ["x", "table"], ["y"])
    var model = ONNXModel(
      [sum], inputs: [("x", [1, 4])], outputs: ["y"], initializers: [.weights("table", [1, 4])])
    for (kind, learned) in [("PARAMETER", Count(4)), ("BUFFER", 0)] {
      var table = ONNXValueInfo("table", [1, 4])
      table.metadata = [.with { ($0.key, $0.value) = (ONNXProperty.Key.inputKind.rawValue, kind) }]
      model.graph.valueInfo = [table]
      let network = try model.network()
      #expect(network.layers.map(\.kind.name)[1] == (learned > 0 ? "parameter" : "constant"))
      #expect(Analysis(of: network).totals.parameters == learned)
    }
  }
}
