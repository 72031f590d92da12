import Foundation
import NetworkModel
import Testing

@testable import NetworkFormats

/// Templates held against torchvision, Keras and PyTorch, layer by layer; Tests/Fixtures/make_templates.py makes the
/// file.
@Suite struct TemplateReferenceTests {
  @Test(arguments: try Reference.all())
  private func everyLayerHasTheShapeAndTheParametersOfItsReference(reference: Reference) throws {
    let network = try template(reference.id)
    let analysis = Analysis(of: network)
    #expect(network.layers.map(\.name) == reference.layers.map { $0[0] })
    for (id, layer) in zip(network.ids, reference.layers) {
      let facts = analysis[id]
      let shapes = facts.outputs.map { $0.dimensions.map { String($0) }.joined(separator: "x") }
      let found = [shapes.joined(separator: " "), facts.parameters.plain, facts.nonTrainable.plain]
      #expect(found == Array(layer[1...]), "\(reference.id) \(layer[0])")
    }
  }

  @Test func theNetworksThatPeopleKnowAreHeldAgainstTheirReferences() throws {
    let byHand: Set = ["lenet5", "mlp"]
    #expect(Set(try Reference.all().map(\.id)) == Set(Templates.all.map(\.id)).subtracting(byHand))
  }
}

/// What a framework says of a network: for each layer its name, outputs, trained and frozen parameters.
private struct Reference: Sendable, CustomTestStringConvertible {
  let id: String
  let layers: [[String]]
  var testDescription: String { id }

  static func all() throws -> [Reference] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    let text = try String(contentsOf: folder.appending(path: "templates.tsv"), encoding: .utf8)
    let rows = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: "\t").map(String.init) }
    return Dictionary(grouping: rows) { $0[0] }.map { id, rows in
      Reference(id: id, layers: rows.map { Array($0[1...]) })
    }
  }
}

extension Count {
  fileprivate var plain: String { value.map { String($0) } ?? "overflow" }
}
