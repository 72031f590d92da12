import Foundation
import NetworkModel
import Testing

@testable import NetworkFormats

/// Tests/Fixtures/make_pytorch_cost_fixtures.py makes the file.
@Suite struct NetworkCostTests {
  @Test func theMultiplyAddsOfATemplateAreHalfTheFLOPsThatPyTorchCounts() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    let text = try String(contentsOf: folder.appending(path: "network-flops.tsv"), encoding: .utf8)
    let rows = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.split(separator: "\t") }
    #expect(rows.count >= 6)
    for row in rows {
      let totals = Analysis(of: try template(String(row[0]))).totals
      #expect(totals.multiplyAdds * 2 == Int(row[1]).map { Count($0) }, "\(row[0])")
      #expect(totals.flops > totals.multiplyAdds * 2, "\(row[0])")
    }
  }
}
