import TestSupport
import Testing

@testable import NetworkModel

@Suite("What is wrong")
struct DiagnosticTests {
  @Test("every code has a mistake that raises it, and an explanation")
  func everyCodeIsRaised() {
    #expect(Set(Mistake.all.map(\.code)) == Set(DiagnosticCode.allCases))
    for code in DiagnosticCode.allCases {
      #expect(code.explanation.hasSuffix(".") && !code.explanation.contains("\n"))
      #expect(code.rawValue.allSatisfy { $0.isLowercase || $0 == "-" })
    }
  }

  @Test("a mistake is told where it was made, with its numbers", arguments: Mistake.all)
  func message(mistake: Mistake) {
    let found = Analysis(of: mistake.network)[mistake.id].diagnostics
    #expect(found.map(\.code) == [mistake.code])
    #expect(found.map(\.severity) == [mistake.severity])
    #expect(found.map(\.message) == [mistake.message])
    #expect(found.map(\.attribute) == [mistake.attribute])
  }

  @Test("one mistake gives one error, and those behind it say whose it is", arguments: Mistake.all)
  func oneMistakeOneError(mistake: Mistake) {
    let analysis = Analysis(of: mistake.network)
    let isError = mistake.severity == .error
    #expect(analysis.totals.errors == (isError ? 1 : 0))
    #expect(mistake.network.ids.filter { analysis[$0].isBroken } == (isError ? [mistake.id] : []))
    // Who reads nothing, or the wrong layer, leaves another without a reader.
    let others = analysis.flagged.subtracting([mistake.id]).flatMap { analysis[$0].diagnostics }
    #expect(others.allSatisfy { $0.code == .unusedOutput } && (isError || others.isEmpty))
    let causes = mistake.network.ids.compactMap { analysis[$0].standing.cause }
    #expect(causes.allSatisfy { $0 == mistake.id })
    // A name that is taken breaks nothing behind it, and neither do parameters.
    let isHarmless = !isError || mistake.code == .duplicateName || mistake.code == .sharedParameters
    #expect(causes.contains(mistake.id) == !isHarmless)
    #expect(analysis.totals.isProvisional == !isHarmless)
    let tail = analysis[mistake.network.ids[mistake.network.layerCount - 1]]
    #expect((tail.shape == nil) == tail.standing.isBlocked)
  }

  @Test("a wrong stride anywhere in AlexNet is one error there", arguments: [1, 2, 3, 4, 5, 6, 7, 8])
  func oneErrorInAlexNet(place: Int) throws {
    var network = Samples.alexNet()
    for stride in 1...12 {
      try network.apply(.set(network.ids[place], "stride", .extent(Extent(stride))))
      let analysis = Analysis(of: network)
      let flagged = analysis.flagged.compactMap { network.index(of: $0) }
      #expect(flagged.count <= 1 && flagged.allSatisfy { $0 >= place }, "stride \(stride)")
      guard let broken = flagged.first else { continue }
      let behind = network.ids[(broken + 1)...].map { analysis[$0].standing.cause }
      #expect(behind.allSatisfy { $0 == network.ids[broken] })
      #expect(network.ids[...broken].allSatisfy { analysis[$0].standing == .sound })
    }
  }

  @Test("a mistake of its own is told behind another one, provisional or blocked as its layer may be")
  func independentMistakes() throws {
    var network = Samples.alexNet()
    let ids = network.ids
    try network.apply(.set(ids[1], "stride", .extent(5)))
    try network.apply(.set(ids[6], "groups", .integer(7)))
    var analysis = Analysis(of: network)
    #expect(analysis.flagged == [ids[1], ids[6]])
    #expect(analysis[ids[6]].diagnostics.map(\.code) == [.groupsDoNotDivide])
    #expect(analysis[ids[7]].standing == .blocked(by: ids[6]))
    try network.apply(.set(ids[1], "kernel", nil))
    try network.apply(.set(ids[9], "units", .integer(0)))
    analysis.update(to: network)
    #expect(analysis.flagged == [ids[1], ids[9]])
    #expect(analysis[ids[6]].standing == .blocked(by: ids[1]))
    #expect(analysis[ids[9]].diagnostics.map(\.code) == [.attributeOutOfRange])
  }

  @Test("sizes that went wrong before they were flattened are no mistake of the merge behind")
  func flattenedMistake() {
    let network = Network(layers: [
      Samples.input("in", 9, 2), Samples.window("odd", kernel: 2, stride: 2),
      Samples.layer("left", "flatten"),
      Samples.window("even", kernel: 1, stride: 2, inputs: ["in"]), Samples.layer("right", "flatten"),
      Samples.layer("join", "add", inputs: ["left", "right"]),
    ])
    let analysis = Analysis(of: network)
    // ⌊4.5⌋ = 4 places on the left, 5 on the right.
    #expect(analysis.flagged == [network.ids[1]])
    #expect(analysis[network.ids[5]].standing == .blocked(by: network.ids[1]))
  }

  @Test("several mistakes of one layer are told together, errors first")
  func severalMistakes() {
    let network = Network(layers: [
      Samples.input("in", 8, 2), Samples.window("in", kernel: 0, stride: 0),
      Samples.layer("end", "output", inputs: ["in"]),
    ])
    let found = Analysis(of: network)[network.ids[1]].diagnostics
    #expect(found.map(\.code) == [.attributeOutOfRange, .attributeOutOfRange, .duplicateName, .unusedOutput])
    #expect(found.map(\.severity) == found.map(\.severity).sorted(by: >))
  }

  @Test("a network without layers says so")
  func emptyNetwork() {
    let network = Network()
    let found = Analysis(of: network).networkDiagnostics(of: network)
    #expect(found.map(\.message) == ["the network has no layers"] && found.map(\.code) == [.noInput])
    #expect(Analysis(of: Samples.alexNet()).networkDiagnostics(of: Samples.alexNet()) == [])
  }
}
