import Designer
import Terminal

/// The columns of the table: those that are shown have a mark and stand in their order.
struct ColumnsList {
  let dialog: ColumnsDialog
  let state: DesignerState
  var keyMap = KeyMap()

  private static let title = "Columns of the table"
  private static let width = 76

  func popup(_ layout: ScreenLayout, _ glyphs: Glyphs) -> Popup {
    // The table stays in sight as far as that is possible.
    Popup(
      columns: Self.width, rows: min(dialog.entries.count, layout.layers.size.rows - 2), title: Self.title,
      place: .high, layout, glyphs)
  }

  private func window(_ popup: Popup) -> ListWindow {
    ListWindow(count: dialog.entries.count, selected: dialog.index, rows: popup.content.size.rows)
  }

  func item(at point: Point, _ layout: ScreenLayout, _ glyphs: Glyphs) -> Int? {
    let popup = popup(layout, glyphs)
    return window(popup).line(at: point.row - popup.content.origin.row)
  }

  func draw(_ layout: ScreenLayout, into frame: inout Frame) {
    let popup = popup(layout, frame.glyphs)
    popup.draw(title: Self.title, into: &frame)
    let window = window(popup)
    let titles = dialog.entries.map { frame.glyphs.columns($0.column.title) }.max() ?? 0
    for (row, index) in window.lines.enumerated() {
      let entry = dialog.entries[index]
      let rect = popup.content.row(row)
      let surface: Surface = index == dialog.index ? .selection : .popup
      if surface == .selection {
        frame.fill(popup.highlight(row), role: .popup, surface: surface)
        frame.cursor = rect.origin
      }
      let (mark, rest) = rect.splitLeft(4)
      frame.draw(
        entry.isShown ? "[x]" : "[ ]", in: mark, role: entry.isShown ? .success : .textMuted, surface: surface
      )
      let (title, summary) = rest.splitLeft(titles + 2)
      frame.draw(entry.column.title, in: title, role: entry.isShown ? .text : .textMuted, surface: surface)
      frame.draw(entry.column.summary, in: summary, role: .textMuted, surface: surface)
    }
    popup.drawMore(window, of: dialog.entries.count, into: &frame)
  }
}
