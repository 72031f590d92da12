import Designer
import NetworkFormats
import NetworkModel
import Terminal

/// The table of all layers with their sums, which stay in sight however far it is scrolled.
struct SummaryPane {
  let state: DesignerState

  /// Rows for the header above, and the rule and the totals below.
  private static let rowsAbove = 1
  private static let rowsBelow = 2

  /// Where the table's rows stand within its pane.
  static func body(_ layout: ScreenLayout) -> Rect {
    layout.content(of: layout.summary).splitTop(rowsAbove).rest.splitBottom(rowsBelow).rest
  }

  /// The columns in sight, and where they stand.
  func columns(_ layout: ScreenLayout) -> SummaryLayout {
    SummaryLayout(
      width: layout.content(of: layout.summary).size.columns - 2, total: total, state.table)
  }

  private var total: SummaryRow { SummaryRow(totalOf: state.analysis, state.activationMemory) }

  /// Whether a column is in sight whose numbers have still to be worked out.
  func lacksNumbers(_ layout: ScreenLayout) -> Bool {
    state.lacksMemory && state.table.mayFollowExecution && isInSight(layout)
      && columns(layout).places.contains(where: \.column.followsExecution)
  }

  private func isInSight(_ layout: ScreenLayout) -> Bool {
    switch layout.form {
    case .full: state.lowerPane == .summary
    case .single: state.visiblePage == .summary
    case .notice: false
    }
  }

  /// The column whose heading is under a point, and how wide it is.
  func heading(at point: Point, _ layout: ScreenLayout) -> (column: String, width: Int)? {
    let header = layout.content(of: layout.summary).row(0)
    guard header.contains(point) else { return nil }
    let columns = columns(layout)
    let row = Row(header, columns)
    if row.name.contains(point) { return (SummaryLayout.nameID, columns.nameWidth) }
    return columns.places.first { row.cell($0).contains(point) }.map { ($0.column.id, $0.width) }
  }

  func draw(_ layout: ScreenLayout, into frame: inout Frame) {
    let isFocused = state.isFocused(.summary)
    frame.drawPane(layout.summary, title: "Summary", isFocused: isFocused, layout)
    let content = layout.content(of: layout.summary)
    let rows = Self.body(layout)
    let columns = columns(layout)
    drawHeader(columns, in: content.row(0), into: &frame)
    for (line, row) in state.visibleLayers(in: rows).enumerated() {
      draw(row, columns, in: rows.row(line), into: &frame)
    }
    let rule = rows.rows.upperBound - content.origin.row
    frame.drawRule(layout.summary, content, row: rule, isFocused: isFocused, layout)
    drawTotal(total, columns, in: content.row(rule + 1), into: &frame)
  }

  private func drawHeader(_ columns: SummaryLayout, in rect: Rect, into frame: inout Frame) {
    let row = Row(rect, columns)
    frame.draw("Layer Name", in: row.name, role: .tableHeader)
    for place in columns.places {
      frame.draw(place.column.title, in: row.cell(place), role: .tableHeader, align: place.column.align)
    }
    if columns.hidden.left > 0 {
      frame.draw(frame.glyphs.moreLeft, in: row.name.splitRight(1).right, role: .textMuted)
    }
    if columns.hidden.right > 0 {
      frame.draw(frame.glyphs.moreRight, in: rect.splitRight(1).right, role: .textMuted)
    }
  }

  private func draw(_ row: Int, _ columns: SummaryLayout, in rect: Rect, into frame: inout Frame) {
    guard let entry = LayerRow(row, state) else { return }
    let (summary, mark) = (entry.summary, entry.mark)
    let selection = state.selection(ofRow: row, in: .summary)
    let row = Row(rect, columns)
    draw(entry, in: row.name, selection, into: &frame)
    for place in columns.places {
      let column = place.column
      let text = column.text(summary, glyphs: frame.glyphs, columns: place.width)
      frame.draw(
        text, in: row.cell(place), role: role(of: text, column, mark), align: column.align)
    }
  }

  private func role(of text: String, _ column: ScreenColumn, _ mark: LayerMark) -> Role {
    if column.style == .text { return mark.role(over: .text) }
    if mark == .provisional { return .textMuted }
    // A zero is worth writing, but not worth looking at.
    return column.style == .bar ? .meter : text == "0" ? .textMuted : .tableNumber
  }

  /// The name and, behind it, the sign of how the layer stands; the sign is never cut off.
  private func draw(_ entry: LayerRow, in rect: Rect, _ selection: RowSelection, into frame: inout Frame) {
    let sign = entry.mark.sign(frame.glyphs)
    let room = max(0, rect.size.columns - (sign.isEmpty ? 0 : 2))
    var line = StyledLine(entry.tableName(frame.glyphs, columns: room), entry.nameRole)
    if !sign.isEmpty { line.append(" " + sign, entry.mark.role) }
    frame.drawName(line, in: rect, selection)
  }

  private func drawTotal(
    _ total: SummaryRow, _ columns: SummaryLayout, in rect: Rect, into frame: inout Frame
  ) {
    let row = Row(rect, columns)
    let mark = state.analysis.totals.isProvisional ? " " + frame.glyphs.provisional : ""
    frame.draw(total.name + mark, in: row.name, role: .tableTotal)
    for place in columns.places {
      let text = place.column.text(total, glyphs: frame.glyphs, columns: place.width)
      frame.draw(text, in: row.cell(place), role: .tableTotal, align: place.column.align)
    }
  }

  /// The places of one row's cells.
  private struct Row {
    let name: Rect
    private let line: Rect

    init(_ rect: Rect, _ columns: SummaryLayout) {
      line = rect.inset(rows: 0)
      name = line.splitLeft(columns.nameWidth).left
    }

    func cell(_ place: SummaryLayout.Place) -> Rect {
      line.splitLeft(place.start).rest.splitLeft(place.width).left
    }
  }
}
