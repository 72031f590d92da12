import Designer
import NetworkModel
import Terminal

/// The line below the panes: a message, or else how the network as a whole stands; at its right end the sums.
struct StatusBar {
  let state: DesignerState
  let keyMap: KeyMap

  func draw(_ layout: ScreenLayout, into frame: inout Frame) {
    let rect = layout.status.inset(rows: 0)
    if case .single = layout.form {
      frame.draw(message ?? problemOfSelection(frame.glyphs) ?? standing(frame.glyphs, isWide: false), in: rect)
      return
    }
    let isWide = rect.size.columns >= 100
    let right = sums(frame.glyphs, isWide: isWide)
    let used = min(right.columns(frame.glyphs), rect.size.columns / 2)
    frame.drawRight(right, in: rect)
    let left = rect.splitRight(used + 2).rest
    frame.draw(message ?? standing(frame.glyphs, isWide: isWide), in: left)
  }

  private var message: StyledLine? {
    state.message.map { message in
      switch message.kind {
      case .note: StyledLine(message.text, .status)
      case .success: StyledLine(message.text, .success)
      case .warning: StyledLine(message.text, .warning)
      case .error: StyledLine(message.text, .error)
      }
    }
  }

  /// `! conv1: 1 row, 1 column at the end are never read`.
  private func problemOfSelection(_ glyphs: Glyphs) -> StyledLine? {
    guard let id = state.selection, let layer = state.network[id],
      let diagnostic = state.analysis[id].diagnostics.first
    else { return nil }
    let (sign, role) = diagnostic.severity.sign(glyphs)
    return StyledLine("\(sign) \(layer.name): \(diagnostic.words)", role)
  }

  /// `✗ 1 error · exact for n ≡ 1 (mod 40)`.
  private func standing(_ glyphs: Glyphs, isWide: Bool) -> StyledLine {
    let totals = state.analysis.totals
    var line = StyledLine()
    if state.network.layerCount == 0 { return StyledLine("empty network", .status) }
    if totals.errors > 0 {
      line.append("\(glyphs.error) \(totals.errors) error\(totals.errors == 1 ? "" : "s")", .error)
    }
    let warnings = totals.warnings
    if warnings > 0 {
      let isAllWindows = totals.errors == 0 && totals.inexactLayers == warnings
      let words =
        isAllWindows
        ? "\(warnings) window\(warnings == 1 ? "" : "s") not whole" : "\(warnings) warning\(warnings == 1 ? "" : "s")"
      if !line.spans.isEmpty { line.append(" \(glyphs.separator) ", .textMuted) }
      line.append("\(glyphs.warning) \(words)", .warning)
    }
    guard let exact = exactSizes(isWide: isWide) else { return line }
    if !line.spans.isEmpty { line.append(" \(glyphs.separator) ", .textMuted) }
    line.append(exact, .status)
    return line
  }

  /// For which sizes every window of the network divides; where there is room, with those nearest the present one.
  private func exactSizes(isWide: Bool) -> String? {
    guard let exact = state.analysis.exactInputs(in: state.network).first, let text = exact.text else { return nil }
    guard isWide, let sizes = exact.axes.first.flatMap({ $0 }), sizes != .all,
      exact.axes.allSatisfy({ $0 == sizes }), let present = size(of: exact.input),
      let above = sizes.neighbours(of: present).above
    else { return text }
    let near = [
      sizes.neighbours(of: present).below, sizes.contains(present) ? present : nil, above,
      sizes.neighbours(of: above).above,
    ]
    return text + ": " + near.compactMap { $0.map(String.init) }.joined(separator: ", ")
  }

  /// An input's size along its first spatial axis.
  private func size(of input: LayerID) -> Int? {
    state.analysis[input].shape.map { $0[state.network.settings.layout.firstSpatialAxis] }
  }

  /// `Σ ~41,406,824  −20,971,520`: the parameters, and what is being typed does to them.
  private func sums(_ glyphs: Glyphs, isWide: Bool) -> StyledLine {
    let totals = state.analysis.totals
    var line = Self.parameters(totals, glyphs)
    if let before = state.preview?.parametersBefore {
      if let delta = Self.delta(from: before, to: totals.parameters, glyphs) { line.append("  " + delta, .status) }
    } else if isWide {
      line.append(" parameters", .textMuted)
      if let macs = totals.multiplyAdds.value, macs > 0 {
        line.append(" \(glyphs.separator) \(macs.abbreviated) MACs", .status)
      }
    }
    return line
  }

  static func parameters(_ totals: Totals, _ glyphs: Glyphs) -> StyledLine {
    let sign = totals.isProvisional ? glyphs.provisional : ""
    return StyledLine("\(glyphs.sum) \(sign)\(totals.parameters)", .status)
  }

  private static func delta(from before: Count, to after: Count, _ glyphs: Glyphs) -> String? {
    guard let before = before.value, let after = after.value, before != after else { return nil }
    return after > before ? "+\((after - before).grouped)" : "\(glyphs.minus)\((before - after).grouped)"
  }
}
