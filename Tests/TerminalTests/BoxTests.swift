import CustomDump
import Terminal
import Testing

@Suite struct BoxTests {
  @Test func aBoxHasItsTitleInTheUpperLine() {
    var frame = Frame(size: Size(columns: 20, rows: 5))
    frame.box(frame.bounds, title: "Layers")
    frame.divider(frame.bounds, row: 2)
    expectNoDifference(
      frame.text(),
      """
      ┌ Layers ──────────┐
      │                  │
      ├──────────────────┤
      │                  │
      └──────────────────┘
      """)
    expectNoDifference(
      frame.roleLetters(),
      """
      b TTTTTT bbbbbbbbbbb
      b                  b
      bbbbbbbbbbbbbbbbbbbb
      b                  b
      bbbbbbbbbbbbbbbbbbbb
      """)
  }

  @Test func inAsciiABoxIsDrawnWithSigns() {
    var frame = Frame(size: Size(columns: 12, rows: 3), glyphs: .ascii)
    frame.box(frame.bounds, title: "A long title")
    expectNoDifference(
      frame.text(),
      """
      + A long ~ +
      |          |
      +----------+
      """)
  }

  @Test(arguments: [
    (Size(columns: 2, rows: 2), "┌┐\n└┘"), (Size(columns: 4, rows: 2), "┌──┐\n└──┘"),
    (Size(columns: 5, rows: 2), "┌ … ┐\n└───┘"), (Size(columns: 1, rows: 2), "\n"),
    (Size(columns: 4, rows: 1), ""),
  ])
  func aSmallBoxDropsItsTitleAndThenItself(size: Size, expected: String) {
    var frame = Frame(size: size)
    frame.box(frame.bounds, title: "title")
    #expect(frame.text() == expected)
  }

  @Test func aBoxLeavesItsInsideAlone() {
    var frame = Frame(size: Size(columns: 5, rows: 3))
    frame.write("abcde", at: Point(column: 0, row: 1), role: .text)
    frame.box(frame.bounds)
    #expect(frame.text() == "┌───┐\n│bcd│\n└───┘")
  }
}
