import Designer
import Terminal

/// Every command with its key and what it does, by chapters, narrowed by typing.
struct HelpDialog {
  let help: HelpState
  let keyMap: KeyMap

  private static let rowsAbove = 2

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
      rows: popup.content.size.rows - Self.rowsAbove)
  }

  /// The command on a line of the popup, as an index of the matches.
  func item(at point: Point, _ layout: ScreenLayout, _ glyphs: Glyphs) -> Int? {
    let popup = popup(layout, glyphs)
    let lines = lines
    let line = point.row - popup.content.origin.row - Self.rowsAbove + window(popup, lines).lines.lowerBound
    guard window(popup, lines).lines.contains(line), case .command(let match) = lines[line] else {
      return nil
    }
    return match
  }

  func draw(_ layout: ScreenLayout, into frame: inout Frame) {
    let popup = popup(layout, frame.glyphs)
    popup.draw(title: "Help", into: &frame)
    drawFilter(popup, into: &frame)
    let lines = lines
    let window = window(popup, lines)
    let keys = help.matches.map { keyMap.labels(for: $0.id, frame.glyphs) }
    let widths = (
      keys: min(max(keys.map { frame.glyphs.columns($0) }.max() ?? 0, 8), 18),
      titles: min(help.matches.map { frame.glyphs.columns($0.title) }.max() ?? 0, 24)
    )
    for (row, index) in window.lines.enumerated() {
      let row = row + Self.rowsAbove
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
    if lines.isEmpty, popup.content.size.rows > Self.rowsAbove {
      frame.draw(
        "no command matches", in: popup.content.row(Self.rowsAbove), role: .textMuted, surface: .popup)
    }
  }

  private func drawFilter(_ popup: Popup, into frame: inout Frame) {
    guard popup.content.size.rows > 0 else { return }
    let (prompt, box) = popup.content.row(0).splitLeft(2)
    frame.draw("/", in: prompt, role: .hintKey, surface: .popup)
    TextBox(line: help.filter, role: .text, surface: .popup).draw(in: box, into: &frame)
    if help.filter.isEmpty {
      frame.draw("type to find a command", in: box, role: .textMuted, surface: .popup)
    }
    frame.divider(popup.rect, row: 2, role: .borderFocus, surface: .popup)
  }
}
