import Designer
import NetworkFormats
import NetworkModel
import Terminal

/// The layers in order, each with how it stands and the size it gives.
struct LayerListPane {
  let state: DesignerState
  let keyMap: KeyMap

  /// What a new network can begin with.
  private static let beginnings: [(CommandID, String)] = [
    ("layer.add-after", "add a layer"), ("file.new", "open a template"), ("help", "all commands"),
  ]

  /// In a pane that is this wide there is room for all of the gutter.
  private static let wide = 44

  func draw(_ layout: ScreenLayout, into frame: inout Frame) {
    frame.drawPane(layout.layers, title: title, isFocused: state.isFocused(.layers), layout)
    let content = layout.content(of: layout.layers)
    guard state.rowCount > 0 else { return drawEmpty(in: content, into: &frame) }
    let visible = state.visibleLayers(in: content)
    // Between layers that are left out no connection can be drawn.
    let hasGutter = layout.form == .full && state.filter == nil
    let lanes = content.size.columns >= Self.wide ? Gutter.mostLanes : 2
    let gutter = hasGutter ? Gutter(state, visible: visible, most: lanes) : nil
    for (line, row) in visible.enumerated() {
      draw(row, gutter?.text(row: line, glyphs: frame.glyphs), in: content.row(line), into: &frame)
    }
  }

  private var title: String {
    let filter = state.filter.map { " · \($0.title)" } ?? ""
    if state.isSelectingRange { return "Layers · \(state.selectedLayerCount.grouped) selected\(filter)" }
    if filter.isEmpty { return "Layers" }
    return "Layers\(filter) · \(state.rowCount.grouped) of \(state.network.layerCount.grouped)"
  }

  private func draw(_ row: Int, _ gutter: String?, in rect: Rect, into frame: inout Frame) {
    guard let entry = LayerRow(row, state) else { return }
    let mark = entry.mark
    var (_, rest) = rect.splitLeft(1)
    rest = rest.splitRight(1).rest
    if let gutter {
      let parts = rest.splitLeft(frame.glyphs.columns(gutter))
      frame.draw(gutter, in: parts.left, role: .border)
      rest = parts.rest
    }
    let size = entry.summary.size?.text() ?? "–"
    let (sizeRect, nameRect) = rest.splitRight(min(frame.glyphs.columns(size), rest.size.columns / 2))
    frame.draw(size, in: sizeRect, role: mark.role(over: .tableNumber), align: .right)
    frame.draw(mark.sign(frame.glyphs), in: nameRect.splitLeft(1).left, role: mark.role)
    let place = nameRect.splitLeft(2).rest.splitRight(1).rest
    let name = entry.listName(
      marking: state.markedPattern, showsFold: (gutter ?? "").isEmpty, columns: place.size.columns,
      frame.glyphs)
    frame.drawName(name, in: place, state.selection(ofRow: row, in: .layers))
  }

  private func drawEmpty(in rect: Rect, into frame: inout Frame) {
    frame.draw("no layers yet", in: rect.inset(rows: 0), role: .textMuted)
    for (row, (id, words)) in Self.beginnings.enumerated() where row + 2 < rect.size.rows {
      guard let key = keyMap.label(for: id, frame.glyphs) else { continue }
      var line = StyledLine(TextWidth.padded(key, to: 8), .hintKey)
      line.append(words)
      frame.draw(line, in: rect.inset(rows: 0).row(row + 2))
    }
    if state.isFocused(.layers) { frame.cursor = rect.inset(rows: 0).origin }
  }
}
