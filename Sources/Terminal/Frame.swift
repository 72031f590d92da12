import Glibc

/// A whole screen as data: what stands in each cell and where the cursor is.
///
/// A wide glyph takes two cells, and nothing leaves half of one behind: what is drawn over one half blanks the other.
public struct Frame: Equatable, Sendable {
  public let size: Size
  /// The characters that boxes and ellipses are drawn with.
  public let glyphs: Glyphs
  /// Row after row, `size.columns` to each.
  public private(set) var cells: [Cell]
  /// Where the terminal's own cursor stands; nil where it is hidden.
  public var cursor: Point?

  /// A blank frame.
  public init(size: Size, glyphs: Glyphs = .unicode) {
    self.size = size
    self.glyphs = glyphs
    self.cells = Array(repeating: .blank(), count: size.columns * size.rows)
  }

  /// The whole frame.
  public var bounds: Rect { Rect(origin: Point(column: 0, row: 0), size: size) }

  /// The cell at a point, or nil outside the frame.
  public func cell(at point: Point) -> Cell? {
    bounds.contains(point) ? cells[point.row * size.columns + point.column] : nil
  }

  /// The cells of one row.
  public func row(_ row: Int) -> ArraySlice<Cell> {
    cells[row * size.columns..<(row + 1) * size.columns]
  }
}

extension Frame {
  public static func == (a: Frame, b: Frame) -> Bool {
    a.size == b.size && a.glyphs == b.glyphs && a.cursor == b.cursor
      && a.holdsSameCells(as: b, in: 0..<a.cells.count)
  }

  /// Calls `body` with each run of columns of a row that differs from that row of a frame of the same size, from left
  /// to right. A glyph is in a run with its left half, and runs hardly apart are one: to move on has its price.
  public func forEachChange(inRow row: Int, since old: Frame, _ body: (Range<Int>) -> Void) {
    let line = row * size.columns..<(row + 1) * size.columns
    guard !holdsSameCells(as: old, in: line) else { return }
    cells[line].withUnsafeBufferPointer { new in
      old.cells[line].withUnsafeBufferPointer { old in
        var run: Range<Int>?
        for column in new.indices where new[column] != old[column] {
          let start = new[column].isRightHalf ? column - 1 : column
          if let before = run, start - before.upperBound >= Self.smallestGap {
            body(before)
            run = nil
          }
          run = (run?.lowerBound ?? start)..<column + 1
        }
        if let run { body(run) }
      }
    }
  }

  /// The columns between two changes that make them two.
  private static let smallestGap = 8

  private func holdsSameCells(as other: Frame, in range: Range<Int>) -> Bool {
    cells.withUnsafeBytes { cells in
      other.cells.withUnsafeBytes { others in
        guard let cells = cells.baseAddress, let others = others.baseAddress else { return true }
        let stride = MemoryLayout<Cell>.stride
        let start = range.lowerBound * stride
        return memcmp(cells + start, others + start, range.count * stride) == 0
      }
    }
  }
}

extension Frame {
  /// Writes one line of text and returns the columns used.
  ///
  /// What lies outside the frame is left out. With a `width`, exactly that many columns are written: longer text
  /// ends in an ellipsis and shorter text is filled with blanks as `align` says. Characters that would upset a
  /// terminal are replaced or dropped, so any text from outside may be given.
  @discardableResult
  public mutating func write(
    _ text: String, at point: Point, role: Role, surface: Surface = .plain, width: Int? = nil,
    align: Alignment = .left
  ) -> Int {
    guard let width else {
      return put(text, at: point, before: size.columns, role, surface) - point.column
    }
    let end = min(point.column + width, size.columns)
    let room = end - point.column
    guard room > 0, point.row >= 0, point.row < size.rows else { return 0 }

    let missing = room - TextWidth.columns(text)
    var start = point
    var column: Int
    if missing >= 0 {
      start.column += align.leadingBlanks(of: missing)
      column = put(text, at: start, before: end, role, surface)
    } else {
      column = put(text, at: start, before: end - 1, role, surface)
      let ellipsis = Point(column: column, row: point.row)
      column = put(glyphs.ellipsis, at: ellipsis, before: end, role, surface)
    }
    blank(from: point.column, to: start.column, row: point.row, role, surface)
    blank(from: column, to: end, row: point.row, role, surface)
    return room
  }

  /// Blanks a rectangle.
  public mutating func fill(_ rect: Rect, role: Role = .text, surface: Surface = .plain) {
    let rect = rect.intersection(bounds)
    for row in rect.rows {
      blank(from: rect.columns.lowerBound, to: rect.columns.upperBound, row: row, role, surface)
    }
  }
}

extension Frame {
  /// Draws glyphs up to, but not into, the column `limit`; returns the column after the last one.
  private mutating func put(
    _ text: String, at point: Point, before limit: Int, _ role: Role, _ surface: Surface
  ) -> Int {
    guard point.row >= 0, point.row < size.rows else { return point.column }
    let limit = min(limit, size.columns)
    let row = point.row * size.columns
    var column = point.column
    var glyph: Int?  // The last one drawn, which marks go onto.
    separate(at: max(column, 0), row: row)
    cells.withUnsafeMutableBufferPointer { cells in
      for scalar in text.unicodeScalars {
        guard let shown = TextWidth.shown(scalar) else { continue }
        if shown.columns == 0 {
          if let glyph { cells[glyph].add(mark: shown.scalar) }
          continue
        }
        guard column + shown.columns <= limit else { break }
        if column >= 0 {
          glyph = row + column
          cells[row + column] = Cell(shown.scalar, role: role, surface: surface)
          if shown.columns == 2 {
            cells[row + column + 1] = Cell(" ", role: role, surface: surface, isRightHalf: true)
          }
        } else if column + shown.columns > 0 {
          cells[row] = .blank(role: role, surface: surface)  // Its left half is outside.
        }
        column += shown.columns
      }
    }
    if column < size.columns, column > 0, column > point.column, cells[row + column].isRightHalf {
      cells[row + column].erase()
    }
    return column
  }

  /// Fills a rectangle with a glyph of one column.
  mutating func fill(_ rect: Rect, with glyph: String, role: Role, surface: Surface) {
    guard let scalar = glyph.unicodeScalars.first else { return }
    let rect = rect.intersection(bounds)
    let (start, end) = (rect.columns.lowerBound, rect.columns.upperBound)
    guard start < end else { return }
    let cell = Cell(scalar, role: role, surface: surface)
    for row in rect.rows {
      let row = row * size.columns
      separate(at: start, row: row)
      separate(at: end, row: row)
      for column in start..<end { cells[row + column] = cell }
    }
  }

  private mutating func blank(
    from start: Int, to end: Int, row: Int, _ role: Role, _ surface: Surface
  ) {
    let start = max(start, 0)
    guard start < end else { return }
    let row = row * size.columns
    separate(at: start, row: row)
    separate(at: end, row: row)
    for column in start..<end { cells[row + column] = .blank(role: role, surface: surface) }
  }

  /// Blanks a wide glyph that stands across the left edge of a column.
  private mutating func separate(at column: Int, row: Int) {
    guard column > 0, column < size.columns, cells[row + column].isRightHalf else { return }
    cells[row + column - 1].erase()
    cells[row + column].erase()
  }
}
