import Designer
import Terminal
import Testing

@testable import DesignerScreens

/// What is said where there is not room for everything.
@Suite struct RoomTests {
  @Test(arguments: [(64, true), (65, false), (78, false)])
  func theSumsGiveWayToAMessageThatNeedsTheirRoom(length: Int, areSumsShown: Bool) throws {
    var state = try Play(Sample.alexNet).state
    let text = String(repeating: "m", count: length)
    _ = state.reduce(.show(Message(text, .warning)))
    let screen = render(state, size: Size(columns: 80, rows: 24)).text()
    #expect(screen.contains(text))
    #expect(screen.contains("Σ") == areSumsShown)
  }

  @Test func aSentenceThatIsCutSaysSo() throws {
    let screen = try Play(Sample.residual, keys: "down").screen.text()
    #expect(screen.contains("││ ! 1 row, 1 column at the end are never … │"))
  }
}
