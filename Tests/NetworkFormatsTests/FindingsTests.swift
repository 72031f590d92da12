import NetworkModel
import Testing

@testable import NetworkFormats

@Suite struct FindingsTests {
  @Test func findingsReadAsACompilersDo() throws {
    var network = try template("alexnet")
    try network.assign("Conv-1.stride=5")
    let lines = Findings(network, Analysis(of: network)).text(file: "a.yaml").split(separator: "\n")
    #expect(lines.first?.hasPrefix("a.yaml: Conv-1: error: (227 − 11 + 2·0)/5 + 1 = 44.2") == true)
    #expect(lines.first?.hasSuffix("[inexact-size]") == true)
    #expect(lines.last == "1 error, 0 warnings")
  }

  @Test func waysOutAreWorkedOutForTheBrokenLayersFirstAndNotForThousands() throws {
    let warned = (0..<100).map { "name: w\($0), kind: conv, inputs: i, filters: 1, kernel: 3, stride: 2" }
    let broken = "name: b, kind: conv, inputs: i, filters: 1, kernel: 3, stride: 2, rounding: exact"
    let network = try read(
      nativeText(rounding: "floor", layers: ["name: i, kind: input, shape: [8, 8, 3]"] + warned + [broken]))
    let findings = Findings(network, Analysis(of: network)).findings
    let helped = Set(findings.filter { !$0.fixes.isEmpty }.compactMap(\.name))
    #expect(helped.count == Findings.layersWithFixes)
    #expect(helped.contains("b"))
  }
}
