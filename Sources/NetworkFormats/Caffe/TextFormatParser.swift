/// Takes protobuf's text format apart, in which Caffe's `.prototxt` files are written.
///
/// A message comes out as an object, `[1, 2]` as a list; names of fields are not judged.
struct TextFormatParser {
  private var scanner: SyntaxScanner

  static func parse(_ bytes: UnsafeRawBufferPointer) throws(FileProblem) -> SyntaxTree {
    var parser = TextFormatParser(scanner: try SyntaxScanner(bytes, whatItIs: "network's description"))
    // The file is a message without brackets; what it starts with is not passed twice.
    try parser.scanner.beginDocument()
    while try parser.item() {}
    parser.scanner.endDocument()
    return SyntaxTree(parser.scanner.bytes, parser.scanner.nodes, unescape: unescape)
  }

  // MARK: - Grammar

  /// - Returns: whether more may follow.
  private mutating func item() throws(FileProblem) -> Bool {
    passBlanks()
    guard let next = scanner.next else {
      guard scanner.isInDocument else {
        throw scanner.problem("what begins here does not end", at: scanner.innermostStart)
      }
      return false
    }
    if next == closing {
      scanner.end()
    } else if scanner.innermost == .list {
      try value()
    } else {
      try field()
    }
    return true
  }

  /// The bracket with which the innermost message or list ends.
  private var closing: UInt8? {
    guard !scanner.isInDocument, let start = scanner.innermostStart else { return nil }
    switch scanner.bytes[start] {
    case UInt8(ascii: "["): return UInt8(ascii: "]")
    case UInt8(ascii: "<"): return UInt8(ascii: ">")
    default: return UInt8(ascii: "}")
    }
  }

  private mutating func field() throws(FileProblem) {
    let name = scanner.run(while: Self.isPartOfWord)
    guard !name.isEmpty else { throw scanner.problem("a field was expected, not \(scanner.found)") }
    try scanner.setKey(name)
    passBlanks()
    let hasColon = scanner.pass(":")
    passBlanks()
    guard hasColon || scanner.next == UInt8(ascii: "{") || scanner.next == UInt8(ascii: "<") else {
      throw scanner.problem("':' or '{' was expected behind \(text(name).quoted), not \(scanner.found)")
    }
    try value()
  }

  private mutating func value() throws(FileProblem) {
    switch scanner.next {
    case UInt8(ascii: "{"), UInt8(ascii: "<"): try scanner.begin(.object)
    case UInt8(ascii: "["): try scanner.begin(.list)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): try string()
    default:
      let range = scanner.run { Self.isPartOfWord($0) || "+-.".utf8.contains($0) }
      guard let first = scanner.bytes[range].first else {
        throw scanner.problem("a value was expected, not \(scanner.found)")
      }
      guard "+-.0123456789".utf8.contains(first) else { return scanner.addScalar(.word, range) }
      // As in C, `1.5f` is a number, too.
      let isMarked = scanner.bytes[range].last == UInt8(ascii: "f") && Double(text(range)) == nil
      let digits = range.lowerBound..<(range.upperBound - (isMarked ? 1 : 0))
      guard Double(text(digits)) != nil else {
        throw scanner.problem("\(text(range).quoted) is no number", at: range.lowerBound)
      }
      scanner.addScalar(.number, digits)
    }
  }

  /// Strings that follow one another are one.
  private mutating func string() throws(FileProblem) {
    var range = try scanner.quoted()
    passBlanks()
    while scanner.next == UInt8(ascii: "\"") || scanner.next == UInt8(ascii: "'") {
      range = range.lowerBound..<(try scanner.quoted()).upperBound
      passBlanks()
    }
    scanner.addScalar(.string, range)
  }

  /// Blanks, comments, and what may stand between fields.
  private mutating func passBlanks() {
    scanner.passBlanks()
    while true {
      if scanner.pass("#") {
        _ = scanner.run { $0 != UInt8(ascii: "\n") }
      } else if !scanner.pass(","), !scanner.pass(";") {
        return
      }
      scanner.passBlanks()
    }
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: scanner.bytes[range], as: UTF8.self)
  }

  private static func isPartOfWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || byte == UInt8(ascii: "_")
  }

  // MARK: - Escapes

  private static func unescape(_ raw: ArraySlice<UInt8>) -> String {
    var (text, rest) = (Unescaped(), raw)
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let escape = rest.popFirst() else {
        text.append(byte)
        continue
      }
      let known: [UInt8: UInt8] = [
        0x61: 7, 0x62: 8, 0x66: 12, 0x6E: 10, 0x72: 13, 0x74: 9, 0x76: 11,
      ]
      if escape == UInt8(ascii: "x") || (0x30...0x37).contains(escape) {
        let isHexadecimal = escape == UInt8(ascii: "x")
        let digits = isHexadecimal ? rest.prefix(2) : raw[(rest.startIndex - 1)...].prefix(3)
        let code = number(of: digits, radix: isHexadecimal ? 16 : 8)
        text.append(code.flatMap { UInt8(exactly: $0) } ?? UInt8(ascii: "?"))
        rest = raw[min(digits.endIndex, raw.endIndex)...]
      } else {
        text.append(known[escape] ?? escape)
      }
    }
    return text.text
  }
}
