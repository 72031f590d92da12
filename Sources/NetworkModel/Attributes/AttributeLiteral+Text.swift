// How a person types a value into a field or after `--set`, and how it is shown again:
// `3`, `3, 5` (one for each axis), `[2, 3]` (before and after), `same`, `yes`.

extension AttributeType {
  /// The value that typed text stands for.
  public func value(typed text: String) throws(LiteralRejection) -> AttributeValue {
    if case .text = self { return .text(text) }
    var parser = LiteralParser(text)
    return try value(of: try parser.parse())
  }
}

extension AttributeValue {
  /// The value as it is typed and shown.
  public var text: String {
    switch self {
    case .flag(let flag): flag ? "yes" : "no"
    case .text(let text): text
    case .padding(let padding) where !padding.isSymmetric:
      zip(padding.before.values, padding.after.values).map { "[\($0), \($1)]" }.joined(separator: ", ")
    case .integers([]), .sizes([]): "[]"
    case .shapes(let shapes):
      shapes.map { "[" + $0.map(\.literal.text).joined(separator: ", ") + "]" }.joined(separator: ", ")
    default: literal.text
    }
  }
}

extension AttributeLiteral {
  var text: String {
    switch self {
    case .integer(let number): String(number)
    case .real(let number): AttributeType.text(of: number)
    case .flag(let flag): flag ? "true" : "false"
    case .word(let word): word
    case .list(let items): items.isEmpty ? "[]" : items.map(\.text).joined(separator: ", ")
    }
  }
}

private struct LiteralParser {
  private var rest: Substring

  init(_ text: String) { rest = Substring(text) }

  mutating func parse() throws(LiteralRejection) -> AttributeLiteral {
    let items = try parseItems(depth: 0)
    skipBlanks()
    guard rest.isEmpty else { throw LiteralRejection(reason: "has a ] too many") }
    guard let first = items.first else { throw LiteralRejection(reason: "is empty") }
    if case .list = first { return .list(items) }
    return items.count == 1 ? first : .list(items)
  }

  private mutating func parseItems(depth: Int) throws(LiteralRejection) -> [AttributeLiteral] {
    guard depth < 4 else { throw LiteralRejection(reason: "has too many brackets") }
    var items: [AttributeLiteral] = []
    while true {
      skipBlanks()
      guard let character = rest.first, character != "]" else { return items }
      if character == "[" {
        rest.removeFirst()
        items.append(.list(try parseItems(depth: depth + 1)))
        skipBlanks()
        guard rest.popFirst() == "]" else { throw LiteralRejection(reason: "lacks a ]") }
      } else {
        let word = rest.prefix { !",[]".contains($0) }
        guard !word.isEmpty else { throw LiteralRejection(reason: "has an empty place") }
        items.append(try literal(word))
        rest.removeFirst(word.count)
      }
      skipBlanks()
      guard rest.first == "," else { return items }
      rest.removeFirst()
    }
  }

  private mutating func skipBlanks() { rest = rest.drop { $0 == " " || $0 == "\t" } }

  private func literal(_ word: Substring) throws(LiteralRejection) -> AttributeLiteral {
    var word = word
    while word.last == " " || word.last == "\t" { word.removeLast() }
    let number = word.replacing("−", with: "-")
    if let whole = Int(number) { return .integer(whole) }
    let digits = number.trimmingPrefix { $0 == "-" || $0 == "+" }
    if number.count - digits.count < 2, !digits.isEmpty, digits.allSatisfy(\.isDigit) {
      throw LiteralRejection(reason: "has a number beyond 64 bits")
    }
    switch word {
    case "true", "yes", "on": return .flag(true)
    case "false", "no", "off": return .flag(false)
    default:
      // `Double` takes names (`nan`, `infinity`) and hexadecimals too, which nobody means here.
      let isDecimal = number.allSatisfy { $0.isDigit || "+-.eE".contains($0) }
      return isDecimal ? Double(number).map { .real($0) } ?? .word(String(word)) : .word(String(word))
    }
  }
}

extension Character {
  fileprivate var isDigit: Bool { isASCII && isWholeNumber }
}
