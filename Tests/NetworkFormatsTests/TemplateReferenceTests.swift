import Foundation
import NetworkModel
import Testing

@testable import NetworkFormats

/// Templates held against torchvision, layer by layer; Tests/Fixtures/make_templates.py makes the file.
@Suite struct TemplateReferenceTests {
  @Test func everyLayerHasTheShapeAndTheParametersOfItsReference() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    let text = try String(contentsOf: folder.appending(path: "templates.tsv"), encoding: .utf8)
    let rows = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.split(separator: "\t") }
    #expect(rows.count > 300)
    for (id, rows) in Dictionary(grouping: rows, by: { String($0[0]) }) {
      let network = try template(id)
      let analysis = Analysis(of: network)
      #expect(network.layers.map(\.name) == rows.map { String($0[1]) })
      for (layer, row) in zip(network.ids, rows) {
        let facts = analysis[layer]
        let shape = facts.shape?.dimensions.map { String($0) }.joined(separator: "x")
        #expect(shape == String(row[2]), "\(id) \(row[1])")
        #expect(facts.parameters.value == Int(row[3]), "\(id) \(row[1])")
      }
    }
  }
}
