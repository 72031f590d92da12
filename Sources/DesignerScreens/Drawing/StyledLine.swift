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
