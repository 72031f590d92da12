import TestSupport
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

  @Test func amongFoldedGroupsOnlyAChangeOfTheListMakesTheRowsAnew() {
    var script = Script(Samples.blocks)
    script.select("stage/0/conv1")
    script.run("group.fold-all", "accept", "accept")
    let before = script.state.rows.rebuilds
    script.run("move.down", "move.up", "pane.next", "property.increase", "undo", "move.down", "problem.next")
    script.run("cancel", "layer.select-range", "move.down", "layer.copy")
    #expect(script.state.rows.rebuilds == before)
    script.run("layer.delete", "undo")
    #expect(script.state.rows.rebuilds == before + 2)
  }
}
