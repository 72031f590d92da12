import Designer
import Terminal

/// The line in which one types what to search for, at the very bottom; its keys stand at the right end.
struct SearchBar {
  let search: SearchLine
  let state: DesignerState
  let keyMap: KeyMap

  /// A line with less room for what is typed does without its hints.
  private static let smallestBox = 24

  func draw(_ layout: ScreenLayout, into frame: inout Frame) {
    frame.fill(layout.hints)
    let slash = layout.hints.splitLeft(1).left
    var box = layout.hints.splitLeft(1).rest
    frame.draw("/", in: slash, role: .hintKey)
    let room = box.size.columns - Self.smallestBox
    let hints = HintBar(state: state, keyMap: keyMap).fitting(columns: room, gap: 2, frame.glyphs)
    let used = frame.drawRight(hints, in: box.splitRight(1).rest)
    if used > 0 { box = box.splitRight(used + 3).rest }
    TextBox(line: search.line, role: .text, surface: .plain).draw(in: box, into: &frame)
  }
}
