import NetworkModel
import Testing

@testable import NetworkFormats

/// What becomes of the sizes that a file leaves open.
struct ONNXDimensionTests {
  /// A table of positions that ends before the numbers with which images are tried out.
  @Test(arguments: [Int64(24), 512])
  func aShortTableFollowsTheDimension(length: Int64) throws {
    var network = try ONNXModel(
      [
        ONNXNode("Shape", ["x"], ["s"]), ONNXNode("Gather", ["s", "one"], ["n"]),
        ONNXNode("Slice", ["table", "zero", "n", "one"], ["part"]), ONNXNode("Add", ["x", "part"], ["y"]),
      ], inputs: [("x", ["batch", "seq", 4])], outputs: ["y"],
      initializers: [.integers("one", [1]), .integers("zero", [0]), .weights("table", [1, length, 4])]
    ).network()
    try network.assign("seq=16")
    #expect(tensorShapes(network)["part"] == [1, 16, 4])
    #expect(Analysis(of: network).totals.errors == 0)
  }

  @Test func aNetworkOpensAtSizesAtWhichItWorks() throws {
    let (network, _, notes) = try Formats.read(
      ONNXModel(
        [ONNXNode("Conv", ["x", "w"], ["c"]), ONNXNode("Conv", ["c", "v"], ["y"])],
        inputs: [("x", [1, 3, "h", "w"])], outputs: ["y"],
        initializers: [.weights("w", [4, 3, 5, 5]), .weights("v", [4, 4, 3, 3])]
      ).bytes, name: "test.onnx")
    #expect(network.settings.dimensions == ["h": 64, "w": 64])
    #expect(tensorShapes(network)["y"] == [1, 4, 58, 58])
    #expect(notes == ["the file leaves open, and 64 is taken: h, w"])
  }

  /// Sizes that no layer can say are right for those with which the file is read.
  @Test func aFileIsReadForTheSizesThatAreAskedFor() throws {
    let bytes = ONNXModel(
      [
        ONNXNode("Shape", ["x"], ["s"]), ONNXNode("Gather", ["s", "axes"], ["sides"]),
        ONNXNode("ReduceProd", ["sides"], ["area"], ["keepdims": 1]),
        ONNXNode("Concat", ["area", "axes"], ["shape"], ["axis": 0]),
        ONNXNode("Expand", ["cell", "shape"], ["grid"]), ONNXNode("Relu", ["grid"], ["y"]),
        ONNXNode("Relu", ["x"], ["z"]),
      ], inputs: [("x", [1, 3, "h", "w"])], outputs: ["y", "z"],
      initializers: [.integers("axes", [2, 3]), .integer("cell", 1)]
    ).bytes
    let open = try Formats.read(bytes, name: "test.onnx")
    #expect(tensorShapes(open.network)["y"] == [1, 2, 3])
    #expect(open.notes.last?.contains("with others, read the file anew with --set") == true)
    let asked = try Formats.read(FileContent(bytes), name: "test.onnx", assuming: ["h": 4, "w": 6])
    #expect(tensorShapes(asked.network)["y"] == [24, 2, 3])
    #expect(tensorShapes(asked.network)["z"] == [1, 3, 4, 6])
    #expect(asked.notes == ["the file leaves open, and 6 is taken: h, w"])
  }

  @Test func whatIsMadeOfNothingHasTheShapeOfWhatItIsPutInto() throws {
    let network = try ONNXModel(
      [
        ONNXNode("ConstantOfShape", ["shape"], ["zeros"]),
        ONNXNode("Slice", ["zeros", "zero", "end"], ["none"]),
        ONNXNode("Transpose", ["none"], ["turned"], ["perm": [1, 0]]),
        ONNXNode("ScatterND", ["zeros", "places", "turned"], ["mask"]),
        ONNXNode("Add", ["x", "mask"], ["y"]),
      ], inputs: [("x", [1, 40, 40])], outputs: ["y"],
      initializers: [
        .integers("shape", [40, 40]), .integers("zero", [0]), .integers("end", [-40]),
        .integers("places", [0]),
      ]
    ).network()
    #expect(network.layers.map(\.kind.name) == ["input", "constant", "add", "output"])
    #expect(tensorShapes(network)["mask"] == [40, 40])
  }
}
