import Designer
import NetworkModel
import Terminal

/// A box over the panes.
struct Popup {
  let rect: Rect
  /// What is inside the border, without the blank on each side.
  let content: Rect

  /// Where a popup stands: in the middle, or at an end, so that the panes that matter stay in sight.
  enum Place { case high, middle, low }

  /// - Parameters:
  ///   - columns: what the widest line would like to have.
  ///   - rows: what the content would like to have.
  init(
    columns: Int, rows: Int, title: String, place: Place = .middle, _ layout: ScreenLayout, _ glyphs: Glyphs
  ) {
    // The status line and the hints stay free: they belong to the dialog as well.
    let free = layout.screen.splitBottom(2).rest
    let wanted = Size(columns: max(columns, glyphs.columns(title) + 2) + 4, rows: rows + 2)
    var rect = free.centered(wanted)
    switch place {
    case .high: rect.origin.row = min(free.rows.lowerBound + 1, rect.origin.row)
    case .middle: break
    case .low: rect.origin.row = free.rows.upperBound - rect.size.rows
    }
    self.rect = rect
    content = rect.inset(columns: 2, rows: 1)
  }

  /// Draws the box and clears what is behind it.
  func draw(title: String, into frame: inout Frame) {
    frame.fill(rect, role: .popup, surface: .popup)
    frame.box(rect, title: frame.glyphs.shown(title), role: .borderFocus, surface: .popup)
  }

  /// Draws what keys do here, below a rule.
  ///
  /// - Parameter rect: two rows of the content, or none.
  func drawKeys(_ state: DesignerState, _ keyMap: KeyMap, in rect: Rect, into frame: inout Frame) {
    guard rect.size.rows > 1 else { return }
    frame.divider(
      self.rect, row: rect.origin.row - self.rect.origin.row, role: .borderFocus, surface: .popup)
    let hints = HintBar(state: state, keyMap: keyMap).fitting(
      columns: rect.size.columns, gap: 3, frame.glyphs)
    frame.draw(hints, in: rect.row(1), surface: .popup)
  }

  /// The whole row, up to the border, of a line of the content: what a highlight covers.
  func highlight(_ row: Int) -> Rect {
    rect.inset().row(content.origin.row - rect.origin.row - 1 + row)
  }
}

extension Popup {
  /// Says at the right end how many lines of a list at its top are out of sight above and below.
  ///
  /// - Parameter row: the list's first row within the content.
  func drawMore(_ window: ListWindow, of count: Int, from row: Int = 0, into frame: inout Frame) {
    let last = row + window.lines.count - 1
    for (sign, hidden, row) in [
      ("▴", window.lines.lowerBound, row), ("▾", count - window.lines.upperBound, last),
    ] where hidden > 0 && row >= 0 && row < content.size.rows {
      frame.drawMore("\(sign) \(hidden.grouped) more", in: content.row(row))
    }
  }
}

/// Which lines of a list are in sight: the highlighted one in the middle as far as that is possible.
struct ListWindow {
  let lines: Range<Int>

  init(count: Int, selected: Int, rows: Int) {
    let first = max(0, min(selected - rows / 2, count - rows))
    lines = first..<max(first, min(first + max(rows, 0), count))
  }

  /// The line of the list that stands in a row of what is in sight.
  func line(at row: Int) -> Int? {
    let line = row + lines.lowerBound
    return lines.contains(line) ? line : nil
  }
}
