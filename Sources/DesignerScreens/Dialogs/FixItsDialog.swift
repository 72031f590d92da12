import Designer
import NetworkModel
import Terminal

/// The ways out of what is wrong with a layer, in columns: what changes, the size it gives, what comes after.
struct FixItsDialog {
  let dialog: FixItDialog
  let state: DesignerState
  let keyMap: KeyMap

  private static let width = 62
  /// The rule and the keys below the list.
  private static let rowsBelow = 2

  func popup(_ layout: ScreenLayout, _ glyphs: Glyphs) -> Popup {
    let columns = Columns(dialog.list.fixIts, glyphs, room: layout.screen.size.columns - 4)
    let width = max(min(Self.width, layout.screen.size.columns - 4), columns.total)
    return Popup(
      columns: width,
      rows: dialog.list.fixIts.count + remarks(columns, glyphs, width).count + Self.rowsBelow, title: title,
      place: .low, layout, glyphs)
  }

  private var title: String { "Fix \(state.network[dialog.layer]?.name ?? "")" }

  func draw(_ layout: ScreenLayout, into frame: inout Frame) {
    let popup = popup(layout, frame.glyphs)
    popup.draw(title: title, into: &frame)
    let content = popup.content.splitBottom(Self.rowsBelow).rest
    let columns = Columns(dialog.list.fixIts, frame.glyphs, room: content.size.columns)
    let shown = window(popup).lines
    for (row, index) in shown.enumerated() {
      let isHighlighted = index == dialog.index
      let surface: Surface = isHighlighted ? .selection : .popup
      if isHighlighted {
        frame.fill(popup.highlight(row), role: .popup, surface: surface)
        frame.draw(frame.glyphs.selected, in: popup.highlight(row).splitLeft(1).left, surface: surface)
        frame.cursor = content.row(row).origin
      }
      frame.draw(columns.line(dialog.list.fixIts[index]), in: content.row(row), surface: surface)
    }
    let remarks = remarks(columns, frame.glyphs, content.size.columns)
    for (row, line) in remarks.enumerated() where shown.count + row < content.size.rows {
      frame.draw(line, in: content.row(shown.count + row), role: .textMuted, surface: .popup)
    }
    guard !content.isEmpty else { return }
    frame.divider(popup.rect, row: content.size.rows + 1, role: .borderFocus, surface: .popup)
    let hints = HintBar(state: state, keyMap: keyMap)
      .fitting(columns: content.size.columns, gap: 3, frame.glyphs)
    frame.draw(hints, in: popup.content.row(content.size.rows + 1), surface: .popup)
  }

  /// The fix-it on a line of the popup.
  func item(at point: Point, _ layout: ScreenLayout, _ glyphs: Glyphs) -> Int? {
    let popup = popup(layout, glyphs)
    let lines = window(popup).lines
    let line = point.row - popup.content.origin.row + lines.lowerBound
    return lines.contains(line) ? line : nil
  }

  private func window(_ popup: Popup) -> ListWindow {
    ListWindow(
      count: dialog.list.fixIts.count, selected: dialog.index,
      rows: popup.content.size.rows - Self.rowsBelow)
  }

  /// What follows from the highlighted way out, where its line has no room for it, and why changes of some kinds
  /// cannot help.
  private func remarks(_ columns: Columns, _ glyphs: Glyphs, _ width: Int) -> [String] {
    let downstream = columns.showsDownstream ? [] : [dialog.highlighted?.outcome.downstream ?? ""]
    return (downstream + dialog.list.impossibilities).flatMap { glyphs.wrapped($0, columns: width) }
  }
}

extension FixItsDialog {
  /// The parts of all the lines, and how wide each column has to be for them.
  private struct Columns {
    private let glyphs: Glyphs
    private let subject, before, after, shape, downstream: Int
    let showsDownstream: Bool

    /// `stride 5 → 4` in its parts; a title of another form stands as a whole in the first.
    private static func parts(_ fix: FixIt) -> (subject: String, before: String, after: String) {
      let sides = fix.title.split(separator: " → ", maxSplits: 1)
      // The value begins at the first blank with a number or a list behind it: a name may have blanks as well.
      let blanks = sides[0].indices.filter { sides[0][$0] == " " }
      let value = blanks.first { sides[0][sides[0].index(after: $0)...].first.map { "0123456789[−-".contains($0) } ?? false }
      guard sides.count == 2, let blank = value ?? blanks.last else { return (fix.title, "", "") }
      return (String(sides[0][..<blank]), String(sides[0][sides[0].index(after: blank)...]), String(sides[1]))
    }

    init(_ fixes: [FixIt], _ glyphs: Glyphs, room: Int) {
      self.glyphs = glyphs
      let parts = fixes.map(Self.parts)
      subject = parts.map { glyphs.columns($0.subject) }.max() ?? 0
      before = parts.map { glyphs.columns($0.before) }.max() ?? 0
      after = parts.map { glyphs.columns($0.after) }.max() ?? 0
      shape = fixes.map { glyphs.columns($0.outcome.shape) }.max() ?? 0
      let words = fixes.map { glyphs.columns($0.outcome.downstream) }.max() ?? 0
      let others = Self.change(subject, before, after, glyphs) + 3 + shape
      showsDownstream = others + 3 + words <= room
      downstream = showsDownstream ? words : 0
    }

    private static func change(_ subject: Int, _ before: Int, _ after: Int, _ glyphs: Glyphs) -> Int {
      after == 0 ? subject : subject + before + after + 2 + glyphs.columns(" → ")
    }

    private var change: Int { Self.change(subject, before, after, glyphs) }

    var total: Int { change + 3 + shape + 3 + downstream }

    func line(_ fix: FixIt) -> StyledLine {
      let parts = Self.parts(fix)
      let change =
        parts.after.isEmpty
        ? padded(parts.subject, self.change)
        : padded(parts.subject, subject + 2) + padded(parts.before, before, .right)
          + " → " + padded(parts.after, after)
      var line = StyledLine(change, .text)
      let outcome = fix.outcome
      line.append("   " + padded(outcome.shape, shape), .fieldComputed)
      guard showsDownstream else { return line }
      line.append("   " + outcome.downstream, outcome.remainingProblems == 0 ? .success : .textMuted)
      return line
    }

    private func padded(_ text: String, _ columns: Int, _ align: Alignment = .left) -> String {
      TextWidth.padded(glyphs.shown(text), to: columns, align: align)
    }
  }
}
