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
    let columns: FixItColumns
    let list: ListWindow
    let words, remarks, keys: Rect
  }

  private var title: String { "Fix \(state.network[dialog.layer]?.name ?? "")" }

  func popup(_ layout: ScreenLayout, _ glyphs: Glyphs) -> Popup {
    downstream?.popup(layout, glyphs) ?? parts(layout, glyphs).popup
  }

  /// The fix-it on a line of the popup.
  func item(at point: Point, _ layout: ScreenLayout, _ glyphs: Glyphs) -> Int? {
    if let downstream { return downstream.item(at: point, layout, glyphs) }
    let parts = parts(layout, glyphs)
    return parts.list.line(at: point.row - parts.popup.content.origin.row)
  }

  private func parts(_ layout: ScreenLayout, _ glyphs: Glyphs) -> Parts {
    let fixIts = dialog.list.fixIts
    let room = layout.screen.size.columns - 4
    let columns = FixItColumns(fixIts, glyphs, room: room)
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
    if let downstream { return downstream.draw(layout, into: &frame) }
    let parts = parts(layout, frame.glyphs)
    parts.popup.draw(title: title, into: &frame)
    drawList(parts, into: &frame)
    let downstream = dialog.highlighted?.outcome.downstream ?? ""
    draw(
      frame.glyphs.wrapped(downstream, columns: parts.words.size.columns), in: parts.words, .text,
      into: &frame)
    draw(remarks(frame.glyphs, parts.remarks.size.columns), in: parts.remarks, .textMuted, into: &frame)
    parts.popup.drawKeys(state, keyMap, in: parts.keys, into: &frame)
  }

  /// What is shown in place of the list, where that was asked for.
  private var downstream: DownstreamList? {
    dialog.downstream.map {
      DownstreamList(downstream: $0, title: dialog.highlighted?.title ?? title, state: state, keyMap: keyMap)
    }
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
