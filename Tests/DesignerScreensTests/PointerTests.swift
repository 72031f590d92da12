import Designer
import NetworkModel
import Terminal
import Testing

@testable import DesignerScreens

@Suite struct PointerTests {
  @Test func aDoubleClickOpensAFoldedGroup() throws {
    let press = Event.mouse(MouseEvent(.left, .press, at: Point(column: 8, row: 7)))
    let play = try Play(Sample.residual, keys: "Z", events: [press])
    #expect(play.state.selectedGroup == "layer1")
    #expect(
      try Play(Sample.residual, keys: "Z", events: [press, press]).state.rowCount == play.state.rowCount + 1)
  }

  @Test func aClickSelectsTheLayerUnderIt() throws {
    // The third row of the list, below the title and the border.
    #expect(try click(column: 10, row: 4).state.selectedRow == 2)
    let table = try click(column: 10, row: 15)
    #expect(table.state.selectedRow == 2)
    #expect(table.state.focus == .summary)
  }

  @Test func aClickSelectsTheFieldUnderIt() throws {
    let play = try click(column: 45, row: 3, after: "down")
    #expect(play.state.focus == .properties)
    #expect(play.state.selectedField?.label == "kernel")
  }

  @Test func aDoubleClickOpensTheField() throws {
    let play = try click(column: 45, row: 3, after: "down", times: 2)
    guard case .editing(let editor) = play.state.mode else {
      Issue.record("nothing is being edited")
      return
    }
    #expect(editor.field.label == "kernel")
  }

  @Test func theWheelScrollsTheListAndTheTable() throws {
    let play = try Play(Sample.chain(100), events: [wheel(.wheelDown), wheel(.wheelDown), wheel(.wheelUp)])
    #expect(play.state.top == 3)
  }

  @Test func aClickBesideADialogClosesIt() throws {
    #expect(try click(column: 0, row: 23, after: "? ").state.mode.isBrowsing)
    #expect(try click(column: 10, row: 10, after: "?").state.mode.isBrowsing == false)
  }

  @Test func aDoubleClickTakesTheItemOfAList() throws {
    // The first kind that matches is the convolution.
    let play = try click(column: 10, row: 4, after: "a 'conv'", times: 2)
    #expect(play.state.network.layerCount == 13)
    #expect(play.state.selection.flatMap { play.state.network[$0] }?.kind.name == "conv")
  }

  @Test func anAnswerIsHighlightedByAClickAndGivenByADoubleOne() throws {
    // The second of the three answers.
    let once = try click(column: 20, row: 11, after: "d q")
    guard case .confirming(let confirmation) = once.state.mode else {
      Issue.record("nothing is asked")
      return
    }
    #expect(confirmation.options[confirmation.index].title == "discard")
    #expect(try click(column: 20, row: 11, after: "d q", times: 2).ending == .quit(status: 0))
  }

  @Test(arguments: [(0, 0), (79, 23), (36, 10), (35, 9), (79, 11), (5, 21)])
  func aClickOnABorderChangesNoSelection(_ column: Int, _ row: Int) throws {
    #expect(try click(column: column, row: row, times: 2).state.selectedRow == 0)
  }

  private func click(column: Int, row: Int, after keys: String = "", times: Int = 1) throws -> Play {
    let place = Point(column: column, row: row)
    let press = [
      Event.mouse(MouseEvent(.left, .press, at: place)), .mouse(MouseEvent(.left, .release, at: place)),
    ]
    return try Play(
      Sample.alexNet, keys: keys, events: Array(repeating: press, count: times).flatMap { $0 })
  }

  private func wheel(_ button: MouseEvent.Button) -> Event {
    .mouse(MouseEvent(button, .press, at: Point(column: 5, row: 5)))
  }
}
