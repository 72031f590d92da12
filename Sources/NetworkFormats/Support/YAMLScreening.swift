// Before YAML is taken apart: what a network's file has no use for, and what could cost time or memory out of
// proportion, is refused.

extension YAMLDocument {
  /// Some 200,000 layers.
  static let maximumBytes = 16 << 20
  /// What looks like an alias may stand in a comment or a note, so a few are left for the parser to judge;
  /// so few cannot multiply anything.
  private static let toleratedAliases = 8
  /// However short they are.
  private static let toleratedValues = 250_000
  /// Beyond that, values take so many bytes on the average in a file that says anything.
  private static let bytesPerValue = 5
  /// More than 100,000 layers have, at the dozen values that a layer may be said with.
  private static let maximumValues = 1_500_000

  /// How many values a file may have that is taken apart run by run.
  static func mostValues(in bytes: Int) -> Int {
    max(toleratedValues, min(bytes / bytesPerValue, maximumValues))
  }

  /// How many values may be taken apart at once: each takes up to 200 bytes as a node, and all together some
  /// megabytes and less than ten times their text.
  static func mostNodes(in bytes: Int) -> Int { 30_000 + bytes / 32 }

  /// - Throws: that the bytes are too many, or no text.
  static func refuseOther(
    than text: UnsafeRawBufferPointer, limit: Int = maximumBytes
  ) throws(FileProblem) {
    guard text.count <= limit else {
      throw FileProblem("is larger than \(limit >> 20) MiB, which no network's file is")
    }
    if text.starts(with: [0xFF, 0xFE]) || text.starts(with: [0xFE, 0xFF]) {
      throw FileProblem("is UTF-16 text; UTF-8 is needed")
    }
    var place = TextPlace(line: 1, column: 1)
    var decoder = UTF8()
    var iterator = text.withoutByteOrderMark.makeIterator()
    while true {
      switch decoder.decode(&iterator) {
      case .emptyInput: return
      case .error: throw FileProblem("is not UTF-8 text", at: place)
      case .scalarValue("\n"): place = TextPlace(line: place.line + 1, column: 1)
      case .scalarValue(let scalar):
        if scalar.value < 0x20, scalar != "\t", scalar != "\r" {
          throw FileProblem("has a control character (\(scalar.value)) in it, so it is no text", at: place)
        }
        place = TextPlace(line: place.line, column: place.column + 1)
      }
    }
  }

  /// Counts what could be an alias, whether or not it stands in a comment or in quotes: `*` where a value may
  /// begin. Aliases of aliases would grow exponentially as soon as the parser compares them.
  ///
  /// Counts values, too, by the characters without which there is none.
  static func refuseExcess(
    in text: UnsafeRawBufferPointer, values mostValues: Int
  ) throws(FileProblem) {
    var (line, column, count, values) = (1, 0, 0, 0)
    var startsValue = true
    var isStarred = false
    for byte in text {
      column += byte & 0xC0 == 0x80 ? 0 : 1
      if isStarred, !" \t\r\n,]}".utf8.contains(byte) { count += 1 }
      if count > toleratedAliases {
        throw FileProblem(aliasProblem, at: TextPlace(line: line, column: column - 1))
      }
      if byte.mayBeginValue { values += 1 }
      if values > mostValues {
        throw FileProblem(
          "has more than \(mostValues) values, which no network's file of its size has",
          at: TextPlace(line: line, column: column))
      }
      isStarred = startsValue && byte == UInt8(ascii: "*")
      switch byte {
      case UInt8(ascii: "\n"): (line, column, startsValue) = (line + 1, 0, true)
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
      // Beyond ASCII there are characters that YAML takes for the end of a line.
      default: startsValue = byte >= 0x80 || "[{,:-?".utf8.contains(byte)
      }
    }
  }
}

extension UInt8 {
  /// Whether it is one of the characters without which there is no value.
  var mayBeginValue: Bool {
    switch self {
    case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "-"),
      UInt8(ascii: "?"), UInt8(ascii: "!"):
      true
    default: false
    }
  }
}

extension UnsafeRawBufferPointer {
  var withoutByteOrderMark: UnsafeRawBufferPointer {
    starts(with: [0xEF, 0xBB, 0xBF]) ? UnsafeRawBufferPointer(rebasing: self[3...]) : self
  }
}
