import Designer
import NetworkFormats
import NetworkModel
import Terminal

/// What a row of the list and the table says: about a layer, or about a folded group.
struct LayerRow {
  let mark: LayerMark
  let summary: SummaryRow
  /// The layer, or the facts of the group.
  private let layer: Layer?
  private let group: GroupFacts?

  init?(_ row: Int, _ state: DesignerState) {
    group = state.group(atRow: row)
    if let group {
      layer = nil
      mark = LayerMark(group)
      summary = SummaryRow(group, in: state.network, state.analysis)
    } else {
      let id = state.layer(atRow: row)
      guard let layer = state.network[id] else { return nil }
      self.layer = layer
      mark = LayerMark(state.analysis[id])
      summary = SummaryRow(id, in: state.network, state.analysis, state.activationMemory)
    }
  }

  var nameRole: Role { mark.role(over: layer?.spec.category.role ?? .layer) }

  /// The name in the table: `▸ layer2`.
  func tableName(_ glyphs: Glyphs, columns: Int) -> String {
    let fold = group == nil ? "" : glyphs.folded + " "
    return fold + glyphs.shortened(name: summary.name, to: columns - TextWidth.columns(fold))
  }

  /// The name in the list, a group's with the number of its layers. What is searched for is marked; where only
  /// the layer's kind holds that, the kind stands behind the name.
  ///
  /// - Parameter showsFold: whether the sign of a folded group stands before it.
  func listName(
    marking pattern: SearchPattern?, showsFold: Bool, columns: Int, _ glyphs: Glyphs
  ) -> StyledLine {
    let fold = group != nil && showsFold ? glyphs.folded + " " : ""
    let text = glyphs.shortened(name: summary.name, to: columns - TextWidth.columns(fold))
    let name = StyledLine(text, nameRole)
    if let group {
      let line = StyledLine(fold, .border) + name
      let words = StyledLine("  " + group.words, .textMuted)
      return line.columns(glyphs) + words.columns(glyphs) <= columns ? line + words : line
    }
    guard let pattern, let kind = summary.kind else { return name }
    if let range = pattern.range(in: text) { return name.marking(range) }
    guard let range = pattern.range(in: kind) else { return name }
    return name + StyledLine("  ") + StyledLine(kind, .textMuted).marking(range)
  }
}

extension GroupFacts {
  /// `7 layers`.
  var words: String { "\(layerCount.grouped) layer\(layerCount == 1 ? "" : "s")" }
}

extension SummaryRow {
  fileprivate init(_ group: GroupFacts, in network: Network, _ analysis: Analysis) {
    let status: Status =
      switch group.worst?.severity {
      case .error: .error
      case .warning, .note, nil:
        group.isProvisional ? .provisional : group.worst?.severity == .warning ? .warning : .ok
      }
    self.init(
      group: group.name, endingWith: group.last, group.counts, status, peakBytes: group.peakBytes,
      in: network,
      analysis)
  }
}
