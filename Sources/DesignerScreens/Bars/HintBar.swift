import Designer
import Terminal

/// The lowest line: the keys that matter here. On a small screen, the sums and the way to the help.
struct HintBar {
  let state: DesignerState
  let keyMap: KeyMap

  /// Hints that keep their place at the right end, where there are panes.
  private static let lasting: Set<CommandID> = ["help", "command-line"]

  func draw(_ layout: ScreenLayout, into frame: inout Frame) {
    let rect = layout.hints.inset(rows: 0)
    let hints = state.hints
    // Where there is room, the list of ways out says its keys itself.
    if case .fixing = state.mode, layout.form == .full { return }
    let isSmall = layout.form == .single && state.mode.isBrowsing
    let lasting = hints.filter { Self.lasting.contains($0.command) }.prefix(isSmall ? 1 : 2)
    let right = line(lasting.map { ($0.command, $0.words) }, gap: 2, frame.glyphs)
    let used = frame.drawRight(right, in: rect)
    let left = rect.splitRight(used == 0 ? 0 : used + 2).rest
    if isSmall {
      frame.draw(StyledLine("\(frame.glyphs.sum) \(state.parameterSummary)", .status), in: left)
    } else {
      frame.draw(fitting(columns: left.size.columns, gap: 2, frame.glyphs), in: left)
    }
  }

  /// As many of the hints, the most useful first, as there is room for.
  func fitting(columns: Int, gap: Int, _ glyphs: Glyphs) -> StyledLine {
    let hints = state.hints.filter { !Self.lasting.contains($0.command) }.map { ($0.command, $0.words) }
    let moving = state.movingWord.map {
      StyledLine([Span(text: glyphs.upDown, role: .hintKey), Span(text: " \($0)", role: .hintText)])
    }
    for count in stride(from: hints.count, through: 0, by: -1) {
      var whole = line(Array(hints.prefix(count)), gap: gap, glyphs)
      if let moving {
        whole =
          whole.spans.isEmpty
          ? moving : moving + StyledLine(String(repeating: " ", count: gap), .hintText) + whole
      }
      if whole.columns(glyphs) <= columns { return whole }
    }
    return StyledLine()
  }

  /// A command without a key in the present mode has no hint.
  private func line(_ hints: [(CommandID, String)], gap: Int, _ glyphs: Glyphs) -> StyledLine {
    let contexts = KeyContext.active(in: state)
    var line = StyledLine()
    for (command, words) in hints {
      guard let key = keyMap.label(for: command, in: contexts, glyphs) else { continue }
      if !line.spans.isEmpty { line.append(String(repeating: " ", count: gap), .hintText) }
      line.append(key, .hintKey)
      line.append(" " + words, .hintText)
    }
    return line
  }
}

extension DesignerState {
  /// What the up and down keys go through here.
  fileprivate var movingWord: String? {
    switch mode {
    case .browsing where network.layerCount == 0: nil
    case .browsing:
      switch focus {
      case .layers, .summary: "layer"
      case .properties: "field"
      case .problems: "problem"
      }
    case .editing: "field"
    case .searching: "match"
    case .choosing: "item"
    case .arranging: "column"
    case .fixing(let dialog): dialog.downstream == nil ? "preview" : "layer"
    case .help: "command"
    case .confirming: "answer"
    case .prompting, .commandLine: nil
    }
  }
}
