import Designer
import NetworkModel
import Terminal

/// The upper line: which file, whether it has changes, and what holds for the whole network.
struct TitleBar {
  let state: DesignerState

  func draw(_ layout: ScreenLayout, into frame: inout Frame) {
    let rect = layout.title.inset(rows: 0)
    let right = layout.form == .full ? frame.glyphs.separated(settings(rect.size.columns)) : page
    let used = frame.drawRight(StyledLine(right, .textMuted), in: rect)
    let left = rect.splitRight(used + 2).rest
    // The mark of changes is never cut off by a long name.
    let mark = state.isModified ? " " + frame.glyphs.modified : ""
    let room = left.size.columns - TextWidth.columns(mark)
    let name = TextWidth.truncated(
      frame.glyphs.shown(state.document.title), to: room, ellipsis: frame.glyphs.ellipsis)
    var line = StyledLine(name, .title)
    line.append(mark, .warning)
    frame.draw(line, in: left)
  }

  /// From this width on there is room to say what bytes are counted in.
  private static let wide = 100

  /// `exact · H×W×C · batch 1 · float32`; on a narrow screen only the type that is not the usual one.
  private func settings(_ columns: Int) -> String {
    let type = state.analysis.elementType
    let isShown = columns >= Self.wide || type != .float32
    return state.settingsSummary + (isShown ? " · \(type.rawValue)" : "")
  }

  /// `2/3 Properties`.
  private var page: String {
    switch state.visiblePage {
    case .layers: "1/3 \(state.filter?.title ?? "Layers")"
    case .properties: "2/3 Properties"
    case .summary: "3/3 Summary"
    case .problems: "3/3 Problems"
    }
  }
}
