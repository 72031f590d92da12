import Designer
import NetworkFormats
import NetworkModel
import Terminal
import Testing

@testable import DesignerScreens

@Suite struct ProblemsPaneTests {
  @Test func theCheckCommandPrintsTheSameTexts() throws {
    let play = try Play(Sample.residual, keys: "!")
    let findings = Findings(play.state.network, play.state.analysis).findings
    #expect(!findings.isEmpty)
    #expect(Set(findings.map(\.diagnostic.message)) == Set(play.state.problems.map(\.diagnostic.message)))
    let own = findings.first { $0.layer == play.state.selection }
    #expect(own?.fixes == play.state.suggestedFixIts.fixIts.map(\.summary))
  }

  @Test func theSelectedProblemCanBeReadInFullWhereItsRowIsCut() throws {
    let play = try Play(Sample.residual, keys: "! j")
    let index = try #require(play.state.selectedProblem)
    let message = play.state.problems[index].diagnostic.message
    let screen = play.screen.text().split { " \n│┌┐└┘├┤─".contains($0) }.joined(separator: " ")
    #expect(screen.contains(message))
  }

  @Test func aClickSelectsAProblemAndADoubleClickGoesToItsLayer() throws {
    // The second row of the pane, below its border.
    let press = Event.mouse(MouseEvent(.left, .press, at: Point(column: 10, row: 13)))
    let once = try Play(Sample.residual, keys: "!", events: [press])
    #expect(once.state.selectedProblem == 1)
    #expect(once.state.focus == .problems)
    let twice = try Play(Sample.residual, keys: "!", events: [press, press])
    #expect(twice.state.focus == .layers)
    #expect(twice.state.selection == once.state.selection)
  }

  @Test func aLongMessageLeavesRoomForAWayOut() throws {
    for size in [(40, 10), (44, 10), (80, 24)] {
      let play = try Play(Sample.residual, size.0, size.1, keys: "!")
      let way = try #require(play.state.suggestedFixIts.fixIts.first)
      #expect(play.screen.text().contains("f  \(way.title.prefix { $0 != " " })"), "\(play.screen.text())")
    }
  }

  @Test func theWheelGoesThroughTheProblems() throws {
    let wheel = Event.mouse(MouseEvent(.wheelDown, .press, at: Point(column: 10, row: 13)))
    #expect(try Play(Sample.residual, keys: "! 1", events: [wheel, wheel]).state.selectedProblem == 2)
  }
}
