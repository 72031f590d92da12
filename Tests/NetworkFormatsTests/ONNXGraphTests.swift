import NetworkModel
import Testing

@testable import NetworkFormats

struct ONNXGraphTests {
  @Test func namesWithSlashesBecomeGroupsAndTensorsKeepTheirs() throws {
    let network = try ONNXModel(
      [
        ONNXNode("Relu", ["x"], ["/a/Relu_output_0"], name: "/a//Relu"),
        ONNXNode("Tanh", ["/a/Relu_output_0"], ["y"]),
      ],
      inputs: [("x", [1, 4])], outputs: ["y"]
    ).network()
    #expect(network.layers.map(\.name) == ["x", "a/Relu", "y", "y-2"])
    #expect(network.layers.map(\.tensors) == [["x"], ["/a/Relu_output_0"], ["y"], ["y"]])
    let json = try written(report(network), as: .json)
    #expect(json.contains(#""name": "/a/Relu_output_0""#))
  }

  @Test func aProductAndTheSumThatAloneReadsItAreOneLayer() throws {
    let sum = ONNXNode("Add", ["b", "p"], ["y"])
    let weights: [ONNXTensor] = [.weights("w", [4, 8]), .weights("b", [8])]
    let product = ONNXNode("MatMul", ["x", "w"], ["p"], name: "fc")
    let network = try ONNXModel(
      [product, sum], inputs: [("x", ["batch", 3, 4])], outputs: ["y"], initializers: weights
    ).network()
    #expect(network.layers.map(\.kind.name) == ["input", "linear", "output"])
    #expect(Analysis(of: network).totals.parameters == 40)
    let read = try ONNXModel(
      [product, sum], inputs: [("x", ["batch", 3, 4])], outputs: ["y", "p"], initializers: weights
    ).network()
    #expect(read.layers.map(\.kind.name) == ["input", "linear", "parameter", "add", "output", "output"])
    #expect(Analysis(of: read).totals.parameters == 40)
  }

  /// Attention as exporters write it: the shape of what comes in, taken apart and put together again.
  @Test func sizesThatAreComputedFollowTheNamedDimensions() throws {
    var network = try ONNXModel(
      [
        ONNXNode("Shape", ["x"], ["s"]), ONNXNode("Gather", ["s", "zero"], ["n"]),
        ONNXNode("Gather", ["s", "one"], ["t"]), ONNXNode("Unsqueeze", ["n", "axes"], ["n1"]),
        ONNXNode("Unsqueeze", ["t", "axes"], ["t1"]),
        ONNXNode("Concat", ["n1", "t1", "heads"], ["split"], ["axis": 0]),
        ONNXNode("Reshape", ["x", "split"], ["h"]),
        ONNXNode("Transpose", ["h"], ["ht"], ["perm": [0, 2, 1, 3]]),
        ONNXNode("Mul", ["n", "four"], ["nh"]), ONNXNode("Unsqueeze", ["nh", "axes"], ["nh1"]),
        ONNXNode("Concat", ["nh1", "t1", "rest"], ["flat"], ["axis": 0]),
        ONNXNode("Reshape", ["ht", "flat"], ["y"]),
      ],
      inputs: [("x", ["batch", "seq", 64])], outputs: ["y"],
      initializers: [
        .integer("zero", 0), .integer("one", 1), .integers("axes", [0]), .integers("heads", [4, 16]),
        .integer("four", 4), .integers("rest", [16]),
      ]
    ).network()
    #expect(network.layers.map(\.kind.name) == ["input", "reshape", "permute", "reshape", "output"])
    #expect(network.settings.dimensions == ["seq": 1])
    #expect(tensorShapes(network)["y"] == [4, 1, 16])
    try network.assign("seq=128")
    try network.assign("batch=3")
    #expect(tensorShapes(network)["h"] == [3, 128, 4, 16])
    #expect(tensorShapes(network)["y"] == [12, 128, 16])
  }

  @Test func aConstantKeepsTheNumberThatItIs() throws {
    let network = try ONNXModel(
      [
        ONNXNode("Pow", ["four", "exponent"], ["scale"]), ONNXNode("Div", ["x", "scale"], ["a"]),
        ONNXNode("Mul", ["a", "tenth"], ["y"]),
      ],
      inputs: [("x", [3, 2])], outputs: ["y"],
      initializers: [.real("four", 4), .real("exponent", -1.5), .real("tenth", 0.1)]
    ).network()
    for (name, number) in [("scale", 0.125), ("tenth", 0.1)] {
      let layer = try #require(network.id(named: name).flatMap { network[$0] })
      #expect(layer.kind.name == "constant" && layer.value(of: "value") == .real(number))
    }
    let lines = try program(network, .pytorch).lines.map { $0.trimmingPrefix(while: \.isWhitespace) }
    #expect(lines.contains("x = x / 0.125") && lines.contains("return x * 0.1"), "\(lines)")
    let again = try Formats.read(try FileFormat.onnx.write(report(network)).bytes, name: "test.onnx").network
    #expect(again.layers.map(\.kind) == network.layers.map(\.kind))
  }

