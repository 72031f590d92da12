import Designer
import Terminal

/// What the mouse does to the designer.
struct Pointer {
  /// Within this, a second press at the same place is a double click.
  static let doubleClickTime = Duration.milliseconds(400)
  private static let rowsPerWheelStep = 3

  private var lastPress: (place: Point, time: ContinuousClock.Instant)?
  /// The table's column that is being made wider or narrower, and from where.
  private var drag: (column: String, width: Int, from: Int, hasMoved: Bool)?

  mutating func actions(
    for event: MouseEvent, _ state: DesignerState, _ layout: ScreenLayout, _ glyphs: Glyphs
  ) -> [Action] {
    guard event.kind == .press else { return dragged(event) }
    drag = nil
    switch event.button {
    case .wheelUp: return wheel(-1, at: event.position, state, layout)
    case .wheelDown: return wheel(1, at: event.position, state, layout)
    case .left:
      let isDouble = isDoubleClick(at: event.position)
      beginDrag(at: event.position, state, layout)
      return state.isInPanes
        ? pressInPanes(at: event.position, isDouble, state, layout)
        : pressInDialog(at: event.position, isDouble, state, layout, glyphs)
    case .middle, .right, .none: return []
    }
  }

  private mutating func isDoubleClick(at place: Point) -> Bool {
    let now = ContinuousClock.now
    guard let last = lastPress, last.place == place, now - last.time < Self.doubleClickTime else {
      lastPress = (place, now)
      return false
    }
    lastPress = nil
    return true
  }

  /// The heading of a column can be pulled.
  private mutating func beginDrag(at point: Point, _ state: DesignerState, _ layout: ScreenLayout) {
    guard layout.pane(at: point, state) == .summary, state.isInPanes,
      let heading = SummaryPane(state: state).heading(at: point, layout)
    else { return }
    drag = (heading.column, heading.width, point.column, false)
  }

  private mutating func dragged(_ event: MouseEvent) -> [Action] {
    guard var drag else { return [] }
    let width = drag.width + event.position.column - drag.from
    drag.hasMoved = drag.hasMoved || width != drag.width
    let isOver = event.kind == .release
    self.drag = isOver ? nil : drag
    guard drag.hasMoved else { return [] }
    return [.setWidth(width, ofColumn: drag.column)] + (isOver ? [.keepWidths] : [])
  }

  private func wheel(_ direction: Int, at point: Point, _ state: DesignerState, _ layout: ScreenLayout)
    -> [Action]
  {
    guard state.isInPanes else { return [.move(.by(direction))] }
    switch layout.pane(at: point, state) {
    case .layers, .summary: return [.scroll(by: direction * Self.rowsPerWheelStep)]
    case .problems: return [.focus(.problems), .move(.by(direction))]
    case .properties:
      let fields = state.fields.indices
      let field = state.selectedFieldIndex(of: fields.count) + direction
      return fields.contains(field) ? [.selectField(field)] : []
    case nil: return []
    }
  }

  private func pressInPanes(
    at point: Point, _ isDouble: Bool, _ state: DesignerState, _ layout: ScreenLayout
  ) -> [Action] {
    guard let pane = layout.pane(at: point, state) else { return [] }
    var actions: [Action] = [.focus(pane)]
    switch pane {
    case .layers: actions += select(at: point, in: layout.content(of: layout.layers), state)
    case .summary: actions += select(at: point, in: SummaryPane.body(layout), state)
    case .problems:
      if let problem = ProblemsPane(state: state).problem(at: point, layout) {
        actions.append(.move(.by(problem - (state.selectedProblem ?? 0))))
      }
    case .properties:
      if let field = PropertiesPane.field(at: point, state, layout) { actions.append(.selectField(field)) }
    }
    // The place between the panes' rows has nothing to open.
    if isDouble, actions.count > 1 { actions.append(pane == .problems ? .accept : .edit(nil)) }
    return actions
  }

  private func select(at point: Point, in rect: Rect, _ state: DesignerState) -> [Action] {
    let rows = state.visibleLayers(in: rect)
    let row = rows.lowerBound + point.row - rect.origin.row
    return rows.contains(row) && rect.contains(point) ? [.select(state.layer(atRow: row))] : []
  }

  private func pressInDialog(
    at point: Point, _ isDouble: Bool, _ state: DesignerState, _ layout: ScreenLayout, _ glyphs: Glyphs
  ) -> [Action] {
    let (popup, pressed, index): (Popup, Int?, Int)
    switch state.mode {
    case .choosing(let chooser):
      let dialog = ChooserDialog(chooser: chooser)
      (popup, pressed, index) = (
        dialog.popup(layout, glyphs), dialog.item(at: point, layout, glyphs), chooser.index
      )
    case .arranging(let arranging):
      let dialog = ColumnsList(dialog: arranging, state: state)
      (popup, pressed, index) = (
        dialog.popup(layout, glyphs), dialog.item(at: point, layout, glyphs), arranging.index
      )
    case .fixing(let fixing):
      let dialog = FixItsDialog(dialog: fixing, state: state, keyMap: KeyMap())
      (popup, pressed, index) = (
        dialog.popup(layout, glyphs), dialog.item(at: point, layout, glyphs), fixing.index
      )
    case .help(let help):
      let dialog = HelpDialog(help: help, keyMap: KeyMap())
      (popup, pressed, index) = (
        dialog.popup(layout, glyphs), dialog.item(at: point, layout, glyphs), help.index
      )
    case .confirming(let confirmation):
      let dialog = ConfirmationDialog(confirmation: confirmation)
      (popup, pressed, index) = (
        dialog.popup(layout, glyphs), dialog.item(at: point, layout, glyphs), confirmation.index
      )
    case .browsing, .editing, .prompting, .commandLine, .searching: return []
    }
    guard popup.rect.contains(point) else { return [.cancel] }
    guard let pressed else { return [] }
    return [.move(.by(pressed - index))] + (isDouble ? [state.doubleClick] : [])
  }
}

extension DesignerState {
  /// Whether the panes have the keyboard, or a field in one of them.
  fileprivate var isInPanes: Bool {
    switch mode {
    case .browsing, .editing, .searching: true
    case .choosing, .arranging, .prompting, .confirming, .fixing, .help, .commandLine: false
    }
  }

  /// What a double click does to an item of a list.
  fileprivate var doubleClick: Action { if case .arranging = mode { .complete } else { .accept } }
}

extension ScreenLayout {
  /// The pane under a point.
  fileprivate func pane(at point: Point, _ state: DesignerState) -> Pane? {
    switch form {
    case .notice: nil
    case .single: content(of: layers).contains(point) ? state.visiblePage : nil
    case .full:
      layers.contains(point)
        ? .layers
        : properties.contains(point) ? .properties : summary.contains(point) ? state.lowerPane : nil
    }
  }
}
