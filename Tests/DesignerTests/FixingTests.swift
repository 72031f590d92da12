import NetworkModel
import TestSupport
import Testing

@testable import Designer

@Suite struct FixingTests {
  @Test func theBestWaysOutAreShownWhereThereIsRoom() {
    var script = Script()
    script.type("5", into: "stride", of: "Conv-1")
    script.send(.accept)
    #expect(script.state.suggestedFixIts.isEmpty)
    script.send(.resized(rows: 20))
    #expect(script.state.suggestedFixIts.map(\.title) == ["stride 5 → 4", "input 227 → 241"])
    script.run("undo")
    #expect(script.state.suggestedFixIts.isEmpty)
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

  @Test func aSoundLayerSaysSo() {
    var script = Script()
    script.run("layer.fix")
    #expect(script.state.message?.text == "nothing is wrong with Input Image")
  }
}
