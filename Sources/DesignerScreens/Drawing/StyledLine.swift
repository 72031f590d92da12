import Terminal

/// A piece of text with one meaning.
struct Span: Equatable {
  var text: String
  var role: Role
}

/// One line of text in pieces, each with its meaning.
struct StyledLine: Equatable {
  var spans: [Span] = []

  init(_ spans: [Span] = []) {
    self.spans = spans
  }

  init(_ text: String, _ role: Role = .text) {
    spans = [Span(text: text, role: role)]
  }

  /// The columns that the line takes once drawn.
  func columns(_ glyphs: Glyphs) -> Int {
    spans.reduce(0) { $0 + glyphs.columns($1.text) }
  }

  /// A line of one piece with a part of its text marked as a match.
  func marking(_ range: Range<String.Index>) -> StyledLine {
    guard spans.count == 1, let span = spans.first else { return self }
    let (head, tail) = (span.text[..<range.lowerBound], span.text[range.upperBound...])
    let parts = [
      Span(text: String(head), role: span.role), Span(text: String(span.text[range]), role: .match),
      Span(text: String(tail), role: span.role),
    ]
    return StyledLine(parts.filter { !$0.text.isEmpty })
  }

  static func + (a: StyledLine, b: StyledLine) -> StyledLine {
    StyledLine(a.spans + b.spans)
  }

  static func += (a: inout StyledLine, b: StyledLine) {
    a.spans += b.spans
  }

  mutating func append(_ text: String, _ role: Role = .text) {
    spans.append(Span(text: text, role: role))
  }
}
