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

  /// All of what is wrong comes before the properties that are not looked at; where even that is too much, the
  /// sentence says that it is cut.
  @Test(arguments: [
    (24, "down", "││ ! 1 row, 1 column at the end are never   │", "││   read (padding, no pixel)"),
    (18, "G up up", "││ ✗ the inputs differ in the number of chan", "…"),
  ])
  func whatIsWrongIsSaidInFullOrItIsSeenThatThereIsMore(
    rows: Int, keys: String, first: String, last: String
  ) throws {
    let network = rows == 24 ? Sample.residual : Sample.brokenBranch
    let screen = try Play(network, 80, rows, keys: keys).screen.text()
    #expect(screen.contains(first) || rows < 24, "\(screen)")
    #expect(screen.contains(last), "\(screen)")
  }

  /// A name, the room for it, and what is shown of it.
  @Test(arguments: [
    ("conv1", 5, "conv1"), ("inception3a/branch2/0/conv", 15, "…branch2/0/conv"),
    ("inception3a/branch2/0/conv", 26, "inception3a/branch2/0/conv"),
    ("block5_conv3_depthwise_bn", 13, "bloc…hwise_bn"), ("a/漢字漢字", 6, "…漢字"), ("漢字漢字漢字", 7, "漢…漢字"),
    ("ab/cd", 1, "…"), ("abc", 0, ""),
  ])
  func aNameThatIsTooLongKeepsItsEnd(name: String, columns: Int, shown: String) {
    let text = Glyphs.unicode.shortened(name: name, to: columns)
    #expect(text == shown)
    #expect(TextWidth.columns(text) <= columns)
  }

  @Test func aLongMessageGoesOnInTheLineOfTheHints() throws {
    let words = "models/of/a/folder/net.yaml: there is no room on the disk; the file is as it was"
    let play = try Play(Sample.alexNet, 40, 10, beginning: [.show(Message(words, .error))])
    let rows = play.screen.text().split(separator: "\n").map { String($0) }
    #expect(
      rows.suffix(2) == [" models/of/a/folder/net.yaml: there is", " no room on the disk; the file is as i…"])
    #expect(try Play(Sample.alexNet, 40, 10, keys: "j").screen.text().hasSuffix("? help"))
  }
}
