import NetworkModel
import Terminal

/// The parts of all the lines, and how wide each column has to be for them.
struct FixItColumns {
  private let glyphs: Glyphs
  private let subject, before, after, shape, downstream: Int
  let showsDownstream: Bool

  /// `stride 5 → 4` in its parts; a title of another form stands as a whole in the first.
  private static func parts(_ fix: FixIt) -> (subject: String, before: String, after: String) {
    let sides = fix.title.split(separator: " → ", maxSplits: 1)
    // The value begins at the first blank with a number or a list behind it: a name may have blanks as well.
    let blanks = sides[0].indices.filter { sides[0][$0] == " " }
    let value = blanks.first {
      sides[0][sides[0].index(after: $0)...].first.map { "0123456789[−-".contains($0) } ?? false
    }
    guard sides.count == 2, let blank = value ?? blanks.last else { return (fix.title, "", "") }
    return (String(sides[0][..<blank]), String(sides[0][sides[0].index(after: blank)...]), String(sides[1]))
  }

  init(_ fixes: [FixIt], _ glyphs: Glyphs, room: Int) {
    self.glyphs = glyphs
    let parts = fixes.map(Self.parts)
    subject = parts.map { glyphs.columns($0.subject) }.max() ?? 0
    before = parts.map { glyphs.columns($0.before) }.max() ?? 0
    after = parts.map { glyphs.columns($0.after) }.max() ?? 0
    shape = fixes.map { glyphs.columns($0.outcome.shape) }.max() ?? 0
    let words = fixes.map { glyphs.columns($0.outcome.downstream) }.max() ?? 0
    let others = Self.change(subject, before, after, glyphs) + 3 + shape
    showsDownstream = others + 3 + words <= room
    downstream = showsDownstream ? words : 0
  }

  private static func change(_ subject: Int, _ before: Int, _ after: Int, _ glyphs: Glyphs) -> Int {
    after == 0 ? subject : subject + before + after + 2 + glyphs.columns(" → ")
  }

  private var change: Int { Self.change(subject, before, after, glyphs) }

  var total: Int { change + 3 + shape + 3 + downstream }

  func line(_ fix: FixIt) -> StyledLine {
    let parts = Self.parts(fix)
    let change =
      parts.after.isEmpty
      ? padded(parts.subject, self.change)
      : padded(parts.subject, subject + 2) + padded(parts.before, before, .right)
        + " → " + padded(parts.after, after)
    var line = StyledLine(change, .text)
    let outcome = fix.outcome
    line.append("   " + padded(outcome.shape, shape), .fieldComputed)
    guard showsDownstream else { return line }
    line.append("   " + outcome.downstream, outcome.remainingProblems == 0 ? .success : .textMuted)
    return line
  }

  private func padded(_ text: String, _ columns: Int, _ align: Alignment = .left) -> String {
    TextWidth.padded(glyphs.shown(text), to: columns, align: align)
  }
}
