import Designer
import NetworkFormats
import NetworkModel
import Terminal

/// What a way out does to the layers after it: each with its size before and after.
struct DownstreamList {
  let downstream: FixItDialog.Downstream
  let title: String
  let state: DesignerState
  let keyMap: KeyMap

  private static let width = 76

  func popup(_ layout: ScreenLayout, _ glyphs: Glyphs) -> Popup {
    Popup(
      columns: Self.width, rows: downstream.layers.count + keyRows(layout), title: title, place: .low, layout,
      glyphs)
  }

  /// On a small screen the lowest line says the keys.
  private func keyRows(_ layout: ScreenLayout) -> Int { layout.form == .full ? 2 : 0 }

  private func window(_ popup: Popup, _ layout: ScreenLayout) -> ListWindow {
    ListWindow(
      count: downstream.layers.count, selected: downstream.index,
      rows: max(0, popup.content.size.rows - keyRows(layout)))
  }

  func item(at point: Point, _ layout: ScreenLayout, _ glyphs: Glyphs) -> Int? {
    let popup = popup(layout, glyphs)
    return window(popup, layout).line(at: point.row - popup.content.origin.row)
  }

  func draw(_ layout: ScreenLayout, into frame: inout Frame) {
    let popup = popup(layout, frame.glyphs)
    popup.draw(title: title, into: &frame)
    let window = window(popup, layout)
    let entries = window.lines.map { entry(downstream.layers[$0], frame.glyphs) }
    let widths = (
      name: min(entries.map { frame.glyphs.columns($0.name) }.max() ?? 0, popup.content.size.columns / 2),
      former: entries.map { frame.glyphs.columns($0.former) }.max() ?? 0
    )
    for (row, entry) in entries.enumerated() {
      let isHighlighted = window.lines.lowerBound + row == downstream.index
      let surface: Surface = isHighlighted ? .selection : .popup
      let rect = popup.content.row(row)
      if isHighlighted {
        frame.fill(popup.highlight(row), role: .popup, surface: surface)
        frame.cursor = rect.origin
      }
      frame.draw(entry.mark.sign(frame.glyphs), in: rect, role: entry.mark.role, surface: surface)
      let (name, sizes) = rect.splitLeft(2).rest.splitLeft(widths.name)
      let shortened = frame.glyphs.shortened(name: entry.name, to: name.size.columns)
      frame.draw(shortened, in: name, role: entry.mark.role(over: .text), surface: surface)
      let (former, now) = sizes.splitLeft(2).rest.splitLeft(widths.former)
      frame.draw(entry.former, in: former, role: .textMuted, surface: surface, align: .right)
      let change = entry.now == entry.former ? "" : " → \(entry.now)"
      frame.draw(change, in: now, role: entry.mark.role(over: .fieldComputed), surface: surface)
    }
    popup.drawMore(window, of: downstream.layers.count, into: &frame)
    popup.drawKeys(state, keyMap, in: popup.content.splitBottom(keyRows(layout)).bottom, into: &frame)
  }

  private func entry(
    _ layer: (id: LayerID, former: LayerFacts), _ glyphs: Glyphs
  ) -> (name: String, former: String, now: String, mark: LayerMark) {
    let facts = state.analysis[layer.id]
    return (
      state.network[layer.id]?.name ?? "", sizeText(layer.former), sizeText(facts), LayerMark(facts)
    )
  }

  private func sizeText(_ facts: LayerFacts) -> String {
    TensorSize(facts, layout: state.network.settings.layout)?.text() ?? "–"
  }
}
