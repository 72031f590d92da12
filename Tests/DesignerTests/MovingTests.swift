import NetworkModel
import Testing

@testable import Designer

@Suite struct MovingTests {
  @Test(
    arguments: [
      (["move.down"], 1), (["move.up"], 0), (["move.page-down"], 6), (["move.half-page-down"], 3),
      (["move.last"], 12), (["move.last", "move.page-up"], 6), (["move.last", "move.half-page-up"], 9),
      (["move.last", "move.down"], 12), (["move.last", "move.first"], 0),
    ] as [([CommandID], Int)])
  func commandsMoveThroughTheLayers(commands: [CommandID], row: Int) {
    var script = Script()
    for command in commands { script.run(command) }
    #expect(script.state.selectedRow == row)
    let visible = script.state.top..<script.state.top + 6
    #expect(visible.contains(row))
  }

  @Test func nothingScrollsWhileTheSelectionIsInSight() {
    var script = Script()
    script.run("move.page-down")
    #expect(script.state.top == 1)
    for _ in 0..<5 { script.run("move.up") }
    #expect(script.state.top == 1)
    script.run("move.up")
    #expect(script.state.top == 0)
  }

  @Test func aTallerPaneStaysFullAndShowsTheSelection() {
    var script = Script()
    script.run("move.last")
    #expect(script.state.top == 7)
    #expect(script.state.firstRow(showing: 10) == 3)
    #expect(script.state.firstRow(showing: 40) == 0)
    #expect(script.state.firstRow(showing: 1) == 12)
  }

  @Test func theWheelTakesTheSelectionAlongAtTheEdge() {
    var script = Script()
    script.send(.scroll(by: 3))
    #expect(script.state.top == 3)
    #expect(script.state.selectedRow == 3)
    script.send(.scroll(by: 100))
    #expect(script.state.top == 7)
    script.send(.scroll(by: -100))
    #expect(script.state.top == 0)
    #expect(script.state.selectedRow == 5)
  }

  @Test func theSelectedPropertyStaysWhereTheNextLayerHasIt() {
    var script = Script()
    script.select("Conv-1")
    script.send(.selectField(2))
    #expect(script.state.selectedField?.label == "stride")
    script.select("MaxPool-1")
    #expect(script.state.selectedField?.label == "stride")
    script.select("FC-1")
    #expect(script.state.selectedField?.label == "units")
  }

  @Test func enterGoesToThePropertiesAndEscBack() {
    var script = Script()
    script.run("accept")
    #expect(script.state.focus == .properties)
    script.run("cancel")
    #expect(script.state.focus == .layers)
    script.run("pane.next", "pane.next")
    #expect(script.state.focus == .summary)
    script.run("pane.next")
    #expect(script.state.focus == .layers)
    script.run("pane.previous")
    #expect(script.state.focus == .summary)
  }

  @Test func problemsAreVisitedInTheOrderOfTheListAndAround() {
    var script = Script()
    script.run("problem.next")
    #expect(script.state.message?.text == "there is no problem")
    script.type("5", into: "stride", of: "Conv-1")
    script.send(.accept)
    script.type("7", into: "groups", of: "Conv-5")
    script.send(.accept)
    script.select("Input Image")
    var visited: [String?] = []
    for _ in 0..<3 {
      script.run("problem.next")
      visited.append(script.selectedName)
    }
    #expect(visited == ["Conv-1", "Conv-5", "Conv-1"])
    script.run("problem.previous")
    #expect(script.selectedName == "Conv-5")
  }

  @Test func aMessageStaysUntilTheNextKey() {
    var script = Script()
    script.send(.show(Message("hello")))
    script.send(.resized(rows: 4))
    #expect(script.state.message == Message("hello"))
    script.run("move.down")
    #expect(script.state.message == nil)
  }
}
