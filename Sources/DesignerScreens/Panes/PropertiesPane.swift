import Designer
import NetworkModel
import Terminal

/// What can be changed about the selected layer, and below it what follows from that, derived.
struct PropertiesPane {
  let state: DesignerState
  let keyMap: KeyMap

  private static let smallestName = 12

  /// How the height of the pane is shared between its two parts.
  struct Parts {
    let fields: Rect
    let facts: Rect
    /// The first field in sight.
    let firstField: Int

    init(_ content: Rect, fields: Int, selected: Int, _ sheet: FactSheet) {
      let (rows, facts) = (content.size.rows, sheet.count)
      // The fields scroll; the formula and what is wrong with it always have their place.
      let fair = max(rows - facts - 1, max(6, rows / 2))
      let needed = max(min(facts, 2), min(sheet.essential, rows / 2))
      let shown = max(0, min(fields, fair, rows - needed))
      let hasGap = shown > 0 && shown + 1 + facts <= rows
      (self.fields, self.facts) = {
        let (top, rest) = content.splitTop(shown)
        return (top, hasGap ? rest.splitTop(1).rest : rest)
      }()
      firstField = min(max(0, selected - shown + 1), max(0, fields - shown))
    }
  }

  func draw(_ layout: ScreenLayout, into frame: inout Frame) {
    let isFocused = state.isFocused(.properties)
    let title = title(frame.glyphs, columns: layout.properties.size.columns - 6)
    frame.drawPane(layout.properties, title: title, isFocused: isFocused, layout)
    let content = layout.content(of: layout.properties).inset(rows: 0)
    guard state.subject != nil || state.subjectGroup != nil || state.showsNetworkSettings else { return }
    let fields = state.fields
    let selected = state.selectedFieldIndex(of: fields.count)
    let facts = FactSheet(
      state, glyphs: frame.glyphs, columns: content.size.columns,
      fixKey: keyMap.label(for: "layer.fix", frame.glyphs) ?? "")
    let parts = Parts(content, fields: fields.count, selected: selected, facts)
    for row in 0..<parts.fields.size.rows {
      let index = parts.firstField + row
      FieldRow(
        field: fields[index], editor: editor(of: fields[index]), isSelected: index == selected, state: state,
        completeKey: keyMap.label(for: "complete", in: [.editing], frame.glyphs)
      ).draw(in: parts.fields.row(row), into: &frame)
    }
    drawMore(parts, of: fields.count, into: &frame)
    let (upper, sums) = facts.lines(fitting: parts.facts.size.rows)
    for (row, line) in upper.enumerated() { frame.draw(line, in: parts.facts.row(row)) }
    let foot = parts.facts.splitBottom(sums.count).bottom
    for (row, line) in sums.enumerated() { frame.draw(line, in: foot.row(row)) }
  }

  /// Says at the right end how many fields are out of sight above and below, where the rows leave room.
  private func drawMore(_ parts: Parts, of count: Int, into frame: inout Frame) {
    let below = count - parts.firstField - parts.fields.size.rows
    for (sign, hidden, row) in [("▴", parts.firstField, 0), ("▾", below, parts.fields.size.rows - 1)] {
      guard hidden > 0, row >= 0 else { continue }
      frame.drawMore("\(sign) \(hidden) more", in: parts.fields.row(row))
    }
  }

  /// The field under a point of the pane.
  static func field(at point: Point, _ state: DesignerState, _ layout: ScreenLayout) -> Int? {
    let content = layout.content(of: layout.properties).inset(rows: 0)
    let facts = FactSheet(state, glyphs: .unicode, columns: content.size.columns)
    let count = state.fields.count
    let parts = Parts(
      content, fields: count, selected: state.selectedFieldIndex(of: count), facts)
    guard parts.fields.rows.contains(point.row) else { return nil }
    return parts.firstField + point.row - parts.fields.origin.row
  }

  /// What it is, and what kind of thing that is, which is what stays whole.
  private func title(_ glyphs: Glyphs, columns: Int) -> String {
    func title(_ name: String, _ words: String) -> String {
      let room = max(columns - glyphs.columns(" · \(words)"), Self.smallestName)
      return "\(glyphs.shortened(name: name, to: room)) · \(words)"
    }
    if let group = state.subjectGroup { return title(group.name, group.words) }
    guard let layer = state.subject.flatMap({ state.network[$0] }) else {
      return state.showsNetworkSettings ? title(state.network.settings.name, "network") : "Properties"
    }
    return title(layer.name, layer.spec.title)
  }

  private func editor(of field: PropertyField) -> FieldEditor? {
    guard case .editing(let editor) = state.mode, editor.field.key == field.key else { return nil }
    return editor
  }
}
