import Designer
import Terminal

/// The screen that shows a state: a function of it and of nothing else.
///
/// - Complexity: what is in sight, not the size of the network.
public func render(
  _ state: DesignerState, size: Size, glyphs: Glyphs = .unicode, keyMap: KeyMap = .standard
) -> Frame {
  var frame = Frame(size: size, glyphs: glyphs)
  let layout = ScreenLayout(size: size)
  guard layout.form != .notice else {
    drawNotice(layout, into: &frame)
    return frame
  }
  TitleBar(state: state).draw(layout, into: &frame)
  switch layout.form {
  case .full:
    LayerListPane(state: state, keyMap: keyMap).draw(layout, into: &frame)
    PropertiesPane(state: state, keyMap: keyMap).draw(layout, into: &frame)
    drawLowerPane(state, keyMap, layout, into: &frame)
  case .single:
    switch state.visiblePage {
    case .layers: LayerListPane(state: state, keyMap: keyMap).draw(layout, into: &frame)
    case .properties: PropertiesPane(state: state, keyMap: keyMap).draw(layout, into: &frame)
    case .summary, .problems: drawLowerPane(state, keyMap, layout, into: &frame)
    }
  case .notice: break
  }
  let isLong = StatusBar(state: state).draw(layout, into: &frame)
  if !isLong { HintBar(state: state, keyMap: keyMap).draw(layout, into: &frame) }
  drawDialog(state, keyMap: keyMap, layout, into: &frame)
  return frame
}

/// The table, or the problems in its place.
private func drawLowerPane(
  _ state: DesignerState, _ keyMap: KeyMap, _ layout: ScreenLayout, into frame: inout Frame
) {
  if state.lowerPane == .problems {
    ProblemsPane(state: state, keyMap: keyMap).draw(layout, into: &frame)
  } else {
    SummaryPane(state: state).draw(layout, into: &frame)
  }
}

/// What there is to say where nothing fits.
private func drawNotice(_ layout: ScreenLayout, into frame: inout Frame) {
  let smallest = ScreenLayout.smallestSize
  frame.draw(
    "needs \(smallest.columns)×\(smallest.rows)", in: layout.screen.row(0), role: .warning)
}

extension DesignerState {
  /// The pane that a screen with room for one shows: where the keyboard is.
  var visiblePage: Pane {
    if case .editing = mode { .properties } else { focus }
  }
}
