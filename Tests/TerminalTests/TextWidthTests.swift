import CWidth
import Testing

@testable import Terminal

@Suite struct TextWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("227×227×3", 9), ("中文", 4), ("ｆｕｌｌ", 8), ("한글", 4), ("e\u{301}", 1),
    ("😀", 2), ("a\tb", 3), ("\u{1B}[31m", 5), ("\u{85}", 1), ("a\u{2028}b", 3),
  ])
  func eachCharacterHasTheColumnsThatTerminalsGiveIt(text: String, columns: Int) {
    #expect(TextWidth.columns(text) == columns)
  }

  /// The scalars that are not looked up in the table stand there with one column each.
  @Test func whatIsTakenForOneColumnIsOneInTheTable() {
    _ = LocaleEncoding.isUTF8
    for value in UInt32(0x20)...0x25FF where TextWidth.takesOneColumn(value) {
      #expect(wcwidth(wchar_t(bitPattern: value)) == 1, "\(value)")
    }
  }

  @Test(arguments: [
    ("joiner", "\u{200D}"), ("variation selector", "\u{FE0F}"), ("override", "\u{202E}"),
    ("isolate", "\u{2066}"), ("byte order mark", "\u{FEFF}"), ("tag", "\u{E0041}"),
  ])
  func aCharacterThatOnlySteersTheTextIsDropped(name: String, steering: String) {
    var frame = Frame(size: Size(columns: 4, rows: 1))
    #expect(frame.write("a\(steering)b", at: Point(column: 0, row: 0), role: .text) == 2)
    #expect(frame.text().unicodeScalars.elementsEqual("ab".unicodeScalars))
  }

  @Test(arguments: [
    ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("abcdef", 1, "…"), ("abcdef", 0, ""),
    ("中文字", 5, "中文…"), ("中文字", 4, "中…"), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
  ])
  func truncatedTextEndsInAnEllipsisAndFits(text: String, columns: Int, expected: String) {
    #expect(TextWidth.truncated(text, to: columns) == expected)
  }

  @Test(arguments: [
    ("ab", Alignment.left, "ab   "), ("ab", .right, "   ab"), ("ab", .center, " ab  "),
    ("中", .right, "   中"), ("abcdefg", .right, "abcd…"), ("中文中文", .left, "中文…"),
    ("a中文中", .left, "a中… "),
  ])
  func paddedTextHasExactlyTheColumnsAskedFor(text: String, align: Alignment, expected: String) {
    let padded = TextWidth.padded(text, to: 5, align: align)
    #expect(padded == expected)
    #expect(TextWidth.columns(padded) == 5)
  }
}
