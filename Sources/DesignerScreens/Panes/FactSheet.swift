import Designer
import NetworkModel
import Terminal

/// What follows from a layer's properties: the formulas with their numbers, the counts, and what is wrong.
struct FactSheet {
  /// The lines in the order in which they stand; the lower the rank, the sooner a line gets its room.
  private var ranked: [Ranked] = []

  private struct Ranked {
    var line: StyledLine
    var rank: Int
    /// The next line goes on with the sentence.
    var isContinued = false
  }

  var count: Int { ranked.count }

  init(_ state: DesignerState, glyphs: Glyphs, columns: Int) {
    guard let id = state.subject else { return }
    let facts = state.analysis[id]
    addDerivation(state.analysis.derivation(of: id, in: state.network), glyphs, columns)
    addStanding(facts, state.network)
    for diagnostic in facts.diagnostics { add(diagnostic, glyphs, columns) }
  }

  /// As many lines as there is room for: the formula first, then what is wrong, then the counts.
  func lines(fitting rows: Int) -> [StyledLine] {
    guard ranked.count > rows else { return ranked.map { $0.line } }
    let chosen = ranked.indices.sorted { (ranked[$0].rank, $0) < (ranked[$1].rank, $1) }.prefix(rows)
    return chosen.sorted().map { index in
      guard ranked[index].isContinued, !chosen.contains(index + 1) else { return ranked[index].line }
      // Too long now for its row, so that it ends in an ellipsis.
      return ranked[index].line + StyledLine(" ") + ranked[index + 1].line
    }
  }

  private mutating func addDerivation(_ derivation: Derivation, _ glyphs: Glyphs, _ columns: Int) {
    for (index, line) in derivation.lines.enumerated() {
      let isAxis = line.label.count <= 1
      // Numbers stand below the fields' values; a long label pushes its own aside.
      let label =
        line.label.isEmpty ? "" : line.label.padding(to: isAxis ? 1 : FieldRow.labelWidth - 2) + "  "
      let indent = glyphs.columns(label)
      for (part, text) in glyphs.wrapped(line.formula, columns: max(8, columns - indent)).enumerated() {
        let head = part == 0 ? label : String(repeating: " ", count: indent)
        var styled = StyledLine(head, .fieldLabel)
        styled.append(text, .fieldComputed)
        ranked.append(Ranked(line: styled, rank: index == 0 && part == 0 ? 0 : isAxis ? 2 : 4))
      }
    }
  }

  /// Why the numbers cannot be trusted, where another layer is to blame.
  private mutating func addStanding(_ facts: LayerFacts, _ network: Network) {
    guard let cause = facts.standing.cause, let name = network[cause]?.name else { return }
    let text =
      facts.standing.isBlocked ? "no size: blocked by \(name)" : "~ provisional: \(name) is not whole"
    ranked.append(Ranked(line: StyledLine(text, .textMuted), rank: 1))
  }

  private mutating func add(_ diagnostic: Diagnostic, _ glyphs: Glyphs, _ columns: Int) {
    let (sign, role) = diagnostic.severity.sign(glyphs)
    let parts = glyphs.wrapped(diagnostic.words, columns: max(8, columns - 2))
    for (part, text) in parts.enumerated() {
      ranked.append(
        Ranked(
          line: StyledLine((part == 0 ? sign + " " : "  ") + text, role), rank: part == 0 ? 1 : 3,
          isContinued: part + 1 < parts.count))
    }
  }
}

extension Diagnostic {
  /// The message without the formulas, where they stand beside it anyway: `not whole: 1 row, 1 column over`.
  var words: String {
    guard let formula = shortfalls.last?.derivation, let end = message.ranges(of: formula).last?.upperBound
    else { return message }
    return String(message[end...].drop { ",:; ".contains($0) })
  }
}

extension Diagnostic.Severity {
  func sign(_ glyphs: Glyphs) -> (sign: String, role: Role) {
    switch self {
    case .error: (glyphs.error, .error)
    case .warning: (glyphs.warning, .warning)
    case .note: (glyphs.separator, .note)
    }
  }
}

extension String {
  /// Filled up with blanks behind it.
  func padding(to count: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, count - self.count))
  }
}
