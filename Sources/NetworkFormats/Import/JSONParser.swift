/// Takes JSON apart, with the `NaN` and `Infinity` that Python writes.
///
/// Foundation's decoder makes a tree of any shape only by trying each type for each value: 780 ms for the 1 MB of
/// NASNet, and no line for what is wrong.
struct JSONParser {
  private var scanner: SyntaxScanner

  static func parse(_ bytes: UnsafeRawBufferPointer) throws(FileProblem) -> SyntaxTree {
    var parser = JSONParser(scanner: try SyntaxScanner(bytes, whatItIs: "model's configuration"))
    repeat {
      let hasOpened = try parser.value()
      let hasClosed = parser.endContainers()
      if parser.scanner.isInside, hasClosed || !hasOpened { try parser.separator() }
    } while parser.scanner.isInside
    if parser.scanner.next != nil {
      throw parser.scanner.problem("\(parser.scanner.found) stands behind the end")
    }
    return SyntaxTree(parser.scanner.bytes, parser.scanner.nodes, unescape: unescape)
  }

  // MARK: - Grammar

  /// - Returns: whether an object or list begins, whose first value comes next.
  private mutating func value() throws(FileProblem) -> Bool {
    scanner.passBlanks()
    if scanner.innermost == .object { try key() }
    switch scanner.next {
    case UInt8(ascii: "{"):
      try scanner.begin(.object)
      return true
    case UInt8(ascii: "["):
      try scanner.begin(.list)
      return true
    case UInt8(ascii: "\""): scanner.addScalar(.string, try scanner.quoted())
    case let first? where "-0123456789".utf8.contains(first):
      let range = scanner.run { "+-.0123456789eEInfity".utf8.contains($0) }
      guard Double(String(decoding: scanner.bytes[range], as: UTF8.self)) != nil else {
        throw scanner.problem("is no number", at: range.lowerBound)
      }
      scanner.addScalar(.number, range)
    default:
      let range = scanner.run { (0x41...0x5A).contains($0 & 0xDF) }
      switch String(decoding: scanner.bytes[range], as: UTF8.self) {
      case "true", "false", "null": scanner.addScalar(.word, range)
      case "NaN", "Infinity": scanner.addScalar(.number, range)
      default: throw scanner.problem("a value was expected, not \(scanner.found)", at: range.lowerBound)
      }
    }
    return false
  }

  private mutating func key() throws(FileProblem) {
    guard scanner.next == UInt8(ascii: "\"") else {
      throw scanner.problem("a key in quotes was expected, not \(scanner.found)")
    }
    try scanner.setKey(try scanner.quoted())
    scanner.passBlanks()
    guard scanner.pass(":") else { throw scanner.problem("':' was expected, not \(scanner.found)") }
    scanner.passBlanks()
  }

  private var isAtEndOfContainer: Bool {
    switch scanner.innermost {
    case .object: scanner.next == UInt8(ascii: "}")
    case .list: scanner.next == UInt8(ascii: "]")
    default: false
    }
  }

  /// - Returns: whether one ends here.
  private mutating func endContainers() -> Bool {
    var hasEnded = false
    scanner.passBlanks()
    while isAtEndOfContainer {
      scanner.end()
      scanner.passBlanks()
      hasEnded = true
    }
    return hasEnded
  }

  private mutating func separator() throws(FileProblem) {
    guard scanner.pass(",") else {
      let closing = scanner.innermost == .object ? "'}'" : "']'"
      throw scanner.problem("',' or \(closing) was expected, not \(scanner.found)")
    }
  }

  // MARK: - Escapes

  private static func unescape(_ raw: ArraySlice<UInt8>) -> String {
    guard raw.contains(UInt8(ascii: "\\")) else { return String(decoding: raw, as: UTF8.self) }
    var (text, rest, units) = (Unescaped(), raw, [UInt16]())
    func flush() {
      for scalar in String(decoding: units, as: UTF16.self).unicodeScalars { text.append(scalar) }
      units = []
    }
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let escape = rest.popFirst() else {
        flush()
        text.append(byte)
        continue
      }
      if escape == UInt8(ascii: "u") {
        // Two of them may be halves of one character.
        units.append(number(of: rest.prefix(4), radix: 16).flatMap { UInt16(exactly: $0) } ?? 0xFFFD)
        rest = rest.dropFirst(4)
        continue
      }
      flush()
      let known: [UInt8: UInt8] = [0x62: 8, 0x66: 12, 0x6E: 10, 0x72: 13, 0x74: 9]
      text.append(known[escape] ?? escape)
    }
    flush()
    return text.text
  }
}
