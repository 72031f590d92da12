import Designer
import Terminal

/// The line in which a command is typed, at the very bottom, and above it what it could become.
struct CommandLineBar {
  let line: CommandLineState
  let keyMap: KeyMap

  private static let mostCompletions = 8
  /// A summary of fewer columns would be a stump.
  private static let smallestSummary = 24

  func draw(_ layout: ScreenLayout, into frame: inout Frame) {
    let (colon, box) = layout.hints.splitLeft(1)
    frame.draw(":", in: colon, role: .hintKey)
    TextBox(line: line.line, role: .text, surface: .plain).draw(in: box, into: &frame)
    drawCompletions(layout, into: &frame)
  }

  private func drawCompletions(_ layout: ScreenLayout, into frame: inout Frame) {
    let commands = line.completions
    let count = min(commands.count, Self.mostCompletions, layout.status.origin.row - 2)
    guard count > 0 else { return }
    let above = Rect(
      column: 0, row: layout.status.origin.row - count - 2,
      columns: min(layout.screen.size.columns, 100), rows: count + 2)
    frame.fill(above, role: .popup, surface: .popup)
    frame.box(above, role: .borderFocus, surface: .popup)
    let names = commands.map { Self.name($0) }
    let width = names.map { frame.glyphs.columns($0) }.max() ?? 0
    let window = ListWindow(count: commands.count, selected: line.index ?? 0, rows: count)
    for (row, index) in window.lines.enumerated() {
      let surface: Surface = index == line.index ? .selection : .popup
      let inside = above.inset().row(row)
      frame.fill(inside, role: .popup, surface: surface)
      let (name, rest) = inside.inset(rows: 0).splitLeft(width + 2)
      frame.draw(names[index], in: name, role: .hintKey, surface: surface)
      let keys = keyMap.label(for: commands[index].id, frame.glyphs) ?? ""
      let (key, summary) = rest.splitRight(frame.glyphs.columns(keys))
      frame.draw(keys, in: key, role: .textMuted, surface: surface)
      if summary.size.columns >= Self.smallestSummary {
        frame.draw(commands[index].summary, in: summary.splitRight(1).rest, role: .text, surface: surface)
      }
    }
  }

  /// `w, file.save <path>`: what may be typed, the shortest first, with what belongs behind it.
  private static func name(_ command: Command) -> String {
    let names = (command.aliases + [command.id.rawValue]).joined(separator: ", ")
    return command.parameter.map { "\(names) <\($0)>" } ?? names
  }
}
