import Designer
import Terminal

extension Frame {
  /// Draws a pane's border, brighter where the keyboard is. A screen with room for one pane has no borders.
  mutating func drawPane(_ rect: Rect, title: String, isFocused: Bool, _ layout: ScreenLayout) {
    guard layout.form == .full else { return }
    box(rect, title: glyphs.shown(glyphs.separated(title)), role: isFocused ? .borderFocus : .border)
  }

  /// Draws a rule across a pane: joined to its border, where it has one.
  ///
  /// - Parameter row: counted from the top of the pane's content.
  mutating func drawRule(
    _ pane: Rect, _ content: Rect, row: Int, isFocused: Bool, _ layout: ScreenLayout
  ) {
    if layout.form == .full {
      divider(
        pane, row: row + content.origin.row - pane.origin.row, role: isFocused ? .borderFocus : .border)
    } else {
      draw(
        String(repeating: glyphs.horizontal, count: content.size.columns), in: content.row(row),
        role: .border)
    }
  }
}

extension Frame {
  /// Draws the name in a row of layers, and right around it what says that it is selected: numbers keep their
  /// colours, and little has to be sent when the selection moves.
  ///
  /// - Parameter rect: where the name stands; the column before it is free.
  mutating func drawName(_ name: StyledLine, in rect: Rect, _ selection: RowSelection) {
    let surface: Surface = selection == .focused ? .selection : .plain
    let used = draw(name, in: rect, surface: surface)
    let before = Point(column: rect.origin.column - 1, row: rect.origin.row)
    switch selection {
    case .none: break
    case .elsewhere: write(glyphs.selected, at: before, role: .selectionInactive)
    case .focused:
      write(" ", at: before, role: .text, surface: surface)
      write(" ", at: Point(column: rect.origin.column + used, row: before.row), role: .text, surface: surface)
      cursor = rect.origin
    }
  }
}

/// Whether a row of layers is selected.
enum RowSelection {
  case none
  /// The row that keys act on.
  case focused
  /// The same row where the keyboard is in another pane, and the other rows of a range.
  case elsewhere
}

extension DesignerState {
  /// Whether a pane has the keyboard.
  func isFocused(_ pane: Pane) -> Bool {
    switch mode {
    case .browsing, .searching: focus == pane
    case .editing: pane == .properties
    default: false
    }
  }

  func selection(ofRow row: Int, in pane: Pane) -> RowSelection {
    guard let rows = selectedRows, rows.contains(row) else { return .none }
    return row == selectedRow && isFocused(pane) ? .focused : .elsewhere
  }

  /// The selected row of the properties pane, whatever has become of its rows since it was chosen.
  func selectedFieldIndex(of count: Int) -> Int { max(0, min(field, count - 1)) }

  /// The rows of layers that a place of that height shows.
  func visibleLayers(in rect: Rect) -> Range<Int> {
    let first = firstRow(showing: rect.size.rows)
    return first..<min(first + rect.size.rows, rowCount)
  }
}
