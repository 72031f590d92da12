import Designer
import Terminal

/// A question with a few answers, each a letter.
struct ConfirmationDialog {
  let confirmation: Confirmation

  private static let width = 60

  func draw(_ layout: ScreenLayout, into frame: inout Frame) {
    let room = min(Self.width, layout.screen.size.columns - 4)
    let question = frame.glyphs.wrapped(confirmation.question, columns: room)
    let popup = Popup(
      columns: Self.width, rows: question.count + 1 + confirmation.options.count, title: "",
      layout, frame.glyphs)
    popup.draw(title: "", into: &frame)
    for (row, line) in question.enumerated() where row < popup.content.size.rows {
      frame.draw(line, in: popup.content.row(row), surface: .popup)
    }
    // Every answer counts for more than the gap above them.
    let gap = popup.content.size.rows > question.count + confirmation.options.count ? 1 : 0
    for (index, option) in confirmation.options.enumerated() {
      let row = question.count + gap + index
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
