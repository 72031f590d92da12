import Designer
import NetworkModel
import Terminal

/// What follows from a layer's properties: the formulas with their numbers, the counts, and what is wrong.
struct FactSheet {
  /// The lines in the order in which they stand; the lower the rank, the sooner a line gets its room.
  private var ranked: [Ranked] = []

  /// There is room for the best ways out only.
  private static let mostFixIts = 2

  private struct Ranked {
    var line: StyledLine
    var rank: Int
    /// What the layer adds up to; it stands at the bottom, where the eye finds it at every layer.
    var isSum = false
    /// The next line goes on with the sentence.
    var isContinued = false
  }

  var count: Int { ranked.count }
  /// The lines that nobody should have to look for: the first formula, and all that is wrong.
  var essential: Int { ranked.count { $0.rank == 0 || $0.rank == 1 || $0.rank == 3 } }

  /// - Parameter fixKey: the key that lists the ways out.
  init(_ state: DesignerState, glyphs: Glyphs, columns: Int, fixKey: String = "") {
    if let group = state.subjectGroup { add(group, state, glyphs, columns) }
    guard let id = state.subject else { return }
    let facts = state.analysis[id]
    addDerivation(state.analysis.derivation(of: id, in: state.network), glyphs, columns)
    addStanding(facts, state.network)
    for diagnostic in facts.diagnostics { add(diagnostic.severity, diagnostic.words, glyphs, columns) }
    for (index, fixIt) in state.suggestedFixIts.fixIts.prefix(Self.mostFixIts).enumerated() {
      var line = StyledLine("  " + (index == 0 ? fixKey : "").padding(to: 3), .hintKey)
      line.append(fixIt.words, .text)
      ranked.append(Ranked(line: line, rank: 5))
    }
  }

  /// As many lines as there is room for: the formula first, then what is wrong, then the sums.
  func lines(fitting rows: Int) -> (upper: [StyledLine], sums: [StyledLine]) {
    let chosen = Set(ranked.indices.sorted { (ranked[$0].rank, $0) < (ranked[$1].rank, $1) }.prefix(rows))
    let lines = chosen.sorted().map { index in
      guard ranked[index].isContinued, !chosen.contains(index + 1) else { return ranked[index] }
      // Too long now for its row, so that it ends in an ellipsis.
      return Ranked(line: ranked[index].line + StyledLine(" ") + ranked[index + 1].line, rank: 0)
    }
    return (lines.filter { !$0.isSum }.map(\.line), lines.filter(\.isSum).map(\.line))
  }

  private mutating func addDerivation(_ derivation: Derivation, _ glyphs: Glyphs, _ columns: Int) {
    for (index, line) in derivation.lines.filter({ !$0.isDetail }).enumerated() {
      let isAxis = line.label.count <= 1
      // Numbers stand below the fields' values; a long label pushes its own aside.
      let label =
        line.label.isEmpty ? "" : line.label.padding(to: isAxis ? 1 : FieldRow.labelWidth - 2) + "  "
      let indent = glyphs.columns(label)
      for (part, text) in glyphs.wrapped(line.formula, columns: max(8, columns - indent)).enumerated() {
        let head = part == 0 ? label : String(repeating: " ", count: indent)
        var styled = StyledLine(head, .fieldLabel)
        styled.append(text, .fieldComputed)
        let rank = index == 0 && part == 0 ? 0 : isAxis ? 2 : 4
        ranked.append(Ranked(line: styled, rank: rank, isSum: !line.isSize))
      }
    }
  }

  /// The sums of a folded group, and the worst that it holds.
  private mutating func add(_ group: GroupFacts, _ state: DesignerState, _ glyphs: Glyphs, _ columns: Int) {
    let sums: [(String, Count)] = [
      ("parameters", group.parameters), ("weights", group.weights), ("biases", group.biases),
      ("MACs", group.multiplyAdds),
    ]
    for (index, (label, count)) in sums.enumerated() {
      var line = StyledLine(label.padding(to: FieldRow.labelWidth), .fieldLabel)
      line.append((group.isProvisional ? "~" : "") + count.description, .fieldComputed)
      ranked.append(Ranked(line: line, rank: index == 0 ? 0 : 4))
    }
    guard let worst = group.worst, let diagnostic = state.analysis[worst.layer].diagnostics.first,
      let name = state.network[worst.layer]?.name.dropFirst(group.name.count + 1)
    else { return }
    add(diagnostic.severity, "\(name): \(diagnostic.words)", glyphs, columns)
  }

  /// Why the numbers cannot be trusted, where another layer is to blame.
  private mutating func addStanding(_ facts: LayerFacts, _ network: Network) {
    guard let cause = facts.standing.cause, let name = network[cause]?.name else { return }
    let text =
      facts.standing.isBlocked ? "no size: blocked by \(name)" : "~ provisional: \(name) is not whole"
    ranked.append(Ranked(line: StyledLine(text, .textMuted), rank: 1))
  }

  /// What is wrong, over as many lines as it takes.
  private mutating func add(
    _ severity: Diagnostic.Severity, _ words: String, _ glyphs: Glyphs, _ columns: Int
  ) {
    let (sign, role) = severity.sign(glyphs)
    let parts = glyphs.wrapped(words, columns: max(8, columns - 2))
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

extension FixIt {
  /// What changes and what comes of it: `input 224 → 225 makes all windows whole`.
  fileprivate var words: String {
    guard code == .inexactSize else { return summary }
    return title + (outcome.remainingProblems == 0 ? " makes all windows whole" : " makes this one whole")
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
