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
    let columns = min(max(Self.width, Columns(dialog.list.fixIts, glyphs).total), layout.screen.size.columns - 4)
    return Popup(
      columns: columns, rows: dialog.list.fixIts.count + remarks(glyphs, columns).count + Self.rowsBelow,
      title: title,
      place: .low, layout, glyphs)
  }

  private var title: String { "Fix \(state.network[dialog.layer]?.name ?? "")" }

  func draw(_ layout: ScreenLayout, into frame: inout Frame) {
    let popup = popup(layout, frame.glyphs)
    popup.draw(title: title, into: &frame)
    let remarks = remarks(frame.glyphs, popup.content.size.columns)
    let rows = popup.content.size.rows - Self.rowsBelow
    let columns = Columns(dialog.list.fixIts, frame.glyphs)
    let shown = window(popup)
    for (row, index) in shown.lines.enumerated() {
      let isHighlighted = index == dialog.index
      let surface: Surface = isHighlighted ? .selection : .popup
      if isHighlighted {
        frame.fill(popup.highlight(row), role: .popup, surface: surface)
        frame.draw(frame.glyphs.selected, in: popup.highlight(row).splitLeft(1).left, surface: surface)
        frame.cursor = popup.content.row(row).origin
      }
      frame.draw(columns.line(dialog.list.fixIts[index]), in: popup.content.row(row), surface: surface)
    }
    for (row, line) in remarks.enumerated() where shown.lines.count + row < rows {
      frame.draw(line, in: popup.content.row(shown.lines.count + row), role: .textMuted, surface: .popup)
    }
    guard rows > 0 else { return }
    frame.divider(popup.rect, row: rows + 1, role: .borderFocus, surface: .popup)
    let hints = HintBar(state: state, keyMap: keyMap)
      .fitting(columns: popup.content.size.columns, gap: 3, frame.glyphs)
    frame.draw(hints, in: popup.content.row(rows + 1), surface: .popup)
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

  /// Why changes of some kinds cannot help.
  private func remarks(_ glyphs: Glyphs, _ columns: Int) -> [String] {
    if dialog.list.fixIts.isEmpty, dialog.list.impossibilities.isEmpty { return ["no change of one value helps"] }
    return dialog.list.impossibilities.flatMap { glyphs.wrapped($0, columns: columns) }
  }
}

extension FixItsDialog {
  /// The parts of all the lines, and how wide each column has to be for them.
  private struct Columns {
    private let glyphs: Glyphs
    private let subject, before, after, shape, downstream: Int

    /// `stride 5 → 4` in its parts; a title of another form stands as a whole in the first.
    private static func parts(_ fix: FixIt) -> (subject: String, before: String, after: String) {
      let sides = fix.title.split(separator: " → ", maxSplits: 1)
      // The value begins at the first blank with a number or a list behind it: a name may have blanks as well.
      let blanks = sides[0].indices.filter { sides[0][$0] == " " }
      let value = blanks.first { sides[0][sides[0].index(after: $0)...].first.map { "0123456789[−-".contains($0) } ?? false }
      guard sides.count == 2, let blank = value ?? blanks.last else { return (fix.title, "", "") }
      return (String(sides[0][..<blank]), String(sides[0][sides[0].index(after: blank)...]), String(sides[1]))
    }

    init(_ fixes: [FixIt], _ glyphs: Glyphs) {
      self.glyphs = glyphs
      let parts = fixes.map(Self.parts)
      subject = parts.map { glyphs.columns($0.subject) }.max() ?? 0
      before = parts.map { glyphs.columns($0.before) }.max() ?? 0
      after = parts.map { glyphs.columns($0.after) }.max() ?? 0
      shape = fixes.map { glyphs.columns($0.outcome.shape) }.max() ?? 0
      downstream = fixes.map { glyphs.columns($0.outcome.downstream) }.max() ?? 0
    }

    private var change: Int { after == 0 ? subject : subject + before + after + 2 + glyphs.columns(" → ") }

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
      line.append("   " + outcome.downstream, outcome.remainingProblems == 0 ? .success : .textMuted)
      return line
    }

    private func padded(_ text: String, _ columns: Int, _ align: Alignment = .left) -> String {
      TextWidth.padded(glyphs.shown(text), to: columns, align: align)
    }
  }
}
