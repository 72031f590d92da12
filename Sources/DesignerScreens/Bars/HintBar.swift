import Designer
import Terminal

/// The lowest line: the keys that matter here. On a small screen, the sums and the way to the help.
struct HintBar {
  let state: DesignerState
  let keyMap: KeyMap

  func draw(_ layout: ScreenLayout, into frame: inout Frame) {
    let rect = layout.hints.inset(rows: 0)
    let hints = CommandHints(state, keyMap, frame.glyphs)
    let isBrowsingSmall = layout.form == .single && state.mode.isBrowsing
    let offered = isBrowsingSmall ? hints.right.prefix(1) : hints.right[...]
    let right = Self.line(Array(offered), gap: 2)
    let used = min(right.columns(frame.glyphs), rect.size.columns / 2)
    if !right.spans.isEmpty { frame.drawRight(right, in: rect) }
    let left = rect.splitRight(used == 0 ? 0 : used + 2).rest
    if isBrowsingSmall {
      frame.draw(StatusBar.parameters(state.analysis.totals, frame.glyphs), in: left)
    } else {
      frame.draw(Self.fitting(hints.left, columns: left.size.columns, gap: 2, frame.glyphs), in: left)
    }
  }

  /// As many of the hints as there is room for.
  static func fitting(
    _ hints: [CommandHints.Hint], columns: Int, gap: Int, _ glyphs: Glyphs
  ) -> StyledLine {
    for count in stride(from: hints.count, to: 0, by: -1) {
      let line = line(Array(hints.prefix(count)), gap: gap)
      if line.columns(glyphs) <= columns { return line }
    }
    return StyledLine()
  }

  private static func line(_ hints: [CommandHints.Hint], gap: Int) -> StyledLine {
    var line = StyledLine()
    for (index, hint) in hints.enumerated() {
      if index > 0 { line.append(String(repeating: " ", count: gap), .hintText) }
      line.append(hint.key, .hintKey)
      line.append(" " + hint.words, .hintText)
    }
    return line
  }
}
