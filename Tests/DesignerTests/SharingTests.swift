import NetworkModel
import TestSupport
import Testing

@testable import Designer

@Suite struct SharingTests {
  /// Two convolutions with the same tensors, and one with others.
  private static let network = Network(
    NetworkSettings(name: "shared"),
    layers: [
      Samples.input("input", 8, 8, 4), Samples.conv("a", 4, 3, padding: 1),
      Samples.conv("wide", 8, 3, padding: 1),
      Samples.layer("narrow", "slice", ["axis": .integer(-1), "start": .integer(0), "end": .integer(4)]),
      Samples.conv("b", 4, 3, padding: 1), Samples.maxPool("pool", 2, stride: 2),
    ])

  private func field(of name: String, _ script: Script) -> PropertyField? {
    var script = script
    script.select(name)
    return script.state.field(.shares)
  }

  @Test(arguments: [("a", true), ("b", true), ("input", false), ("pool", false)])
  func onlyALayerThatLearnsHasTheField(name: String, isThere: Bool) {
    let field = field(of: name, Script(Self.network))
    #expect((field != nil) == isThere)
    if let field { #expect(field.isDefault && field.value.isEmpty && field.defaultNote == "its own") }
  }

  @Test func theListHasTheLayersOfTheKindThoseThatFitFirst() throws {
    var script = Script(Self.network)
    script.select("b")
    script.send(.edit(.shares))
    let chooser = try #require(script.chooser)
    #expect(chooser.items.map(\.title) == ["its own", "a", "wide"])
    #expect(chooser.items.map(\.fits) == [true, true, false])
    #expect(chooser.highlighted?.title == "its own")
  }

  @Test func whatIsChosenIsShownAtOnceAndKeptAsOneStep() throws {
    var script = Script(Self.network)
    let before = script.state.analysis.totals.parameters
    script.select("b")
    script.send(.edit(.shares), .move(.by(1)))
    #expect(script.state.analysis.totals.parameters < before, "seen while the list is on it")
    script.run("accept")
    #expect(script.layer("b")?.shares == "a")
    #expect(script.state.field(.shares)?.value == "a")
    #expect(script.records.count == 1)
    script.send(.edit(.shares))
    #expect(script.chooser?.highlighted?.title == "a")
    script.run("cancel", "undo")
    #expect(script.layer("b")?.shares == nil)
    #expect(script.state.message?.text == "undid b shares none → a")
    #expect(script.state.analysis.totals.parameters == before)
  }

  @Test func theDefaultIsItsOwn() {
    var script = Script(Self.network)
    script.send(.apply(.share(script.state.network.ids[4], "a"), StepName("share")))
    script.select("b")
    script.send(.edit(.shares), .cancel)
    script.run("property.reset")
    #expect(script.layer("b")?.shares == nil)
  }

  @Test func aLayerThatCannotBeSharedSaysSoAtTheField() throws {
    var script = Script(Self.network)
    script.select("b")
    script.send(.edit(.shares), .move(.toEnd), .accept)
    let problem = try #require(script.state.field(.shares)?.problem)
    #expect(problem.hasPrefix("shares the parameters of wide: its weight is"))
  }
}
