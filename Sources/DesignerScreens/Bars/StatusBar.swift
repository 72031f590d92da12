import Designer
import NetworkModel
import Terminal

/// The line below the panes: a message, or else how the network as a whole stands; at its right end the sums.
struct StatusBar {
  let state: DesignerState

  /// - Returns: whether a long message goes on in the line of the hints.
  func draw(_ layout: ScreenLayout, into frame: inout Frame) -> Bool {
    let rect = layout.status.inset(rows: 0)
    if let message, message.columns(frame.glyphs) > rect.size.columns, state.mode.isBrowsing {
      drawLong(message, in: rect, layout.hints.inset(rows: 0), into: &frame)
      return true
    }
    drawLine(layout, in: rect, into: &frame)
    return false
  }

  private func drawLong(_ message: StyledLine, in first: Rect, _ second: Rect, into frame: inout Frame) {
    let text = message.spans.map(\.text).joined()
    let lines = frame.glyphs.wrapped(text, columns: first.size.columns)
    let role = message.spans.first?.role ?? .status
    frame.draw(lines[0], in: first, role: role)
    frame.draw(lines.dropFirst().joined(separator: " "), in: second, role: role)
  }

  private func drawLine(_ layout: ScreenLayout, in rect: Rect, into frame: inout Frame) {
    if case .single = layout.form {
      let line =
        message ?? problemElsewhere(frame.glyphs)
        ?? standing(frame.glyphs, isWide: false, columns: rect.size.columns)
      frame.draw(line, in: rect)
      return
    }
    let isWide = rect.size.columns >= 100
    let right = sums(frame.glyphs, isWide: isWide)
    let used = min(right.columns(frame.glyphs), rect.size.columns / 2)
    let left = rect.splitRight(used + 2).rest
    if let message, message.columns(frame.glyphs) > left.size.columns {
      frame.draw(message, in: rect)  // What is said now needs the room that the sums have always.
      return
    }
    frame.drawRight(right, in: rect)
    frame.draw(
      message ?? standing(frame.glyphs, isWide: isWide, columns: left.size.columns), in: left)
  }

  /// What is to be said before anything else.
  private var message: StyledLine? {
    if let message = state.message { return StyledLine(message.text, Self.role(message.kind)) }
    // Beside the field there may be no room for the whole reason.
    guard case .editing(let editor) = state.mode, let objection = editor.objection else { return nil }
    return StyledLine("\(editor.field.label) \(objection)", .fieldInvalid)
  }

  private static func role(_ kind: Message.Kind) -> Role {
    switch kind {
    case .note: .status
    case .success: .success
    case .warning: .warning
    case .error: .error
    }
  }

  /// What is wrong with the selected layer, where the page does not say so: `! conv1: 1 row, 1 column …`.
  private func problemElsewhere(_ glyphs: Glyphs) -> StyledLine? {
    guard ![.properties, .problems].contains(state.visiblePage), let id = state.subject,
      let layer = state.network[id],
      let diagnostic = state.analysis[id].diagnostics.first
    else { return nil }
    let (sign, role) = diagnostic.severity.sign(glyphs)
    return StyledLine("\(sign) \(layer.name): \(diagnostic.words)", role)
  }

  /// `✗ 1 error · exact for n ≡ 1 (mod 40)`; the problems alone where there is no room for both.
  private func standing(_ glyphs: Glyphs, isWide: Bool, columns: Int) -> StyledLine {
    var line = StyledLine()
    if let problems = state.problemSummary {
      let totals = state.analysis.totals
      let isWarning = totals.warnings > 0 && totals.errors == 0
      let (sign, role) = (isWarning ? Diagnostic.Severity.warning : .error).sign(glyphs)
      line.append("\(sign) \(glyphs.separated(problems))", role)
    }
    guard let exact = state.exactInputsSummary else { return line }
    let sizes = StyledLine(glyphs.separated(exact) + (isWide ? sizesNearby : ""), .status)
    if line.spans.isEmpty { return sizes }
    let both = line + StyledLine(" \(glyphs.separator) ", .textMuted) + sizes
    return both.columns(glyphs) <= columns ? both : line
  }

  /// The exact sizes nearest the present one: `: 195, 227, 259`; empty where there is no one size to be near to.
  private var sizesNearby: String {
    let inputs = state.analysis.exactInputs(in: state.network)
    guard inputs.count == 1, let sizes = inputs[0].axes.first.flatMap({ $0 }), sizes != .all,
      inputs[0].axes.allSatisfy({ $0 == sizes }), let shape = state.analysis[inputs[0].input].shape,
      let next = sizes.neighbours(of: shape[state.network.settings.layout.firstSpatialAxis]).above
    else { return "" }
    let around = sizes.neighbours(of: next)
    let below = around.below.flatMap { sizes.neighbours(of: $0).below }
    let near = [below, around.below, next, around.above].compactMap { $0 }
    return ": " + near.map(String.init).joined(separator: ", ")
  }

  /// `Σ ~41,406,824  −20,971,520`: the parameters, and what is being typed does to them.
  private func sums(_ glyphs: Glyphs, isWide: Bool) -> StyledLine {
    var line = StyledLine("\(glyphs.sum) \(state.parameterSummary)", .status)
    if let delta = state.parameterDelta {
      line.append("  " + delta, .status)
    } else if isWide, state.preview == nil {
      line.append(" parameters", .textMuted)
      if let sum = state.analysis.totals.multiplyAdds.value, sum > 0 {
        line.append(" \(glyphs.separator) \(sum.abbreviated) MACs", .status)
      }
    }
    return line
  }
}
