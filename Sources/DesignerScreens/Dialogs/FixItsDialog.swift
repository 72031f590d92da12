import Designer
import NetworkModel
import Terminal

/// The ways out of what is wrong with a layer, in columns: what changes, the size it gives, what comes after.
struct FixItsDialog {
  let dialog: FixItDialog
  let state: DesignerState
  let keyMap: KeyMap

  private static let width = 62
  /// For what follows from the highlighted way out, where its line has no room for it.
  private static let rowsOfWords = 2

  /// Where the parts of the popup stand.
  private struct Parts {
    let popup: Popup
    let columns: Columns
    let list: ListWindow
    let words, remarks, keys: Rect
  }

  private var title: String { "Fix \(state.network[dialog.layer]?.name ?? "")" }

  func popup(_ layout: ScreenLayout, _ glyphs: Glyphs) -> Popup { parts(layout, glyphs).popup }

  /// The fix-it on a line of the popup.
  func item(at point: Point, _ layout: ScreenLayout, _ glyphs: Glyphs) -> Int? {
    let parts = parts(layout, glyphs)
    let line = point.row - parts.popup.content.origin.row + parts.list.lines.lowerBound
    return parts.list.lines.contains(line) ? line : nil
  }

  private func parts(_ layout: ScreenLayout, _ glyphs: Glyphs) -> Parts {
    let fixIts = dialog.list.fixIts
    let room = layout.screen.size.columns - 4
    let columns = Columns(fixIts, glyphs, room: room)
    let width = max(min(Self.width, room), columns.total)
    let rows = (
      words: columns.showsDownstream ? 0 : Self.rowsOfWords,
      // On a small screen the lowest line says the keys.
      keys: layout.form == .full ? 2 : 0
    )
    let popup = Popup(
      columns: width, rows: fixIts.count + rows.words + remarks(glyphs, width).count + rows.keys,
      title: title,
      place: .low, layout, glyphs)
    let (keys, above) = popup.content.splitBottom(rows.keys)
    let listRows = min(fixIts.count, max(1, above.size.rows - rows.words))
    let (words, remarks) = above.splitTop(listRows).rest.splitTop(rows.words)
    return Parts(
      popup: popup, columns: columns,
      list: ListWindow(count: fixIts.count, selected: dialog.index, rows: min(listRows, above.size.rows)),
      words: words, remarks: remarks, keys: keys)
  }

  /// Why changes of some kinds cannot help.
  private func remarks(_ glyphs: Glyphs, _ width: Int) -> [String] {
    dialog.list.impossibilities.flatMap { glyphs.wrapped($0, columns: width) }
  }

  func draw(_ layout: ScreenLayout, into frame: inout Frame) {
    let parts = parts(layout, frame.glyphs)
    parts.popup.draw(title: title, into: &frame)
    drawList(parts, into: &frame)
    let downstream = dialog.highlighted?.outcome.downstream ?? ""
    draw(
      frame.glyphs.wrapped(downstream, columns: parts.words.size.columns), in: parts.words, .text,
      into: &frame)
    draw(remarks(frame.glyphs, parts.remarks.size.columns), in: parts.remarks, .textMuted, into: &frame)
    guard parts.keys.size.rows > 1 else { return }
    frame.divider(
      parts.popup.rect, row: parts.keys.origin.row - parts.popup.rect.origin.row, role: .borderFocus,
      surface: .popup)
    let hints = HintBar(state: state, keyMap: keyMap)
      .fitting(columns: parts.keys.size.columns, gap: 3, frame.glyphs)
    frame.draw(hints, in: parts.keys.row(1), surface: .popup)
  }

  private func drawList(_ parts: Parts, into frame: inout Frame) {
    for (row, index) in parts.list.lines.enumerated() {
      let isHighlighted = index == dialog.index
      let surface: Surface = isHighlighted ? .selection : .popup
      let rect = parts.popup.content.row(row)
      if isHighlighted {
        let highlight = parts.popup.highlight(row)
        frame.fill(highlight, role: .popup, surface: surface)
        frame.draw(frame.glyphs.selected, in: highlight.splitLeft(1).left, surface: surface)
        frame.cursor = rect.origin
      }
      frame.draw(parts.columns.line(dialog.list.fixIts[index]), in: rect, surface: surface)
    }
  }

  private func draw(_ lines: [String], in rect: Rect, _ role: Role, into frame: inout Frame) {
    for (row, line) in lines.prefix(rect.size.rows).enumerated() {
      frame.draw(line, in: rect.row(row), role: role, surface: .popup)
    }
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
      let value = blanks.first {
        sides[0][sides[0].index(after: $0)...].first.map { "0123456789[−-".contains($0) } ?? false
      }
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
