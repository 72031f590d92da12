import NetworkModel
import Testing

@testable import NetworkFormats

@Suite struct SharingTests {
  private func network() throws -> Network {
    try read(
      nativeText(layers: [
        "name: i, kind: input, shape: [8, 8, 4]", "name: a, kind: conv, filters: 4, kernel: 1",
        "name: b, kind: conv, shares: a, filters: 4, kernel: 1",
      ]))
  }

  @Test func parametersOfAnotherLayerAreBlankAndTheWorkIsNot() throws {
    let network = try network()
    let columns: [SummaryColumn] = [
      .name, .shares, .weights, .parameters, .parameterBytes, .share, .multiplyAdds,
    ]
    #expect(
      try written(report(network, columns: columns), as: .csv) == """
        Layer Name,Shares,Weights,Parameters,Parameter Bytes,%,MACs\r
        i,,0,0,0,0.0,0\r
        a,,16,20,80,100.0,1024\r
        b,a,,,,,1024\r
        Total,,16,20,80,100.0,2048\r

        """)
    let json = try written(report(network), as: .json)
    #expect(json.contains("\"shares\": \"a\""))
    #expect(json.ranges(of: "\"parameters\": 0").count == 2)
  }

  @Test func aLayerOfAnotherKindMayUseATableInAnotherOrderOfAxes() throws {
    func network(units: Int) throws -> Network {
      try read(
        nativeText(layers: [
          "name: i, kind: input, shape: [5]", "name: table, kind: embedding, entries: 11, dimension: 3",
          "name: head, kind: linear, shares: table, units: \(units), bias: false",
        ]))
    }
    #expect(Analysis(of: try network(units: 11)).totals.parameters == 33)
    let wrong = try network(units: 12)
    #expect(
      Analysis(of: wrong)[wrong.ids[2]].diagnostics.map(\.message)
        == ["shares the parameters of table: its weight is 3·12, not 11·3"])
  }

  @Test func theExplanationSaysWhoseTheyAre() throws {
    let network = try network()
    let text = explanation(of: network.ids[2], in: network, Analysis(of: network))
    #expect(text.contains("  parameters       those of a, counted there\n"))
    #expect(!text.contains("weights"))
  }

  @Test func aNameThatIsNoLayersIsToldWithTheNearest() throws {
    let network = try read(
      nativeText(layers: [
        "name: i, kind: input, shape: [8, 8, 4]", "name: conv-1, kind: conv, filters: 4, kernel: 1",
        "name: b, kind: conv, shares: Conv1, filters: 4, kernel: 1",
      ]))
    let lines = Findings(network, Analysis(of: network)).text(file: "n").split(separator: "\n")
    #expect(
      lines.first
        == "n: b: error: shares the parameters of Conv1, a layer that does not exist [shared-parameters]")
    #expect(lines.dropFirst().first?.hasPrefix("  fix: shares Conv1 → conv-1") == true)
  }

  @Test func ofAnOperatorThatIsNotModelledNothingIsKnown() throws {
    let network = try read(
      nativeText(layers: [
        "name: i, kind: input, shape: [8, 8, 4]", "name: o, kind: opaque, operator: X, shapes: [[2, 2]]",
      ]))
    let columns: [SummaryColumn] = [.name, .parameters, .flops, .activationBytes]
    #expect(try written(report(network, columns: columns), as: .csv).contains("\no,,,16\r\n"))
  }
}
