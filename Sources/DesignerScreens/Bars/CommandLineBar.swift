import Designer
import NetworkModel
import Terminal

/// The line in which a command is typed, at the very bottom, and above it what it could become.
struct CommandLineBar {
  let line: CommandLineState
  let keyMap: KeyMap

  private static let mostCompletions = 8

  func draw(_ layout: ScreenLayout, into frame: inout Frame) {
    let (colon, box) = layout.hints.splitLeft(1)
    frame.draw(":", in: colon, role: .hintKey)
    TextBox(line: line.line, role: .text, surface: .plain).draw(in: box, into: &frame)
    drawCompletions(layout, into: &frame)
  }

  private func drawCompletions(_ layout: ScreenLayout, into frame: inout Frame) {
    let items = line.completions.items
    let count = min(items.count, Self.mostCompletions, layout.status.origin.row - 2)
    guard count > 0 else { return }
    let above = Rect(
      column: 0, row: layout.status.origin.row - count - 2,
      columns: min(layout.screen.size.columns, 100), rows: count + 2)
    frame.fill(above, role: .popup, surface: .popup)
    let title = items.count > count ? "\(items.count.grouped) to choose from" : ""
    frame.box(above, title: title, role: .borderFocus, surface: .popup)
    CompletionList(completions: line.completions, keyMap: keyMap).draw(in: above.inset(), into: &frame)
  }
}
