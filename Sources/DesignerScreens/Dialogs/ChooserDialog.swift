import Designer
import Terminal

/// A list to choose from: what narrows it on top, then the items.
struct ChooserDialog {
  let chooser: Chooser

  private static let width = 100
  /// The filter and the rule below it.
  private static let rowsAbove = 2

  func popup(_ layout: ScreenLayout, _ glyphs: Glyphs) -> Popup {
    // The height does not follow the matches: the box would jump while one types.
    Popup(
      columns: Self.width, rows: Self.rowsAbove + min(max(chooser.items.count, 1), 16), title: chooser.title,
      place: previewsBehind ? .low : .middle, layout, glyphs)
  }

  /// Whether the panes behind show what the highlighted item would do.
  private var previewsBehind: Bool {
    switch chooser.purpose {
    case .value, .kind, .inputs: true
    case .newLayer, .template: false
    }
  }

  /// The item on a line of the popup, as an index of the matches.
  func item(at point: Point, _ layout: ScreenLayout, _ glyphs: Glyphs) -> Int? {
    let popup = popup(layout, glyphs)
    let lines = window(popup).lines
    let line = point.row - popup.content.origin.row - Self.rowsAbove + lines.lowerBound
    return lines.contains(line) ? line : nil
  }

  private func window(_ popup: Popup) -> ListWindow {
    ListWindow(
      count: chooser.matches.count, selected: chooser.index, rows: popup.content.size.rows - Self.rowsAbove)
  }

  func draw(_ layout: ScreenLayout, into frame: inout Frame) {
    let popup = popup(layout, frame.glyphs)
    popup.draw(title: chooser.title, into: &frame)
    let rows = popup.content
    drawFilter(in: rows.row(0), popup, into: &frame)
    let columns = Columns(chooser.items, frame.glyphs, room: rows.size.columns - (chooser.allowsSeveral ? 3 : 0))
    for (line, match) in window(popup).lines.enumerated() {
      let row = line + Self.rowsAbove
      let isHighlighted = match == chooser.index
      let surface: Surface = isHighlighted ? .selection : .popup
      if isHighlighted { frame.fill(popup.highlight(row), role: .popup, surface: surface) }
      draw(chooser.matches[match], columns, in: rows.row(row), surface, into: &frame)
    }
    if chooser.matches.isEmpty, rows.size.rows > Self.rowsAbove {
      frame.draw("nothing matches", in: rows.row(Self.rowsAbove), role: .textMuted, surface: .popup)
    }
  }

  private func drawFilter(in rect: Rect, _ popup: Popup, into frame: inout Frame) {
    guard popup.content.size.rows > 0 else { return }
    let (prompt, box) = rect.splitLeft(2)
    frame.draw("/", in: prompt, role: .hintKey, surface: .popup)
    TextBox(line: chooser.filter, role: .text, surface: .popup).draw(in: box, into: &frame)
    if chooser.filter.isEmpty {
      frame.draw("type to narrow the list", in: box, role: .textMuted, surface: .popup)
    }
    frame.divider(popup.rect, row: 2, role: .borderFocus, surface: .popup)
  }

  private func draw(_ item: Int, _ columns: Columns, in rect: Rect, _ surface: Surface, into frame: inout Frame) {
    let entry = chooser.items[item]
    var rest = rect
    if chooser.allowsSeveral {
      let mark = chooser.mark(of: item).map { "\($0)" } ?? ""
      let parts = rest.splitLeft(3)
      frame.draw(mark, in: parts.left, role: .success, surface: surface)
      rest = parts.rest
    }
    let role: Role = entry.fits ? .text : .textDisabled
    let (title, detail) = rest.splitLeft(columns.title + 2)
    frame.draw(entry.title, in: title.splitRight(2).rest, role: role, surface: surface)
    let (group, words) = detail.splitRight(columns.group)
    frame.draw(entry.group, in: group, role: .textMuted, surface: surface)
    frame.draw(
      entry.detail, in: words, role: entry.fits ? .textMuted : .textDisabled, surface: surface)
  }
}

extension ChooserDialog {
  /// How the room of a line is shared; the same for all lines, whatever the filter leaves.
  private struct Columns {
    let title: Int
    /// Nothing where it would cut the details.
    let group: Int

    init(_ items: [Chooser.Item], _ glyphs: Glyphs, room: Int) {
      let widths = items.reduce(into: (title: 0, detail: 0, group: 0)) { widths, item in
        widths.title = max(widths.title, glyphs.columns(item.title))
        widths.detail = max(widths.detail, glyphs.columns(item.detail))
        widths.group = max(widths.group, glyphs.columns(item.group))
      }
      title = min(widths.title, max(room / 2 - 2, 0))
      group = title + widths.detail + widths.group + 4 <= room ? widths.group : 0
    }
  }
}
