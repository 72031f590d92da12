import Designer
import Terminal

/// A list to choose from: what narrows it on top, then the items.
struct ChooserDialog {
  let chooser: Chooser
  /// Names the keys of commands.
  var keyMap = KeyMap()

  private static let width = 100
  private static let mostItems = 12
  /// So many leave the panes in sight that show what the highlighted one would do.
  private static let mostPreviewed = 7
  private static let roomy = 36
  /// The highlighted item's words in full, and the rule above them.
  private static let rowsOfWords = 3

  func popup(_ layout: ScreenLayout, _ glyphs: Glyphs) -> Popup {
    // The height does not follow the matches: the box would jump while one types.
    let isTight = previewsBehind && layout.screen.size.rows < Self.roomy
    let items = min(max(chooser.items.count, 1), isTight ? Self.mostPreviewed : Self.mostItems)
    return Popup(
      columns: Self.width, rows: FilterLine.rows + items + rowsBelow(layout, glyphs), title: chooser.title,
      place: previewsBehind ? .low : .middle, layout, glyphs)
  }

  /// The rows for words that a line of the list cuts off; none where it cuts none, or there is hardly a list.
  private func rowsBelow(_ layout: ScreenLayout, _ glyphs: Glyphs) -> Int {
    let room = min(Self.width, layout.screen.size.columns - 4)
    let longest = chooser.items.prefix(Columns.sample).map { glyphs.columns($0.detail) }.max() ?? 0
    return longest > 0 && layout.form == .full && columns(glyphs, room: room).title + 2 + longest > room
      ? Self.rowsOfWords : 0
  }

  private func columns(_ glyphs: Glyphs, room: Int) -> Columns {
    Columns(
      chooser.items.prefix(Columns.sample).map { ($0, glyphs.columns(group(of: $0, glyphs))) }, glyphs,
      room: room - (chooser.allowsSeveral ? 3 : 0), keepsGroup: chooser.purpose == .command)
  }

  /// What stands at the right end of an item: its family; a command's key.
  private func group(of item: Chooser.Item, _ glyphs: Glyphs) -> String {
    guard case .command(let id) = item.value else { return item.group }
    return keyMap.label(for: id, glyphs) ?? ""
  }

  /// Whether the panes behind show what the highlighted item would do.
  private var previewsBehind: Bool {
    switch chooser.purpose {
    case .value, .kind, .inputs, .shares, .theme: true
    case .newLayer, .template, .layer, .elementType, .filter, .command, .leftWork: false
    }
  }

  /// The item on a line of the popup, as an index of the matches.
  func item(at point: Point, _ layout: ScreenLayout, _ glyphs: Glyphs) -> Int? {
    let popup = popup(layout, glyphs)
    return window(popup, below: rowsBelow(layout, glyphs))
      .line(at: point.row - popup.content.origin.row - FilterLine.rows)
  }

  private func window(_ popup: Popup, below: Int) -> ListWindow {
    ListWindow(
      count: chooser.matches.count, selected: chooser.index,
      rows: popup.content.size.rows - FilterLine.rows - below)
  }

  func draw(_ layout: ScreenLayout, into frame: inout Frame) {
    let popup = popup(layout, frame.glyphs)
    popup.draw(title: chooser.title, into: &frame)
    let rows = popup.content
    FilterLine(filter: chooser.filter, invitation: "type to narrow the list").draw(popup, into: &frame)
    let columns = columns(frame.glyphs, room: rows.size.columns)
    let below = rowsBelow(layout, frame.glyphs)
    let window = window(popup, below: below)
    for (line, match) in window.lines.enumerated() {
      let row = line + FilterLine.rows
      let isHighlighted = match == chooser.index
      let surface: Surface = isHighlighted ? .selection : .popup
      if isHighlighted { frame.fill(popup.highlight(row), role: .popup, surface: surface) }
      draw(chooser.matches[match], columns, in: rows.row(row), surface, into: &frame)
    }
    popup.drawMore(window, of: chooser.matches.count, from: FilterLine.rows, into: &frame)
    if chooser.matches.isEmpty, rows.size.rows > FilterLine.rows {
      frame.draw("nothing matches", in: rows.row(FilterLine.rows), role: .textMuted, surface: .popup)
    }
    if below > 0 { drawWords(popup, into: &frame) }
  }

  private func drawWords(_ popup: Popup, into frame: inout Frame) {
    let (words, _) = popup.content.splitBottom(Self.rowsOfWords - 1)
    frame.divider(
      popup.rect, row: words.origin.row - 1 - popup.rect.origin.row, role: .borderFocus, surface: .popup)
    let lines = frame.glyphs.wrapped(chooser.highlighted?.detail ?? "", columns: words.size.columns)
    for (row, line) in lines.prefix(words.size.rows).enumerated() {
      frame.draw(line, in: words.row(row), surface: .popup)
    }
  }

  private func draw(
    _ item: Int, _ columns: Columns, in rect: Rect, _ surface: Surface, into frame: inout Frame
  ) {
    let entry = chooser.items[item]
    var rest = rect
    if chooser.allowsSeveral {
      let mark = chooser.mark(of: item).map { "\($0)" } ?? ""
      let parts = rest.splitLeft(3)
      frame.draw(mark, in: parts.left, role: .success, surface: surface)
      rest = parts.rest
    }
    let role: Role = entry.fits ? .text : .textDisabled
    let (title, detail) = rest.splitLeft(columns.title + 2)
    let place = title.splitRight(2).rest
    let name =
      entry.isLayer ? frame.glyphs.shortened(name: entry.title, to: place.size.columns) : entry.title
    frame.draw(name, in: place, role: role, surface: surface)
    let (group, words) = detail.splitRight(columns.group)
    frame.draw(
      self.group(of: entry, frame.glyphs), in: group,
      role: chooser.purpose == .command ? .hintKey : .textMuted,
      surface: surface)
    frame.draw(
      entry.detail, in: words.splitRight(columns.group == 0 ? 0 : 2).rest,
      role: entry.fits ? .textMuted : .textDisabled, surface: surface)
  }
}

extension Chooser.Item {
  /// Whether its title is a layer's name.
  fileprivate var isLayer: Bool {
    switch value {
    case .input, .layer: true
    case .kind, .byDefault, .word, .template, .theme, .elementType, .filter, .command: false
    }
  }
}

extension ChooserDialog {
  /// How the room of a line is shared; the same for all lines, whatever the filter leaves.
  private struct Columns {
    /// A list of inputs may be as long as the network: so many items say how wide the columns are.
    static let sample = 100

    let title: Int
    /// Nothing where it would cut the details.
    let group: Int

    /// - Parameter items: each with the columns of what stands at its right end.
    init(_ items: [(Chooser.Item, group: Int)], _ glyphs: Glyphs, room: Int, keepsGroup: Bool) {
      var widths = (title: 0, detail: 0, group: 0)
      for (item, group) in items {
        widths.title = max(widths.title, glyphs.columns(item.title))
        widths.detail = max(widths.detail, glyphs.columns(item.detail))
        widths.group = max(widths.group, group)
      }
      title = min(widths.title, max(room / 2 - 2, 0))
      group = keepsGroup || title + widths.detail + widths.group + 4 <= room ? widths.group : 0
    }
  }
}
