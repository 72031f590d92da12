import Terminal

extension Glyphs {
  /// The text as it is drawn with these characters.
  func shown(_ text: String) -> String {
    isASCII ? ASCIIText.translated(text) : text
  }

  /// The text with these characters' sign between its parts: a dot there does not multiply.
  func separated(_ text: String) -> String {
    isASCII ? text.replacing(" · ", with: " \(separator) ") : text
  }

  /// The columns that a text takes once drawn.
  func columns(_ text: String) -> Int {
    TextWidth.columns(shown(text))
  }
}

extension Frame {
  /// Draws a text at the left or right end of a rectangle's first row; what does not fit ends in an ellipsis.
  mutating func draw(
    _ text: String, in rect: Rect, role: Role = .text, surface: Surface = .plain, align: Alignment = .left
  ) {
    guard !rect.isEmpty else { return }
    write(
      glyphs.shown(text), at: rect.origin, role: role, surface: surface, width: rect.size.columns,
      align: align)
  }

  /// Draws a line of pieces into a rectangle's first row and returns the columns used.
  @discardableResult
  mutating func draw(_ line: StyledLine, in rect: Rect, surface: Surface = .plain) -> Int {
    guard !rect.isEmpty else { return 0 }
    let width = line.columns(glyphs)
    var point = rect.origin
    for span in line.spans where point.column < rect.columns.upperBound {
      let text = glyphs.shown(span.text)
      let room = rect.columns.upperBound - point.column
      let columns = TextWidth.columns(text)
      // A span that ends exactly at the edge still needs its ellipsis where more spans follow.
      let isCut = width > rect.size.columns && columns >= room
      let drawn = isCut ? TextWidth.truncated(text + "  ", to: room, ellipsis: glyphs.ellipsis) : text
      point.column += write(drawn, at: point, role: span.role, surface: surface)
    }
    return point.column - rect.origin.column
  }

  /// Draws a remark at the right end of a row, where that leaves it room.
  mutating func drawMore(_ text: String, in rect: Rect) {
    let place = rect.splitRight(glyphs.columns(text) + 1).right
    guard !place.isEmpty, isBlank(place), let cell = cell(at: place.origin) else { return }
    draw(text, in: place, role: .textMuted, surface: cell.surface, align: .right)
  }

  /// Whether nothing has been drawn in a rectangle of one row.
  func isBlank(_ rect: Rect) -> Bool {
    rect.columns.allSatisfy { cell(at: Point(column: $0, row: rect.origin.row))?.isBlank ?? true }
  }

  /// Draws a line of pieces so that it ends at the right end of a rectangle's first row.
  @discardableResult
  mutating func drawRight(_ line: StyledLine, in rect: Rect, surface: Surface = .plain) -> Int {
    let columns = line.columns(glyphs)
    return draw(line, in: rect.splitRight(columns).right, surface: surface)
  }
}
