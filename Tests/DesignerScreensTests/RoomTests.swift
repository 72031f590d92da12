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

  @Test(arguments: [(80, "", false), (120, "", true), (80, "float16", true)])
  func theTitleHasTheElementTypeWhereThereIsRoomOrItIsNotTheUsual(
    columns: Int, type: String, isShown: Bool
  ) throws {
    let keys = type.isEmpty ? "" : ": 'element-type' space '\(type)' enter"
    let title = try Play(Sample.alexNet, columns, 24, keys: keys).screen.text().prefix { $0 != "\n" }
    #expect(title.hasSuffix("batch 1" + (isShown ? " · \(type.isEmpty ? "float32" : type)" : "")))
  }

  /// The hint of a key that would only refuse is no help.
  @Test(arguments: [("2", true), ("2 G", false), ("s", false), ("s down", true), ("s G", false)])
  func countingIsHintedWhereThereIsSomethingToCount(keys: String, isHinted: Bool) throws {
    let screen = try Play(Sample.alexNet, keys: "down \(keys)").screen.text()
    #expect(screen.contains("+ more") == isHinted, "\(screen)")
  }

  @Test func aSentenceThatIsCutSaysSo() throws {
    let screen = try Play(Sample.residual, keys: "down").screen.text()
    #expect(screen.contains("││ ! 1 row, 1 column at the end are never … │"))
  }
}
