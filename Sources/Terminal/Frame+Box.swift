extension Frame {
  /// Draws a border along the inside of a rectangle's edge, with a title in its upper line:
  /// `┌ title ───┐`. What stands inside is left alone.
  public mutating func box(
    _ rect: Rect, title: String = "", role: Role = .border, titleRole: Role = .title,
    surface: Surface = .plain
  ) {
    guard rect.size.columns >= 2, rect.size.rows >= 2 else { return }
    line(rect.row(0), glyphs.topLeft, glyphs.topRight, role, surface)
    let sides = rect.inset(columns: 0)
    fill(sides.splitLeft(1).left, with: glyphs.vertical, role: role, surface: surface)
    fill(sides.splitRight(1).right, with: glyphs.vertical, role: role, surface: surface)
    line(rect.row(rect.size.rows - 1), glyphs.bottomLeft, glyphs.bottomRight, role, surface)

    let width = min(TextWidth.columns(title), rect.size.columns - 4)
    guard width > 0 else { return }
    let start = Point(column: rect.origin.column + 1, row: rect.origin.row)
    write(" " + title, at: start, role: titleRole, surface: surface, width: width + 1)
    let end = Point(column: start.column + width + 1, row: start.row)
    write(" ", at: end, role: titleRole, surface: surface)
  }

  /// Draws a line across a box, joined to its sides: `├───┤`. `row` counts from the top of the box.
  public mutating func divider(
    _ rect: Rect, row: Int, role: Role = .border, surface: Surface = .plain
  ) {
    guard rect.size.columns >= 2, (0..<rect.size.rows).contains(row) else { return }
    line(rect.row(row), glyphs.teeLeft, glyphs.teeRight, role, surface)
  }

  private mutating func line(
    _ rect: Rect, _ left: String, _ right: String, _ role: Role, _ surface: Surface
  ) {
    fill(rect, with: glyphs.horizontal, role: role, surface: surface)
    fill(rect.splitLeft(1).left, with: left, role: role, surface: surface)
    fill(rect.splitRight(1).right, with: right, role: role, surface: surface)
  }
}
