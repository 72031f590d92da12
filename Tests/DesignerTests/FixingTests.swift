import NetworkModel
import TestSupport
import Testing

@testable import Designer

@Suite struct FixingTests {
  @Test func theBestWaysOutAreShownWhereThereIsRoom() {
    var script = Script()
    script.type("5", into: "stride", of: "Conv-1")
    script.send(.accept)
    #expect(script.state.suggestedFixIts.fixIts.isEmpty)
    script.send(.resized(rows: 20))
    #expect(
      script.state.suggestedFixIts.fixIts.prefix(2).map(\.title) == ["stride 5 → 4", "input 227 → 241"])
    script.run("undo")
    #expect(script.state.suggestedFixIts.fixIts.isEmpty)
  }

  @Test func windowsThatAreNotWholeAreCountedAsSuch() {
    var script = Script()
    script.send(.apply(.configure(NetworkSettings(name: "AlexNet", rounding: .floor)), StepName("floor")))
    script.type("5", into: "stride", of: "Conv-1")
    script.send(.accept)
    #expect(script.state.problemSummary?.hasSuffix("not whole") == true)
  }

  private func broken() -> Script {
    var script = Script()
    script.type("5", into: "stride", of: "Conv-1")
    return script
  }

  private func dialog(_ script: Script) throws -> FixItDialog {
    guard case .fixing(let dialog) = script.state.mode else { throw Unavailable("no fix-its are open") }
    return dialog
  }

  @Test func theHighlightedWayOutIsShownInThePanesBehind() throws {
    var script = broken()
    script.run("layer.fix")
    #expect(script.layer("Conv-1")?.attributes["stride"] != .extent(5), "the first is shown at once")
    var shapes: Set<String?> = []
    for _ in try dialog(script).list.fixIts {
      shapes.insert(script.shape("Conv-1"))
      script.run("move.down")
    }
    #expect(shapes.count > 1)
    script.run("cancel")
    #expect(script.layer("Conv-1")?.attributes["stride"] == .extent(5))
    #expect(script.state.history.done.map(\.name.description) == ["Conv-1 stride 4 → 5"])
  }

  @Test func tabShowsTheLayersAfterItWithTheirSizesBeforeAndAfter() throws {
    var script = broken()
    script.run("layer.fix", "complete")
    let downstream = try #require(try dialog(script).downstream)
    let names = downstream.layers.map { script.state.network[$0.id]?.name }
    #expect(names == script.names.dropFirst().map { $0 })
    #expect(downstream.layers[1].former.shape?.description == "21×21×96")
    #expect(script.shape("MaxPool-1") == "27×27×96", "the panes show the way out meanwhile")
    script.run("move.down", "move.down")
    #expect(try dialog(script).downstream?.index == 2)
    script.run("complete")
    #expect(try dialog(script).downstream == nil)
    script.run("complete", "accept")
    #expect(script.state.problems.isEmpty)
    #expect(script.state.history.done.last?.name.description == "fix Conv-1: stride 5 → 4")
  }

  @Test func anInputIsAmongTheLayersThatItsOwnFixReaches() throws {
    var script = broken()
    script.run("layer.fix", "move.down", "complete")
    let first = try #require(try dialog(script).downstream?.layers.first)
    #expect(script.state.network[first.id]?.name == "Input Image")
  }

  @Test func oneKeyAppliesItAsOneStep() throws {
    var script = broken()
    script.run("layer.fix")
    let fixIt = try #require(try dialog(script).highlighted)
    script.run("accept")
    #expect(script.state.mode.isBrowsing)
    #expect(script.state.problemSummary == nil)
    #expect(script.state.message == Message(fixIt.summary, .success))
    #expect(script.state.history.done.last?.name.description == "fix Conv-1: \(fixIt.title)")
    script.run("undo", "undo")
    #expect(script.state.network == Samples.alexNet)
  }

  @Test func aLayerThatSuffersFromAnotherOffersTheWaysOutOfThatOne() throws {
    var script = broken()
    script.send(.accept)
    script.select("Conv-4")
    script.run("layer.fix")
    #expect(try dialog(script).layer == script.state.network.id(named: "Conv-1"))
  }

  @Test func whereTheWayOutIsToDoWithoutTheLayerItsNeighbourIsSelected() throws {
    var script = Script(
      Network(layers: [
        Samples.input("input", 8, 8, 3), Samples.conv("a", 4, 3),
        Samples.layer("b", "activation", inputs: ["input"]),
      ]))
    script.select("a")
    script.run("layer.fix")
    let deletion = try dialog(script).list.fixIts.firstIndex { $0.title == "delete it" }
    script.send(.move(.by(try #require(deletion))), .accept)
    #expect(script.names == ["input", "b"])
    #expect(script.selectedName == "b")
    script.run("undo")
    #expect(script.selectedName == "a")
  }

  @Test func aSoundLayerSaysSo() {
    var script = Script()
    script.run("layer.fix")
    #expect(script.state.message?.text == "nothing is wrong with Input Image")
  }
}
