import Designer
import Terminal

/// A question with a few answers, each a letter.
struct ConfirmationDialog {
  let confirmation: Confirmation

  private static let width = 60

  private func question(_ layout: ScreenLayout, _ glyphs: Glyphs) -> [String] {
    glyphs.wrapped(confirmation.question, columns: min(Self.width, layout.screen.size.columns - 4))
  }

  func popup(_ layout: ScreenLayout, _ glyphs: Glyphs) -> Popup {
    let rows = question(layout, glyphs).count + 1 + confirmation.options.count
    return Popup(columns: Self.width, rows: rows, title: "", layout, glyphs)
  }

  /// Every answer counts for more than the gap above them.
  private func firstOption(_ popup: Popup, _ question: [String]) -> Int {
    question.count + (popup.content.size.rows > question.count + confirmation.options.count ? 1 : 0)
  }

  /// The answer on a line of the popup.
  func item(at point: Point, _ layout: ScreenLayout, _ glyphs: Glyphs) -> Int? {
    let popup = popup(layout, glyphs)
    let index = point.row - popup.content.origin.row - firstOption(popup, question(layout, glyphs))
    return confirmation.options.indices.contains(index) ? index : nil
  }

  func draw(_ layout: ScreenLayout, into frame: inout Frame) {
    let question = question(layout, frame.glyphs)
    let popup = popup(layout, frame.glyphs)
    popup.draw(title: "", into: &frame)
    for (row, line) in question.enumerated() where row < popup.content.size.rows {
      frame.draw(line, in: popup.content.row(row), surface: .popup)
    }
    let first = firstOption(popup, question)
    for (index, option) in confirmation.options.enumerated() {
      let row = first + index
      guard row < popup.content.size.rows else { break }
      let isHighlighted = index == confirmation.index
      let surface: Surface = isHighlighted ? .selection : .popup
      if isHighlighted { frame.fill(popup.highlight(row), role: .popup, surface: surface) }
      var line = StyledLine(String(option.key), .hintKey)
      line.append("  " + option.title)
      frame.draw(line, in: popup.content.row(row), surface: surface)
      if isHighlighted { frame.cursor = popup.content.row(row).origin }
    }
  }
}