  /// As PyTorch's `chunk` and `unbind` are exported.
  @Test func elementsOfASequenceAreTensorsOfTheGraph() throws {
    let network = try ONNXModel(
      [
        ONNXNode("SplitToSequence", ["x", "five"], ["parts"], name: "split", ["axis": 1]),
        ONNXNode("SequenceAt", ["parts", "zero"], ["a"]), ONNXNode("SequenceAt", ["parts", "last"], ["b"]),
        ONNXNode("Conv", ["b", "w"], ["c"]), ONNXNode("SequenceConstruct", ["a", "c"], ["both"]),
        ONNXNode("ConcatFromSequence", ["both"], ["y"], ["axis": 1]),
        ONNXNode("SplitToSequence", ["a"], ["columns"], ["axis": -1, "keepdims": 0]),
        ONNXNode("SequenceAt", ["columns", "zero"], ["z"]),
      ],
      inputs: [("x", [1, 8, 4, 2])], outputs: ["y", "z", "parts"],
      initializers: [
        .integer("five", 5), .integer("zero", 0), .integer("last", -1), .weights("w", [6, 3, 1, 1]),
      ]
    ).network()
    #expect(
      network.layers.map(\.kind.name) == [
        "input", "split", "conv", "concat", "gather", "gather", "output", "output", "opaque", "output",
      ])
    let shapes = tensorShapes(network)
    #expect(shapes["a"] == [1, 5, 4, 2] && shapes["b"] == [1, 3, 4, 2])
    #expect(shapes["y"] == [1, 11, 4, 2] && shapes["z"] == [1, 5, 4])
    #expect(Analysis(of: network).totals.parameters == 18)
  }

  /// A node without a name is called after what comes out of it, but no other tensor is.
  @Test func whatABranchDeclaresIsBelievedOnlyWhereNothingElseIsKnown() throws {
    let branch = ONNXGraph.with {
      $0.node = [ONNXNode("Relu", ["x"], ["inner"])]
      $0.output = [ONNXValueInfo("inner", [31360, 192])]
    }
    let taken = ONNXAttribute.with { ($0.name, $0.type, $0.g) = ("then_branch", .graph, branch) }
    let network = try ONNXModel(
      [ONNXNode("If", ["yes"], ["y"], name: "if", ["then_branch": taken])], inputs: [("x", [1, 6])],
      outputs: ["y"],
      initializers: [.integer("yes", 1)]
    ).network()
    #expect(network.layers.map(\.kind.name) == ["input", "activation", "output"])
    #expect(tensorShapes(network)["y"] == [1, 6])
  }

  @Test func aTableReadAtKnownPlacesIsAnEmbedding() throws {
    let places = ONNXTensor.with {
      ($0.name, $0.dims, $0.dataType, $0.int64Data) = ("places", [1, 3], 7, [0, 1, 2])
    }
    let network = try ONNXModel(
      [ONNXNode("Gather", ["table", "places"], ["rows"]), ONNXNode("Add", ["x", "rows"], ["y"])],
      inputs: [("x", [1, 3, 8])], outputs: ["y"], initializers: [.weights("table", [16, 8]), places]
    ).network()
    #expect(network.layers.map(\.kind.name) == ["input", "constant", "embedding", "add", "output"])
    #expect(Analysis(of: network).totals.parameters == 128)
  }

  @Test func aLoopOfKnownTurnsIsItsBodySoManyTimes() throws {
    let body = ONNXGraph.with {
      $0.input = ["turn", "go", "list"].map { name in .with { $0.name = name } }
      $0.output = ["on", "longer"].map { name in .with { $0.name = name } }
      $0.node = [
        ONNXNode("Identity", ["go"], ["on"]), ONNXNode("Gather", ["x", "turn"], ["row"], ["axis": 1]),
        ONNXNode("SequenceInsert", ["list", "row"], ["longer"]),
      ]
    }
    let loop = ONNXAttribute.with { ($0.name, $0.type, $0.g) = ("body", .graph, body) }
    func network(_ turns: [ONNXTensor]) throws -> Network {
      try ONNXModel(
        [
          ONNXNode("SequenceEmpty", [], ["none"]),
          ONNXNode("Loop", ["turns", "", "none"], ["rows"], name: "loop", ["body": loop]),
          ONNXNode("SequenceAt", ["rows", "place"], ["y"]),
        ], inputs: [("x", [1, 3, 5])] + (turns.isEmpty ? [("turns", [1])] : []), outputs: ["y"],
        initializers: turns + [.integer("place", -1)]
      ).network()
    }
    let unrolled = try network([.integer("turns", 3)])
    #expect(unrolled.layers.map(\.name) == ["x", "loop/0/row", "loop/1/row", "loop/2/row", "y"])
    #expect(tensorShapes(unrolled)["y"] == [1, 5])
    let open = try network([])
    #expect(open.layers.contains { $0.kind.name == "opaque" && $0.name == "loop" })
  }

  @Test(arguments: [("", [1, 3, 5]), ("Y", [2, 1, 3, 5])])
  func onlyTheLayerThatGivesATensorIsCalledAfterIt(first: String, shape: [Int]) throws {
    let output = first.isEmpty ? "Y_h" : first
    let network = try ONNXModel(
      [ONNXNode("GRU", ["x", "w", "r"], [first, "Y_h"])],
      inputs: [("x", [2, 3, 4])], outputs: [output],
      initializers: [.weights("w", [1, 15, 4]), .weights("r", [1, 15, 5])]
    ).network()
    let layer = try #require(network.layers.first { $0.kind.name == "gru" })
    #expect(layer.name == "\(output).gru")
    #expect(tensorShapes(network)[output] == shape)
  }

  @Test func functionsAreWrittenOutAndKnownBranchesTaken() throws {
    var model = ONNXModel(
      [
        ONNXNode("Twice", ["x"], ["t"], name: "call", domain: "local", ["slope": 0.1]),
        ONNXNode(
          "If", ["yes"], ["y"], name: "if",
          ["then_branch": .graph("Relu", "t"), "else_branch": .graph("Exp", "t")]),
      ], inputs: [("x", [1, 4])], outputs: ["y"], initializers: [.integer("yes", 1)])
    var inner = ONNXNode("LeakyRelu", ["a"], ["b"], name: "act", ["alpha": 0.0])
    inner.attribute[0].refAttrName = "slope"
    model.functions = [
      .with {
        ($0.name, $0.domain, $0.input, $0.output) = ("Twice", "local", ["a"], ["c"])
        $0.node = [inner, ONNXNode("Tanh", ["b"], ["c"], name: "tanh")]
      }
    ]
    let network = try model.network()
    #expect(network.layers.map(\.name) == ["x", "call/act", "call/tanh", "if/inner", "y"])
  }

  @Test func whatIsNotModelledKeepsItsNameAndItsDeclaredShape() throws {
    var model = ONNXModel(
      [
        ONNXNode("Fancy", ["x"], ["f"], name: "fancy", domain: "org.example"), ONNXNode("Relu", ["f"], ["y"]),
      ],
      inputs: [("x", [1, 4])], outputs: ["y"])
    model.graph.valueInfo = [ONNXValueInfo("f", [1, 7, 9])]
    let (network, _, notes) = try Formats.read(model.bytes, name: "test.onnx")
    #expect(tensorShapes(network)["y"] == [1, 7, 9])
    #expect(network.layers[1].attributes["operator"] == .text("Fancy"))
    #expect(notes == ["1 operator is not modelled and kept as opaque: Fancy"])
  }

  @Test func weightsNeedNoLayersOfTheirOwn() throws {
    let network = try ONNXModel(
      [
        ONNXNode("Slice", ["all", "start", "end"], ["part"]),
        ONNXNode("Transpose", ["part"], ["w"], ["perm": [1, 0]]),
        ONNXNode("MatMul", ["x", "w"], ["y"]),
      ], inputs: [("x", [2, 5, 4])], outputs: ["y"],
      initializers: [.weights("all", [24, 4]), .integers("start", [8]), .integers("end", [16])]
    ).network()
    #expect(network.layers.map(\.kind.name) == ["input", "linear", "output"])
    #expect(Analysis(of: network).totals.parameters == 32)
  }

  @Test func whatIsReadComesBackFromTheNativeFile() throws {
    let network = try ONNXModel(
      [
        ONNXNode("Conv", ["x", "w"], ["c"], name: "conv"), ONNXNode("Reshape", ["c", "s"], ["r"]),
        ONNXNode("Fancy", ["r"], ["f"]), ONNXNode("Add", ["r", "table"], ["y"]),
      ], inputs: [("x", ["n", 3, "side", "side"])], outputs: ["y", "f"],
      initializers: [.weights("w", [8, 3, 1, 1]), .integers("s", [0, 8, -1]), .weights("table", [8, 1])]
    ).network()
    let again = try read(written(report(network), as: .native))
    #expect(again.layers.map { Layer($0, tensors: []) } == network.layers.map { Layer($0, tensors: []) })
    #expect(again.settings == network.settings)
  }
}

extension Layer {
  fileprivate init(_ layer: Layer, tensors: [String]) {
    self = layer
    self.tensors = tensors
  }
}

extension ONNXAttribute {
  /// A graph of one node that reads a tensor from outside.
  fileprivate static func graph(_ type: String, _ input: String) -> ONNXAttribute {
    .with {
      $0.type = .graph
      $0.g = .with {
        $0.node = [ONNXNode(type, [input], ["inner_out"], name: "inner")]
        $0.output = [.with { $0.name = "inner_out" }]
      }
    }
  }
}
