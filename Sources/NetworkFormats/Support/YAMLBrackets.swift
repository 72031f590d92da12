/// Walks through a list or a mapping in brackets without taking it apart: where its entries begin and end.
struct YAMLBrackets {
  enum Mark: Equatable {
    /// The first character of an entry, the comma behind it, the bracket that closes all.
    case begin(Int)
    case comma(Int)
    case end(Int)
  }

  private let bytes: UnsafeRawBufferPointer
  private var place: Int
  private var depth = 0
  private var isBetweenEntries = true
  /// Whether a quote would open a text: in the middle of a word it is a part of it.
  private var beginsValue = true
  /// Whether a text has just ended. As in JSON, the value of such a key may follow the colon at once.
  private var isBehindText = false
  /// Whether the word is a tag or an anchor, behind which a value begins.
  private var isProperty = false

  /// - Parameter place: behind the opening bracket, or behind a comma.
  init(_ bytes: UnsafeRawBufferPointer, from place: Int) {
    (self.bytes, self.place) = (bytes, place)
  }

  /// - Returns: `nil` where the text ends before the closing bracket.
  mutating func next() -> Mark? {
    while place < bytes.count {
      let byte = bytes[place]
      if byte.isYAMLSpace {
        if isProperty { (isProperty, beginsValue) = (false, true) }
        place += 1
      } else if byte == UInt8(ascii: "#"), place == 0 || bytes[place - 1].isYAMLSpace {
        place = bytes[place...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      } else if depth == 0, byte == UInt8(ascii: ",") {
        place += 1
        (isBetweenEntries, beginsValue, isProperty) = (true, true, false)
        return .comma(place - 1)
      } else if depth == 0, byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") {
        return .end(place)
      } else if depth == 0, isBetweenEntries {
        isBetweenEntries = false
        return .begin(place)
      } else {
        pass(byte)
      }
    }
    return nil
  }

  private mutating func pass(_ byte: UInt8) {
    let isNextSpace = place + 1 >= bytes.count || bytes[place + 1].isYAMLSpace
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","):
      depth += byte == UInt8(ascii: ",") ? 0 : 1
      (beginsValue, isProperty) = (true, false)
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      depth -= 1
      (beginsValue, isProperty) = (false, false)
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      guard beginsValue else { break }
      return passText(in: byte)
    case UInt8(ascii: ":"), UInt8(ascii: "?"): beginsValue = beginsValue || isNextSpace || isBehindText
    case UInt8(ascii: "!"), UInt8(ascii: "&"): (isProperty, beginsValue) = (beginsValue || isProperty, false)
    default: beginsValue = false
    }
    isBehindText = false
    place += 1
  }

  private mutating func passText(in quote: UInt8) {
    let isPlain = quote == UInt8(ascii: "'")
    let escape = isPlain ? quote : UInt8(ascii: "\\")
    place += 1
    while place < bytes.count {
      let isEscaped =
        bytes[place] == escape && place + 1 < bytes.count && (!isPlain || bytes[place + 1] == quote)
      if bytes[place] == quote, !isEscaped { break }
      place += isEscaped ? 2 : 1
    }
    place += 1
    (beginsValue, isBehindText) = (false, true)
  }
}

// MARK: - Where a list stands

extension YAMLBrackets {
  /// Finds a list in brackets under a key.
  ///
  /// - Returns: what stands between its brackets, and whether the mapping around it has brackets, too.
  static func list(
    under key: String, in bytes: UnsafeRawBufferPointer
  ) -> (range: Range<Int>, isNested: Bool)? {
    guard let first = bytes.firstIndex(where: { !$0.isYAMLSpace }) else { return nil }
    let isNested = bytes[first] == UInt8(ascii: "{")
    guard let start = isNested ? nested(key, in: bytes, from: first + 1) : atLineBegin(key, in: bytes)
    else { return nil }
    var marks = YAMLBrackets(bytes, from: start)
    while let mark = marks.next() {
      if case .end(let end) = mark { return (start..<end, isNested) }
    }
    return nil
  }

  private static func nested(_ key: String, in bytes: UnsafeRawBufferPointer, from first: Int) -> Int? {
    var marks = YAMLBrackets(bytes, from: first)
    while let mark = marks.next() {
      if case .end = mark { return nil }
      guard case .begin(let place) = mark else { continue }
      for spelling in [key, "\"\(key)\"", "'\(key)'"] {
        if let start = opening(behind: spelling, in: bytes, at: place) { return start }
      }
    }
    return nil
  }

  private static func atLineBegin(_ key: String, in bytes: UnsafeRawBufferPointer) -> Int? {
    var line = 0
    while line < bytes.count {
      // What a directive says holds for the list too.
      if bytes[line] == UInt8(ascii: "%") { return nil }
      if let start = opening(behind: key, in: bytes, at: line) { return start }
      line = bytes[line...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
    }
    return nil
  }

  /// The place behind the opening bracket of what stands under a key.
  private static func opening(behind key: String, in bytes: UnsafeRawBufferPointer, at place: Int) -> Int? {
    guard bytes[place...].starts(with: key.utf8) else { return nil }
    let colon = bytes[(place + key.utf8.count)...].firstIndex { !$0.isYAMLSpace }
    guard let colon, bytes[colon] == UInt8(ascii: ":"),
      let bracket = bytes[(colon + 1)...].firstIndex(where: { !$0.isYAMLSpace }),
      bytes[bracket] == UInt8(ascii: "[")
    else { return nil }
    return bracket + 1
  }
}

extension UInt8 {
  /// Whether it parts words, be it at the end of a line.
  fileprivate var isYAMLSpace: Bool {
    self == UInt8(ascii: " ") || self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r")
      || self == UInt8(ascii: "\t")
  }
}
