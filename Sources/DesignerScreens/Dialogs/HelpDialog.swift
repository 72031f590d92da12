import Designer
import Terminal

/// Every command with its key and what it does, by chapters, narrowed by typing.
struct HelpDialog {
  let help: HelpState
  let keyMap: KeyMap

  private enum Line {
    case heading(Command.Group)
    /// An index of the matches.
    case command(Int)
  }

  /// The commands with a heading wherever a chapter begins.
  private var lines: [Line] {
    var lines: [Line] = []
    var group: Command.Group?
    for (index, command) in help.matches.enumerated() {
      if group != command.group { lines.append(.heading(command.group)) }
      group = command.group
      lines.append(.command(index))
    }
    return lines
  }

  func popup(_ layout: ScreenLayout, _ glyphs: Glyphs) -> Popup {
    Popup(
      columns: min(layout.screen.size.columns - 6, 100), rows: layout.screen.size.rows, title: "Help", layout,
      glyphs)
  }

  private func window(_ popup: Popup, _ lines: [Line]) -> ListWindow {
    let selected = lines.firstIndex { if case .command(help.index) = $0 { true } else { false } } ?? 0
    // Shows the heading above the first command, too.
    return ListWindow(
      count: lines.count, selected: selected == 1 ? 0 : selected,
      rows: popup.content.size.rows - FilterLine.rows)
  }

  /// The command on a line of the popup, as an index of the matches.
  func item(at point: Point, _ layout: ScreenLayout, _ glyphs: Glyphs) -> Int? {
    let popup = popup(layout, glyphs)
    let lines = lines
    guard let line = window(popup, lines).line(at: point.row - popup.content.origin.row - FilterLine.rows),
      case .command(let match) = lines[line]
    else { return nil }
    return match
  }

  func draw(_ layout: ScreenLayout, into frame: inout Frame) {
    let popup = popup(layout, frame.glyphs)
    popup.draw(title: "Help", into: &frame)
    FilterLine(filter: help.filter, invitation: "type to find a command").draw(popup, into: &frame)
    let lines = lines
    let window = window(popup, lines)
    let keys = help.matches.map { keyMap.labels(for: $0.id, frame.glyphs) }
    let widths = (
      keys: min(max(keys.map { frame.glyphs.columns($0) }.max() ?? 0, 8), 18),
      titles: min(help.matches.map { frame.glyphs.columns($0.title) }.max() ?? 0, 24)
    )
    for (row, index) in window.lines.enumerated() {
      let row = row + FilterLine.rows
      let rect = popup.content.row(row)
      switch lines[index] {
      case .heading(let group): frame.draw(group.rawValue, in: rect, role: .title, surface: .popup)
      case .command(let match):
        let isHighlighted = match == help.index
        let surface: Surface = isHighlighted ? .selection : .popup
        if isHighlighted { frame.fill(popup.highlight(row), role: .popup, surface: surface) }
        let (key, rest) = rect.splitLeft(widths.keys + 2)
        frame.draw(keys[match], in: key.splitRight(2).rest, role: .hintKey, surface: surface)
        let (title, summary) = rest.splitLeft(widths.titles + 2)
        frame.draw(help.matches[match].title, in: title, surface: surface)
        frame.draw(help.matches[match].summary, in: summary, role: .textMuted, surface: surface)
      }
    }
    if lines.isEmpty, popup.content.size.rows > FilterLine.rows {
      frame.draw(
        "no command matches", in: popup.content.row(FilterLine.rows), role: .textMuted, surface: .popup)
    }
  }
}
