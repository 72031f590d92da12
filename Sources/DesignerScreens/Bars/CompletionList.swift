import Designer
import Terminal

/// What a line being typed could become, a row each: what is put in, what it means, and its key.
struct CompletionList {
  let completions: Completions
  let keyMap: KeyMap

  /// A summary of fewer columns would be a stump.
  private static let smallestSummary = 24

  func draw(in rect: Rect, into frame: inout Frame) {
    let items = completions.items
    let window = ListWindow(
      count: items.count, selected: completions.index ?? 0, rows: min(rect.size.rows, items.count))
    // Only those near are measured: there may be very many.
    let width = window.lines.map { frame.glyphs.columns(items[$0].title) }.max() ?? 0
    for (row, index) in window.lines.enumerated() {
      let surface: Surface = index == completions.index ? .selection : .popup
      let line = rect.row(row)
      frame.fill(line, role: .popup, surface: surface)
      let (name, rest) = line.inset(rows: 0).splitLeft(width + 2)
      frame.draw(items[index].title, in: name, role: .hintKey, surface: surface)
      let keys = items[index].command.flatMap { keyMap.label(for: $0, frame.glyphs) } ?? ""
      let (key, summary) = rest.splitRight(frame.glyphs.columns(keys))
      frame.draw(keys, in: key, role: .textMuted, surface: surface)
      if summary.size.columns >= Self.smallestSummary {
        let detail = keys.isEmpty ? summary : summary.splitRight(1).rest
        frame.draw(items[index].detail, in: detail, role: .text, surface: surface)
      }
    }
  }
}
