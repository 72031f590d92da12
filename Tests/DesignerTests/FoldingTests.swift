import NetworkModel
import TestSupport
import Testing

@testable import Designer

@Suite struct FoldingTests {
  private var script: Script {
    var script = Script(Samples.blocks)
    script.select("stage/0/add")
    return script
  }

  private func rows(_ script: Script) -> [String] {
    (0..<script.state.rowCount).map { script.state.name(ofRow: $0) }
  }

  @Test func aGroupFoldsIntoARowAndOpensAgain() {
    var script = script
    script.run("group.fold")
    #expect(rows(script) == ["input", "stage/0", "stage/1/conv1", "stage/1/add", "output"])
    #expect(script.state.selectedGroup == "stage/0")
    script.run("accept")
    #expect(rows(script).count == 6)
    #expect(script.selectedName == "stage/0/add")
    #expect(script.state.focus == .layers)
    script.run("group.fold", "group.fold")
    #expect(rows(script).count == 6)
  }

  @Test func allGroupsFoldAndEachRemembersWhatIsFoldedWithinIt() {
    var script = script
    script.run("group.fold-all")
    #expect(rows(script) == ["input", "stage", "output"])
    script.run("accept")
    #expect(rows(script) == ["input", "stage/0", "stage/1", "output"])
    script.run("group.fold-around")
    #expect(rows(script) == ["input", "stage", "output"])
    script.run("group.fold-all")
    #expect(rows(script).count == 6)
  }

  @Test func aGroupHasTheSumsOfItsLayersAndTheMarkOfTheWorst() throws {
    var script = script
    script.type("2", into: "stride", of: "stage/1/conv1")
    script.send(.accept)
    script.run("cancel", "group.fold-all")
    let group = try #require(script.state.group(atRow: 1))
    let analysis = script.state.analysis
    #expect(group.layerCount == 4)
    #expect(group.parameters == analysis.totals.parameters)
    #expect(group.multiplyAdds == analysis.totals.multiplyAdds)
    #expect(group.last == script.state.network.id(named: "stage/1/add"))
    #expect(group.worst?.severity == .error)
    #expect(script.state.group(atRow: 0) == nil)
  }

  @Test func theSumsFollowAnEdit() throws {
    var script = script
    script.run("group.fold-all")
    let before = try #require(script.state.group(atRow: 1)).parameters
    let id = try #require(script.state.network.id(named: "stage/0/conv1"))
    script.send(.apply(.set(id, "bias", .flag(false)), StepName("no bias")))
    let after = try #require(script.state.group(atRow: 1)).parameters
    #expect(after.value == before.value.map { $0 - 16 })
    script.run("undo")
    #expect(script.state.group(atRow: 1)?.parameters == before)
  }

  @Test func aFoldedGroupIsCutCopiedAndMovedAsAWhole() {
    var script = script
    script.run("group.fold", "layer.move-down", "layer.move-down")
    #expect(rows(script).prefix(4) == ["input", "stage/1/conv1", "stage/1/add", "stage/0"])
    #expect(script.state.history.done.last?.name.description == "move stage/0 down")
    script.run("undo", "undo", "layer.delete")
    #expect(rows(script) == ["input", "stage/1/conv1", "stage/1/add", "output"])
    #expect(script.state.history.done.last?.name.description == "delete stage/0")
    script.run("undo")
    #expect(script.state.network == Samples.blocks)
    #expect(script.state.selectedGroup == "stage/0")
    script.run("layer.duplicate")
    #expect(script.selectedName == "stage/2/conv1")
  }

  @Test func aLayerIsAddedBehindTheWholeGroup() {
    var script = script
    script.run("group.fold", "layer.add-after")
    script.type("dropout")
    script.send(.accept)
    #expect(script.state.selectedRow == script.names.firstIndex(of: "dropout").map { $0 - 1 })
    #expect(script.names[3] == "dropout")
  }

  @Test(arguments: ["layer.rename", "layer.inputs", "layer.kind", "layer.note", "layer.fix"] as [CommandID])
  func whatIsAboutOneLayerSaysThatTheGroupIsFolded(command: CommandID) {
    var script = script
    script.run("group.fold", command)
    #expect(script.state.message?.text == "stage/0 is folded: open it first")
    #expect(script.state.fields.isEmpty)
  }

  @Test func whatIsFoundInAFoldedGroupOpensItAndEscFoldsItAgain() {
    var script = script
    script.run("group.fold-all", "move.first", "search")
    script.type("1/add")
    #expect(script.selectedName == "stage/1/add")
    #expect(script.state.selectedGroup == nil)
    script.run("cancel")
    #expect(rows(script) == ["input", "stage", "output"])
  }

  @Test func aProblemInAFoldedGroupIsGoneTo() {
    var script = script
    script.type("2", into: "stride", of: "stage/1/conv1")
    script.send(.accept)
    script.run("cancel", "group.fold-all", "move.first", "problem.next")
    #expect(script.selectedName == "stage/1/conv1")
    #expect(script.state.selectedGroup == nil)
  }

  @Test func whereThereIsNoGroupFoldingSaysSo() {
    var script = Script()
    script.run("group.fold")
    #expect(script.state.message?.text == "Input Image stands in no group")
    script.run("group.fold-all")
    #expect(script.state.message?.text == "no group: the names of its layers begin alike, as block/conv")
  }

  @Test func everyLayerIsInExactlyOneRowWhateverIsDoneOrInNoneUnderAFilter() {
    for seed in 1...3 {
      var script = Script(Samples.blocks)
      var random = SplitMix64(seed: seed)
      for _ in 0..<1_500 {
        script.doSomething(&random)
        if Int.random(in: 0..<10, using: &random) == 0 { script.run("cancel", "group.fold-all") }
        let state = script.state
        var place = 0
        for row in 0..<state.rowCount {
          let places = state.places(ofRow: row)
          #expect(
            !places.isEmpty && (state.filter == nil ? places.lowerBound == place : places.lowerBound >= place)
          )
          #expect(places.allSatisfy { state.row(of: state.network.ids[$0]) == row })
          place = places.upperBound
        }
        #expect(place == state.network.layerCount || state.filter != nil)
        // While a way out is looked at, the layer may be gone.
        #expect(!state.mode.isBrowsing || state.selection == nil || state.selectedRow != nil)
      }
    }
  }
}
