import NetworkModel
import SwiftProtobuf
import TestSupport
import Testing

@testable import NetworkFormats

/// Models that are broken, or made to do harm: each gets one clear answer, in no time.
@Suite(.timeLimit(.minutes(5))) struct ONNXHostileTests {
  private static let model = ONNXModel(
    [
      ONNXNode("Shape", ["x"], ["s"]),
      ONNXNode("Conv", ["x", "w"], ["c"], name: "a/conv", ["pads": [1, 1, 1, 1]]),
      ONNXNode("Slice", ["s", "from", "to"], ["n"]), ONNXNode("Concat", ["n", "rest"], ["t"], ["axis": 0]),
      ONNXNode("Reshape", ["c", "t"], ["r"]), ONNXNode("Split", ["r"], ["p", "q"], ["axis": 1]),
      ONNXNode("Fancy", ["p", "q"], ["f"]), ONNXNode("Resize", ["c", "", "", "size"], ["z"]),
    ], inputs: [("x", ["n", 3, 8, 8])], outputs: ["f", "z"],
    initializers: [
      .weights("w", [4, 3, 3, 3]), .integers("from", [0]), .integers("to", [1]), .integers("rest", [-1, 4]),
      .integers("size", [1, 4, 16, 16]),
    ])

  private func complaint(_ model: ONNXModel) -> String? {
    complaints(about: model.bytes, name: "m.onnx").first
  }

  @Test func everyBeginningOfAModelIsReadOrRefusedInOneLine() throws {
    let bytes = Self.model.bytes
    #expect(complaints(about: bytes, name: "m.onnx") == [])
    for count in bytes.indices {
      #expect(complaints(about: Array(bytes[..<count]), name: "m.onnx").count < 2)
    }
    #expect(
      complaints(about: Array(bytes[..<(bytes.count / 2)]), name: "m.onnx").first?.contains(
        "is cut off or damaged at byte")
        == true)
  }

  @Test(arguments: 0..<8) func damagedModelsAreReadOrRefused(seed: Int) throws {
    let bytes = Self.model.bytes
    var random = SplitMix64(seed: seed)
    for _ in 0..<400 {
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: damaged.indices, using: &random)
        switch Int.random(in: 0...3, using: &random) {
        case 0: damaged[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
        case 1: damaged[place] = [0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &random) ?? 0
        case 2: damaged.insert(UInt8.random(in: 0...255, using: &random), at: place)
        default: damaged.removeSubrange(place..<min(place + 3, damaged.count))
        }
        if damaged.isEmpty { damaged = [8] }
      }
      #expect(complaints(about: damaged, name: "m.onnx").count < 2)
    }
  }

  @Test func mistakesOfAGraphAreToldByTheNode() {
    func model(_ nodes: [ONNXNode], outputs: [String] = []) -> ONNXModel {
      ONNXModel(nodes, inputs: [("x", [1, 4])], outputs: outputs)
    }
    let cases: [(ONNXModel, String)] = [
      (
        model([ONNXNode("Add", ["x", "b"], ["a"], name: "one"), ONNXNode("Relu", ["a"], ["b"], name: "two")]),
        "node 'one' waits for what comes of its own output"
      ),
      (
        model([ONNXNode("Relu", ["x"], ["a"], name: "one"), ONNXNode("Tanh", ["x"], ["a"], name: "two")]),
        "node 'two' gives 'a', as node 'one' does"
      ),
      (
        model([ONNXNode("Relu", ["?\u{1B}[2J"], ["a"])]),
        "node 0 (Relu) reads '?\u{FFFD}[2J', which nothing gives"
      ),
      (model([], outputs: ["y"]), "nothing gives the output 'y'"),
      (ONNXModel([], inputs: [("x", [1, -4])]), "the input 'x' has the size -4"),
      (
        ONNXModel([ONNXNode("Relu", ["w"], ["y"])], initializers: [.weights("w", [-1])]),
        "the tensor 'w' has -1 elements on an axis"
      ),
      (ONNXModel(), "holds no graph"),
    ]
    for (model, words) in cases { #expect(complaint(model) == "m.onnx: \(words)") }
  }

  @Test func sizesBeyond64BitsAreNoShapes() throws {
    let network = try ONNXModel(
      [
        ONNXNode("Flatten", ["x"], ["f"]), ONNXNode("Tile", ["x", "times"], ["t"]),
        ONNXNode("Reshape", ["x", "times"], ["r"]), ONNXNode("Expand", ["x", "times"], ["e"]),
        ONNXNode("ConstantOfShape", ["times"], ["k"]), ONNXNode("Conv", ["x", "w"], ["c"]),
        ONNXNode("Range", ["zero", "far", "one"], ["n"]), ONNXNode("Add", ["k", "x"], ["sum"]),
      ], inputs: [("x", [1, .init(integerLiteral: .max), .init(integerLiteral: .max)])],
      outputs: ["f", "sum"],
      initializers: [
        .integers("times", [1, .max, .max]), .weights("w", [.max, .max, .max]), .integer("zero", 0),
        .integer("one", 1),
        .integer("far", .max),
      ]
    ).network()
    #expect(tensorShapes(network)["f"] == nil)
  }

  @Test(arguments: ["MatMul", "Gemm"]) func matricesBeyond64BitsAreRead(type: String) throws {
    let network = try ONNXModel(
      [ONNXNode(type, ["x", "w"], ["y"])], inputs: [("x", [2, .init(integerLiteral: .max)])], outputs: ["y"],
      initializers: [.weights("w", [.max, .max])]
    ).network()
    #expect(Analysis(of: network).totals.errors > 0)
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity])
  func whatIsNoNumberIsLeftOut(epsilon: Float) throws {
    var attribute = ONNXAttribute()
    (attribute.f, attribute.type) = (epsilon, .float)
    let network = try ONNXModel(
      [ONNXNode("BatchNormalization", ["x", "w", "w", "w", "w"], ["y"], ["epsilon": attribute])],
      inputs: [("x", [1, 3, 8, 8])], outputs: ["y"], initializers: [.weights("w", [3])]
    ).network()
    let text = NativeWriter.write(network)
    #expect(NativeWriter.write(try read(text)) == text)
  }

  @Test func functionsThatCallThemselvesAreRefused() {
    var model = ONNXModel([ONNXNode("F", ["x"], ["y"], domain: "d")], inputs: [("x", [1])], outputs: ["y"])
    model.functions = [
      .with {
        ($0.name, $0.domain, $0.input, $0.output) = ("F", "d", ["a"], ["b"])
        $0.node = [ONNXNode("F", ["a"], ["c"], domain: "d"), ONNXNode("F", ["c"], ["b"], domain: "d")]
      }
    ]
    #expect(complaint(model) == "m.onnx: 'F' is nested too deeply: does it call itself?")
  }

  /// Each function calls the next one twice.
  @Test func functionsThatMultiplyAreRefused() {
    var model = ONNXModel([ONNXNode("F0", ["x"], ["y"], domain: "d")], inputs: [("x", [1])], outputs: ["y"])
    model.functions = (0..<40).map { number in
      .with {
        ($0.name, $0.domain, $0.input, $0.output) = ("F\(number)", "d", ["a"], ["b"])
        let next = "F\(number + 1)"
        $0.node = [ONNXNode(next, ["a"], ["c"], domain: "d"), ONNXNode(next, ["c"], ["b"], domain: "d")]
      }
    }
    #expect(complaint(model)?.contains(Self.refusal) == true)
  }

  @Test func nestingWithoutEndIsRefused() {
    var graph = ONNXGraph()
    for _ in 0..<200 {
      let inner = graph
      graph = .with { outer in
        outer.node = [.with { $0.attribute = [.with { $0.g = inner }] }]
      }
    }
    let model = ONNXModel.with { ($0.irVersion, $0.graph) = (8, graph) }
    #expect(complaint(model)?.contains("is nested too deeply at byte") == true)
  }

  @Test func millionsOfTinyNodesAreRefused() {
    let nodes: [UInt8] = Array(repeating: [0x0A, 0x00], count: 3_000_000).flatMap { $0 }
    var length = nodes.count
    var bytes: [UInt8] = [0x08, 0x08, 0x3A]
    while length > 0x7F {
      bytes.append(UInt8(length & 0x7F | 0x80))
      length >>= 7
    }
    bytes += [UInt8(length)] + nodes
    #expect(complaints(about: bytes, name: "m.onnx").first?.contains(Self.refusal) == true)
  }

  private static let refusal = "is made of so many small parts that it would take more than"

  /// Each would take fifty times its size in memory, or more.
  @Test func partsThatFillMemoryAreRefused() {
    let many = 0..<100_000
    let tiny: [(String, (inout ONNXModel) -> Void)] = [
      ("nodes", { $0.graph.node = many.map { ONNXNode("Relu", [$0 == 0 ? "x" : "\($0 - 1)"], ["\($0)"]) } }),
      ("inputs of a node", { $0.graph.node = [ONNXNode("Sum", many.map { _ in "x" }, ["y"])] }),
      ("inputs left out", { $0.graph.node = [ONNXNode("Sum", many.map { _ in "" }, ["y"])] }),
      ("outputs of a node", { $0.graph.node = [ONNXNode("Split", ["x"], many.map { "\($0)" })] }),
      ("initializers", { $0.graph.initializer = many.map { .weights("\($0)", []) } }),
      ("inputs", { $0.graph.input = many.map { ONNXValueInfo("\($0)", [1]) } }),
      (
        "sizes left open",
        { $0.graph.input = many.map { ONNXValueInfo("\($0)", [.init(stringLiteral: "d\($0)")]) } }
      ),
      ("outputs", { $0.graph.output = many.map { _ in .with { $0.name = "x" } } }),
      ("values", { $0.graph.valueInfo = many.map { ONNXValueInfo("\($0)", [1]) } }),
      ("attributes", { $0.graph.node = [.with { $0.attribute = many.map { _ in ONNXAttribute() } }] }),
      ("functions", { $0.functions = many.map { _ in ONNXFunction() } }),
      (
        "axes of a tensor",
        { $0.graph.initializer = [.weights("w", [Int64](repeating: 1, count: 2_000_000))] }
      ),
    ]
    for (what, fill) in tiny {
      var model = ONNXModel([], inputs: [("x", [1, 3])])
      fill(&model)
      #expect(complaint(model)?.contains(Self.refusal) == true, "\(what)")
    }
  }

  /// A long name within a function that is written out for every call.
  @Test func namesThatMultiplyAreRefused() {
    var model = ONNXModel([ONNXNode("F0", ["x"], ["y"], domain: "d")], inputs: [("x", [1])], outputs: ["y"])
    let name = String(repeating: "n", count: 100_000)
    model.functions = (0..<12).map { number in
      .with {
        ($0.name, $0.domain, $0.input, $0.output) = ("F\(number)", "d", ["a"], ["b"])
        let next = number == 11 ? "Relu" : "F\(number + 1)"
        let domain = number == 11 ? "" : "d"
        $0.node = [
          ONNXNode(next, ["a"], ["c"], name: name, domain: domain),
          ONNXNode(next, ["c"], ["b"], domain: domain),
        ]
      }
    }
    #expect(complaint(model)?.contains(Self.refusal) == true)
  }

  /// Trees and the like are kept in such lists; where sizes are meant they are not known.
  @Test func listsTooLongForSizesAreLeftOut() throws {
    var list = ONNXAttribute()
    (list.ints, list.type) = ([Int64](repeating: 1, count: 100_000), .ints)
    let network = try ONNXModel(
      [
        ONNXNode("Constant", [], ["k"], ["value_ints": list]), ONNXNode("Add", ["x", "k"], ["s"]),
        ONNXNode("Trees", ["x"], ["y"], ["nodes": list, "count": 3]),
      ], inputs: [("x", [1, 3])], outputs: ["s", "y"]
    ).network()
    #expect(tensorShapes(network)["s"] == nil)
    #expect(network.id(named: "y") != nil)
  }

  @Test func whatIsNotModelledIsToldInOneShortLine() throws {
    let nodes = (0..<3000).map { ONNXNode("Odd\($0)" + String(repeating: "x", count: 900), ["x"], ["\($0)"]) }
    let notes = try Formats.read(ONNXModel(nodes, inputs: [("x", [1, 3])]).bytes, name: "m.onnx").notes
    #expect(notes.map(\.count).reduce(0, +) < 1500)
    #expect(notes.first?.contains(" and 2988 more") == true)
  }

  @Test func weightsAreNotLookedAt() throws {
    var model = ONNXModel(
      [ONNXNode("MatMul", ["x", "w"], ["y"])], inputs: [("x", [1, 4096])], outputs: ["y"],
      initializers: [.weights("w", [4096, 1024])])
    model.graph.initializer[0].rawData = .init(repeating: 1, count: 16 << 20)
    let slim = try model.bytes.withUnsafeBytes { bytes throws(FileProblem) in
      try PayloadFilter.slimModel(bytes).model
    }
    #expect(slim.count < 300)
    #expect(tensorShapes(try model.network())["y"] == [1, 1024])
  }
}
