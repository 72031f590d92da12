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

extension DesignerState {
  /// Whether a pane has the keyboard.
  func isFocused(_ pane: Pane) -> Bool {
    switch mode {
    case .browsing, .searching: focus == pane
    case .editing: pane == .properties
    default: false
    }
  }

  /// What lies behind a row of layers: the selected one, the others of a range, the rest.
  func surface(ofRow row: Int, in pane: Pane) -> Surface {
    guard let rows = selectedRows, rows.contains(row) else { return .plain }
    return row == selectedRow && isFocused(pane) ? .selection : .selectionInactive
  }

  /// The selected row of the properties pane, whatever has become of its rows since it was chosen.
  func selectedFieldIndex(of count: Int) -> Int { max(0, min(field, count - 1)) }

  /// The rows of layers that a place of that height shows.
  func visibleLayers(in rect: Rect) -> Range<Int> {
    let first = firstRow(showing: rect.size.rows)
    return first..<min(first + rect.size.rows, rowCount)
  }
}
