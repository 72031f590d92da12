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
    var pieces = self.pieces(
      state.hints.lazy.filter { !Self.lasting.contains($0.command) }.map { ($0.command, $0.words) }, glyphs)
    if let word = state.movingWord { pieces.insert(Self.piece(glyphs.upDown, word), at: 0) }
    var room = columns
    let fitting = pieces.prefix { piece in
      room -= piece.columns(glyphs) + (room == columns ? 0 : gap)
      return room >= 0
    }
    return Self.joined(fitting, gap: gap)
  }

  private func line(_ hints: [(CommandID, String)], gap: Int, _ glyphs: Glyphs) -> StyledLine {
    Self.joined(pieces(hints, glyphs), gap: gap)
  }

  /// A command without a key in the present mode has no hint.
  private func pieces(_ hints: some Sequence<(CommandID, String)>, _ glyphs: Glyphs) -> [StyledLine] {
    let contexts = KeyContext.active(in: state)
    return hints.compactMap { command, words in
      keyMap.label(for: command, in: contexts, glyphs).map { Self.piece($0, words) }
    }
  }

  private static func piece(_ key: String, _ words: String) -> StyledLine {
    StyledLine([Span(text: key, role: .hintKey), Span(text: " " + words, role: .hintText)])
  }

  private static func joined(_ pieces: some Sequence<StyledLine>, gap: Int) -> StyledLine {
    pieces.reduce(into: StyledLine()) { line, piece in
      if !line.spans.isEmpty { line.append(String(repeating: " ", count: gap), .hintText) }
      line += piece
    }
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
      case .problems: problems.isEmpty ? nil : "problem"
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
