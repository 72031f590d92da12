import Terminal
import Testing

@Suite struct FrameChangeTests {
  /// A row before and after, and the runs of columns that have to be drawn.
  @Test(arguments: [
    ("abcdef", "abcdef", []), ("abcdef", "abXdef", [2..<3]), ("abcdef", "Xbcdef", [0..<1]),
    ("abcdef", "aXcXef", [1..<4]), ("a         z", "b         y", [0..<1, 10..<11]),
    ("ab", "a\u{301}b", [0..<1]),
    ("a中b", "a文b", [1..<2]), ("abcd", "a中d", [1..<3]), ("a中d", "abcd", [1..<3]),
  ])
  func theRunsThatDifferAreDrawn(before: String, after: String, runs: [Range<Int>]) {
    #expect(changes(from: frame(before), to: frame(after)) == runs)
  }

  @Test func anotherMeaningOrSurfaceIsADifferenceToo() {
    let before = frame("abcdef")
    var after = before
    after.write("c", at: Point(column: 2, row: 0), role: .error)
    #expect(changes(from: before, to: after) == [2..<3])
    after = before
    after.write("c", at: Point(column: 2, row: 0), role: .text, surface: .selection)
    #expect(changes(from: before, to: after) == [2..<3])
    #expect(before != after)
  }

  private func frame(_ text: String) -> Frame {
    var frame = Frame(size: Size(columns: 12, rows: 1))
    frame.write(text, at: Point(column: 0, row: 0), role: .text)
    return frame
  }

  private func changes(from before: Frame, to after: Frame) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    after.forEachChange(inRow: 0, since: before) { runs.append($0) }
    return runs
  }
}
