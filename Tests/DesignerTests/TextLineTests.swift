import Testing

@testable import Designer

@Suite struct TextLineTests {
  @Test(
    arguments: [
      ([.insert("x")], "abc dx", 6), ([.left, .insert("x")], "abc xd", 5), ([.start, .delete], "bc d", 0),
      ([.backspace, .backspace], "abc", 3), ([.deleteWord], "abc ", 4), ([.left, .deleteToStart], "d", 0),
      ([.start, .left, .backspace], "abc d", 0), ([.end, .right, .delete], "abc d", 5),
      ([.insert("\u{1B}[0m\n")], "abc d [0m ", 10),
    ] as [([TextEdit], String, Int)])
  func keysEditTheLine(edits: [TextEdit], text: String, cursor: Int) {
    var line = TextLine("abc d")
    for edit in edits { line.apply(edit) }
    #expect(line.text == text)
    #expect(line.cursor == cursor)
  }

  @Test(
    arguments: [
      (.insert("7"), "7"), (.backspace, ""), (.left, "12"), (.end, "12"),
    ] as [(TextEdit, String)])
  func theFirstCharacterReplacesASelectedText(edit: TextEdit, text: String) {
    var line = TextLine("12", isSelected: true)
    line.apply(edit)
    #expect(line.text == text)
    #expect(!line.isSelected)
  }

  @Test func theCursorCountsCharactersAsAPersonDoes() {
    var line = TextLine("e\u{301}e")
    line.apply(.left)
    line.apply(.backspace)
    #expect(line.text == "e")
    #expect(line.cursor == 0)
  }

  @Test func aCombiningCharacterJoinsTheOneBeforeIt() {
    var line = TextLine("e")
    line.apply(.insert("\u{301}"))
    #expect(line.cursor == line.text.count)
  }
}
