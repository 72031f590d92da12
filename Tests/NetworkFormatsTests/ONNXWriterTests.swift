import NetworkModel
import Testing

@testable import NetworkFormats

@Suite struct ONNXWriterTests {
  /// The network as it is read again from what is written.
  private func readAgain(_ network: Network) throws -> Network {
    let export = try FileFormat.onnx.write(report(network))
    return try Formats.read(export.bytes, name: "network.onnx").network
  }

  @Test func everyKindOfLayerHasADeclaration() {
    #expect(Set(ONNXOperation.all.keys) == Set(Catalogue.specs.map(\.id)))
  }

  // A head that uses an embedding's table is read as one with weights of its own.
  @Test(arguments: Templates.all.map(\.id).filter { $0 != "gpt2" })
  func aTemplateKeepsItsParametersAndItsResult(name: String) throws {
    let network = try template(name)
    let again = try readAgain(network)
    let (before, after) = (Analysis(of: network), Analysis(of: again))
    #expect(after.totals.parameters == before.totals.parameters)
    #expect(after.totals.errors == 0)
    let last = try #require(network.ids.last.map { before[$0].shape?.dimensions.sorted() })
    #expect(again.ids.last.map { after[$0].shape?.dimensions.sorted() } == last)
  }

  @Test func aFileOfTheProgramsOwnIsSmall() throws {
    let export = try FileFormat.onnx.write(report(try template("vgg16")))
    #expect(export.bytes.count < 16_384)
  }

  @Test func aBrokenLayerIsNamed() throws {
    var network = try template("alexnet")
    try network.assign("Conv-1.stride=5")
    #expect { try FileFormat.onnx.write(report(network)) } throws: { error in
      "\(error)".contains("Conv-1")
    }
  }

  @Test func aSharedParameterIsReadByTheNameThatItHas() throws {
    let network = try read(
      nativeText(layers: [
        "name: in, kind: input, shape: [8]", "name: p, kind: parameter, shape: [8]",
        "name: one, kind: add, inputs: [in, p]", "name: q, kind: parameter, shape: [8], shares: p",
        "name: two, kind: add, inputs: [one, q]",
      ]))
    #expect(Analysis(of: network).totals.errors == 0)
    #expect(Analysis(of: try readAgain(network)).totals.errors == 0)
  }

  /// What the operators' own rules would do otherwise is said in nodes around them, or in a note.
  @Test(arguments: [
    (
      "avg_pool, size: 2, stride: 4, rounding: ceil", "[9, 11]",
      ["Transpose", "Pad", "AveragePool", "Transpose"]
    ),
    ("avg_pool, size: 2, stride: 4, rounding: ceil", "[13, 9]", ["Transpose", "AveragePool", "Transpose"]),
    ("pixel_unshuffle", "[8, 8]", ["Transpose", "Reshape", "Transpose", "Reshape", "Transpose"]),
    ("resize, mode: area, size: [2, 2]", "[8, 8]", ["Transpose", "AveragePool", "Transpose"]),
    ("instance_norm, scale: false, shift: false, statistics: true", "[8, 8]", nil),
  ])
  func rulesThatTheOperatorsLackAreWrittenOrNoted(layer: String, size: String, operators: [String]?) throws {
    let sizes = size.dropFirst().dropLast()
    let network = try read(
      nativeText(layers: ["name: x, kind: input, shape: [\(sizes), 4]", "name: layer, kind: \(layer)"]))
    let export = try FileFormat.onnx.write(report(network))
    let nodes = try ONNXModel(serializedBytes: export.bytes).graph.node.map(\.opType)
    if let operators {
      #expect(nodes == operators)
      #expect(export.notes.count == 1)
    } else {
      #expect(export.notes.contains("'layer': keeps no running mean and variance"), "\(export.notes)")
    }
  }

  @Test func whatAnAuthorWroteIsAName() throws {
    let name = "a\\\"b\\nc/ü/多"
    let network = try read(
      nativeText(layers: [
        "name: in, kind: input, shape: [8, 8, 3]", "name: \"\(name)\", kind: conv, filters: 4, kernel: 1",
      ]))
    #expect(Analysis(of: try readAgain(network)).totals.parameters == 16)
  }
}
