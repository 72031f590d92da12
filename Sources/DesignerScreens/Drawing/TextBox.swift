import Designer
import Terminal

/// A line of text that is being typed, with the terminal's cursor in it. Scrolls where it is too long.
struct TextBox {
  let line: TextLine
  var role = Role.fieldModified
  var surface = Surface.field

  func draw(in rect: Rect, into frame: inout Frame) {
    guard !rect.isEmpty else { return }
    frame.fill(rect, role: role, surface: surface)
    let head = frame.glyphs.shown(String(line.head))
    let hidden = max(0, TextWidth.columns(head) - rect.size.columns + 1)
    let text = frame.glyphs.shown(line.text)
    let shown = hidden == 0 ? text : String(text.unicodeScalars.dropFirst(scalars(of: text, columns: hidden)))
    let visible = TextWidth.prefix(shown, columns: rect.size.columns)
    frame.write(
      visible, at: rect.origin, role: line.isSelected ? .match : role, surface: surface)
    let column = min(max(0, TextWidth.columns(head) - hidden), rect.size.columns - 1)
    frame.cursor = Point(column: rect.origin.column + column, row: rect.origin.row)
  }

  /// How many scalars take at least so many columns, with the marks on the last of them.
  private func scalars(of text: String, columns: Int) -> Int {
    var head = TextWidth.prefix(text, columns: columns)
    if TextWidth.columns(head) < columns { head = TextWidth.prefix(text, columns: columns + 1) }
    return head.unicodeScalars.count
  }
}
