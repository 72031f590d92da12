import Terminal
import Testing

@Suite struct GeometryTests {
  private let rect = Rect(column: 2, row: 3, columns: 10, rows: 6)

  @Test(arguments: [-1, 0, 4, 6, 9])
  func theTwoPartsOfASplitMakeTheWhole(count: Int) {
    let rows = rect.splitTop(count)
    #expect(rows.top.size.rows + rows.rest.size.rows == 6)
    #expect(rows.top.rows.upperBound == rows.rest.rows.lowerBound)
    let lower = rect.splitBottom(count)
    #expect(lower.bottom.size.rows == rows.top.size.rows)
    #expect(lower.bottom.rows.upperBound == rect.rows.upperBound)
    #expect(lower.rest.rows.upperBound == lower.bottom.rows.lowerBound)
    let columns = rect.splitLeft(count)
    #expect(columns.left.columns.upperBound == columns.rest.columns.lowerBound)
    #expect(columns.rest.columns.upperBound == rect.columns.upperBound)
    let right = rect.splitRight(count)
    #expect(right.right.size.columns == columns.left.size.columns)
    #expect(right.rest.columns.upperBound == right.right.columns.lowerBound)
  }

  @Test func aMarginWiderThanTheRectangleLeavesNothing() {
    #expect(rect.inset() == Rect(column: 3, row: 4, columns: 8, rows: 4))
    #expect(rect.inset(columns: 6, rows: 1).isEmpty)
  }

  @Test func rectanglesThatDoNotMeetHaveNoIntersection() {
    let far = Rect(column: 50, row: 0, columns: 5, rows: 50)
    #expect(rect.intersection(far).isEmpty)
    #expect(rect.intersection(Rect(column: 0, row: 0, columns: 4, rows: 5)).size == Size(columns: 2, rows: 2))
  }

  @Test func whatIsCenteredStaysInside() {
    #expect(rect.centered(Size(columns: 4, rows: 2)) == Rect(column: 5, row: 5, columns: 4, rows: 2))
    #expect(rect.centered(Size(columns: 40, rows: 20)) == rect)
  }
}
