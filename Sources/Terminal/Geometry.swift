/// An extent in cells. Never negative.
public struct Size: Hashable, Sendable {
  public var columns: Int
  public var rows: Int

  public init(columns: Int, rows: Int) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }
}

/// A cell's place, counted from the upper left corner, which is (0, 0).
public struct Point: Hashable, Sendable {
  public var column: Int
  public var row: Int

  public init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }
}

/// A rectangle of cells; it may lie partly or wholly outside a frame.
public struct Rect: Hashable, Sendable {
  public var origin: Point
  public var size: Size

  public init(origin: Point, size: Size) {
    self.origin = origin
    self.size = size
  }

  public init(column: Int, row: Int, columns: Int, rows: Int) {
    self.init(origin: Point(column: column, row: row), size: Size(columns: columns, rows: rows))
  }

  /// The columns covered, as a half-open range.
  public var columns: Range<Int> { origin.column..<(origin.column + size.columns) }

  /// The rows covered, as a half-open range.
  public var rows: Range<Int> { origin.row..<(origin.row + size.rows) }

  public var isEmpty: Bool { size.columns == 0 || size.rows == 0 }

  public func contains(_ point: Point) -> Bool {
    columns.contains(point.column) && rows.contains(point.row)
  }

  /// What is left inside a margin; empty where the margin is too wide.
  public func inset(columns: Int = 1, rows: Int = 1) -> Rect {
    Rect(
      column: origin.column + columns, row: origin.row + rows,
      columns: size.columns - 2 * columns, rows: size.rows - 2 * rows)
  }

  /// What both rectangles cover; of no size where they do not meet.
  public func intersection(_ other: Rect) -> Rect {
    let columns = self.columns.clamped(to: other.columns)
    let rows = self.rows.clamped(to: other.rows)
    return Rect(
      column: columns.lowerBound, row: rows.lowerBound, columns: columns.count, rows: rows.count)
  }

  /// A rectangle of the given size in the middle of this one, no larger than it.
  public func centered(_ size: Size) -> Rect {
    let columns = min(size.columns, self.size.columns)
    let rows = min(size.rows, self.size.rows)
    return Rect(
      column: origin.column + (self.size.columns - columns) / 2,
      row: origin.row + (self.size.rows - rows) / 2,
      columns: columns, rows: rows)
  }

  /// One row of the rectangle, counted from its top.
  public func row(_ index: Int) -> Rect {
    Rect(column: origin.column, row: origin.row + index, columns: size.columns, rows: 1)
  }
}

extension Rect {
  /// Cuts the upper `count` rows off; fewer where there are fewer.
  public func splitTop(_ count: Int) -> (top: Rect, rest: Rect) {
    let count = min(max(0, count), size.rows)
    return (
      Rect(origin: origin, size: Size(columns: size.columns, rows: count)),
      Rect(
        column: origin.column, row: origin.row + count,
        columns: size.columns, rows: size.rows - count)
    )
  }

  /// Cuts the lower `count` rows off; fewer where there are fewer.
  public func splitBottom(_ count: Int) -> (bottom: Rect, rest: Rect) {
    let parts = splitTop(size.rows - min(max(0, count), size.rows))
    return (parts.rest, parts.top)
  }

  /// Cuts the `count` columns at the left off; fewer where there are fewer.
  public func splitLeft(_ count: Int) -> (left: Rect, rest: Rect) {
    let count = min(max(0, count), size.columns)
    return (
      Rect(origin: origin, size: Size(columns: count, rows: size.rows)),
      Rect(
        column: origin.column + count, row: origin.row,
        columns: size.columns - count, rows: size.rows)
    )
  }

  /// Cuts the `count` columns at the right off; fewer where there are fewer.
  public func splitRight(_ count: Int) -> (right: Rect, rest: Rect) {
    let parts = splitLeft(size.columns - min(max(0, count), size.columns))
    return (parts.rest, parts.left)
  }
}
