import Testing

@testable import Designer
@testable import NetworkModel

@Suite struct CostTests {
  @Test(arguments: [1_000, 20_000])
  func aKeyCostsWhatItChangesAndNotWhatThereIs(layers: Int) {
    var script = Script(Samples.chain(layers))
    script.run("move.last", "move.up", "move.up")
    let before = script.state.analysis.visits
    for _ in 0..<50 { script.run("move.up", "move.page-down") }
    #expect(script.state.analysis.visits == before, "moving looks at no layer again")
    script.run("layer.duplicate", "layer.rename")
    script.type("x")
    script.run("cancel", "undo", "redo", "layer.move-up", "undo", "undo")
    #expect(script.state.network.layerCount == layers)
    #expect(script.state.analysis.visits - before < 100)
  }
}
