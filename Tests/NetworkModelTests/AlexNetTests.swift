import TestSupport
import Testing

@testable import NetworkModel

@Suite("The AlexNet that is derived by hand")
struct AlexNetTests {
  @Test("every size and count of the table, to the digit")
  func everyNumberOfTheTable() {
    let network = Samples.alexNet()
    let analysis = Analysis(of: network)
    let rows: [(String, String, Int, Int, Int)] = [
      ("Input Image", "227×227×3", 0, 0, 0),
      ("Conv-1", "55×55×96", 34_848, 96, 34_944),
      ("MaxPool-1", "27×27×96", 0, 0, 0),
      ("Conv-2", "27×27×256", 614_400, 256, 614_656),
      ("MaxPool-2", "13×13×256", 0, 0, 0),
      ("Conv-3", "13×13×384", 884_736, 384, 885_120),
      ("Conv-4", "13×13×384", 1_327_104, 384, 1_327_488),
      ("Conv-5", "13×13×256", 884_736, 256, 884_992),
      ("MaxPool-3", "6×6×256", 0, 0, 0),
      ("FC-1", "4096×1", 37_748_736, 4_096, 37_752_832),
      ("FC-2", "4096×1", 16_777_216, 4_096, 16_781_312),
      ("FC-3", "1000×1", 4_096_000, 1_000, 4_097_000),
      ("Output", "1000×1", 0, 0, 0),
    ]
    #expect(network.layerCount == rows.count)
    for (id, row) in zip(network.ids, rows) {
      let facts = analysis[id]
      #expect(network[id]?.name == row.0)
      #expect(facts.shape?.text() == row.1)
      #expect(facts.weights.value == row.2, "\(row.0)")
      #expect(facts.biases.value == row.3, "\(row.0)")
      #expect(facts.parameters.value == row.4, "\(row.0)")
      #expect(facts.diagnostics == [], "\(row.0)")
    }
    #expect(analysis.totals.parameters.value == 62_378_344)
    #expect(analysis[network.ids[1]].multiplyAdds.value == 105_415_200)
    #expect(analysis[network.ids[1]].activationBytes.value == 1_161_600)
    #expect(analysis[network.ids[8]].trace?.receptiveField == [195, 195])
    #expect(analysis[network.ids[9]].trace == nil)
  }

  @Test("its sizes are whole for n ≡ 3 (mod 32)")
  func exactInputs() {
    let network = Samples.alexNet()
    let exact = Analysis(of: network).exactInputs(in: network)
    #expect(exact.count == 1)
    #expect(
      exact[0].axes == [ResidueClass(remainder: 3, modulus: 32), ResidueClass(remainder: 3, modulus: 32)])
    #expect(exact[0].text == "exact for n ≡ 3 (mod 32)")
  }

  @Test("a stride of 5 gives one error, and provisional rows behind it")
  func oneMistakeOneError() throws {
    var network = Samples.alexNet()
    var analysis = Analysis(of: network)
    let conv1 = network.ids[1]
    let inverse = try network.apply(.set(conv1, "stride", .extent(5)))
    analysis.update(to: network)
    #expect(analysis.totals.errors == 1)
    #expect(analysis.totals.parameters.value == 41_406_824)
    #expect(analysis[conv1].brokenSizes == [0: Fraction(221, 5), 1: Fraction(221, 5)])
    #expect(
      analysis[conv1].diagnostics.map(\.message)
        == ["(227 − 11 + 2·0)/5 + 1 = 44.2, not whole: 1 row, 1 column over"])
    #expect(network.ids[2...].allSatisfy { analysis[$0].standing == .provisional(because: conv1) })
    #expect(analysis.exactInputs(in: network)[0].text == "exact for n ≡ 1 (mod 40)")
    try network.apply(inverse)
    analysis.update(to: network)
    #expect(analysis.totals == Analysis(of: Samples.alexNet()).totals)
  }
}
