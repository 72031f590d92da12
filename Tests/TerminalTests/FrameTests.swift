import Terminal
import Testing

/// A point, for tests that write many.
private func at(_ column: Int, _ row: Int) -> Point { Point(column: column, row: row) }

@Suite struct FrameTests {
  @Test(arguments: [
    (at(0, 0), "abcdef", 6), (at(3, 0), "   abc", 3), (at(-2, 0), "cdef", 6), (at(6, 0), "", 0),
    (at(0, 1), "", 0), (at(0, -1), "", 0),
  ])
  func textOutsideTheFrameIsLeftOut(point: Point, text: String, columns: Int) {
    var frame = Frame(size: Size(columns: 6, rows: 1))
    let used = frame.write("abcdef", at: point, role: .text)
    #expect(frame.text() == text)
    #expect(used == columns)
  }

  @Test(arguments: [
    ("abc", Alignment.left, "[abc  ]"), ("abc", .right, "[  abc]"), ("abc", .center, "[ abc ]"),
    ("abcdef", .left, "[abcd…]"), ("abcdef", .right, "[abcd…]"), ("中文中", .left, "[中文…]"),
    ("a中文中", .left, "[a中… ]"), ("", .left, "[     ]"),
  ])
  func aFieldIsFilledExactly(text: String, align: Alignment, expected: String) {
    var frame = Frame(size: Size(columns: 7, rows: 1))
    frame.write("[xxxxx]", at: at(0, 0), role: .text)
    let used = frame.write(text, at: at(1, 0), role: .fieldValue, width: 5, align: align)
    #expect(frame.text() == expected)
    #expect(used == 5)
    #expect((1...5).allSatisfy { frame.cell(at: at($0, 0))?.role == .fieldValue })
  }

  @Test func aFieldCutByTheEdgeKeepsItsEllipsis() {
    var frame = Frame(size: Size(columns: 4, rows: 1))
    frame.write("abcdef", at: at(1, 0), role: .text, width: 6)
    #expect(frame.text() == " ab…")
  }

  @Test func anAsciiFrameCutsWithAnAsciiEllipsis() {
    var frame = Frame(size: Size(columns: 4, rows: 1), glyphs: .ascii)
    frame.write("abcdef", at: at(0, 0), role: .text, width: 4)
    #expect(frame.text() == "abc>")
  }

  @Test(arguments: [
    (0, "x", "x中中"), (1, "x", " x 中"), (2, "x", "  x中"), (2, "xx", "  xx"), (3, "xx", " 中xx"),
    (4, "字", " 中 字"), (1, "xx", " xx中"),
  ])
  func drawingOverAHalfBlanksTheOther(column: Int, text: String, expected: String) {
    var frame = Frame(size: Size(columns: 8, rows: 1))
    frame.write("中中", at: at(1, 0), role: .text)
    frame.write(text, at: at(column, 0), role: .text)
    #expect(frame.text() == expected)
    expectWhole(frame)
  }

  @Test(arguments: [at(5, 0), at(-1, 0)])
  func aWideGlyphIsNeverSplitByTheEdge(point: Point) {
    var frame = Frame(size: Size(columns: 6, rows: 1))
    frame.write("中", at: point, role: .error)
    #expect(frame.text() == "")
    expectWhole(frame)
  }

  @Test(arguments: [0, 1, 2, 3, 4])
  func fillingNeverSplitsAWideGlyph(column: Int) {
    var frame = Frame(size: Size(columns: 6, rows: 1))
    frame.write("中文字", at: at(0, 0), role: .text)
    frame.fill(Rect(column: column, row: 0, columns: 1, rows: 1))
    expectWhole(frame)
    #expect(frame.text().unicodeScalars.filter { !$0.isASCII }.count == 2)
  }

  @Test func anyTextLeavesAWholeRow() {
    var generator = Numbers(state: 7)
    let pieces = ["a", "中", "e\u{301}", "\u{301}", "😀", "\u{1B}", "\u{202E}", "한", "👩\u{200D}👧", "…"]
    for _ in 0..<500 {
      var frame = Frame(size: Size(columns: 11, rows: 1))
      for _ in 0..<6 {
        let text = (0..<4).map { _ in pieces[generator.next(pieces.count)] }.joined()
        let width = generator.next(2) == 0 ? nil : generator.next(9)
        frame.write(text, at: at(generator.next(14) - 2, 0), role: .text, width: width)
      }
      expectWhole(frame)
      #expect(TextWidth.columns(frame.text()) <= 11)
    }
  }

  @Test func marksBeyondTheFourthAreDropped() {
    var frame = Frame(size: Size(columns: 2, rows: 1))
    frame.write("e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}x", at: at(0, 0), role: .text)
    #expect(frame.text().unicodeScalars.map(\.value) == [0x65, 0x301, 0x302, 0x303, 0x304, 0x78])
  }

  @Test func aMarkWithoutALetterDoesNotReachTheCellBefore() {
    var frame = Frame(size: Size(columns: 3, rows: 1))
    frame.write("│", at: at(0, 0), role: .border)
    frame.write("\u{301}ab", at: at(1, 0), role: .text)
    #expect(frame.text().unicodeScalars.elementsEqual("│ab".unicodeScalars))
  }

  @Test func controlCharactersAreShownAsReplacements() {
    var frame = Frame(size: Size(columns: 8, rows: 1))
    frame.write("a\u{1B}\nb\u{9B}", at: at(0, 0), role: .text)
    #expect(frame.text() == "a\u{FFFD}\u{FFFD}b\u{FFFD}")
  }

  /// Every right half follows a wide glyph, and every wide glyph is followed by its right half.
  private func expectWhole(_ frame: Frame, sourceLocation: SourceLocation = #_sourceLocation) {
    let cells = frame.cells
    for (index, cell) in cells.enumerated() {
      let isWide = !cell.isRightHalf && TextWidth.columns(String(cell.scalar)) == 2
      let next = index + 1 < cells.count && cells[index + 1].isRightHalf
      #expect(isWide == next, "cell \(index) of \(frame.text())", sourceLocation: sourceLocation)
    }
    #expect(cells.first?.isRightHalf != true, sourceLocation: sourceLocation)
  }
}

/// The same numbers at every run.
private struct Numbers {
  var state: UInt64

  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }
}
