import Yams

/// A list in a text whose items begin on lines of their own. It is taken apart a run of items at a time, since the
/// nodes of a text take a hundred times the memory of their values.
struct YAMLList {
  /// How much text is taken apart at once: its nodes take less than a megabyte.
  static let runSize = 16 << 10

  private let bytes: UnsafeRawBufferPointer
  private let range: Range<Int>
  /// How many lines come before it.
  private let linesBefore: Int
  private let indentation: Int
  /// The line with the key under which it stands, with which each run becomes a text of its own.
  private let opening: String
  private let runSize: Int

  private var place: Int
  private var line: Int
  /// Whether it is what it seems to be. If not, the text has to be taken apart as a whole.
  private(set) var isRegular = true
  /// The first anchor, about which something is wrong.
  private(set) var anchored: FileProblem?

  /// - Parameters:
  ///   - key: that stands at the beginning of a line, with the list in the lines below; `nil` for a text that is
  ///     nothing but the list.
  ///   - bytes: text without a byte order mark.
  /// - Returns: `nil` where there is no such list, or it is written in another way.
  init?(under key: String?, in bytes: UnsafeRawBufferPointer, runSize: Int = runSize) {
    var start = 0
    if let key {
      while !Self.isKey(key, bytes[start...]) {
        // What a directive says holds for the list too.
        if bytes[start...].first == UInt8(ascii: "%") { return nil }
        start = Self.endOfLine(from: start, in: bytes)
        if start == bytes.count { return nil }
      }
      start = Self.endOfLine(from: start, in: bytes)
    }
    var item = start
    while Self.isBlank(bytes[item...]) { item = Self.endOfLine(from: item, in: bytes) }
    let indentation = bytes[item...].prefix { $0 == UInt8(ascii: " ") }.count
    guard Self.isItem(bytes[item...], indentation) else { return nil }
    var end = item
    while end < bytes.count, !Self.isBehindList(bytes[end...], indentation) {
      end = Self.endOfLine(from: end, in: bytes)
    }
    if key == nil, end < bytes.count { return nil }
    (self.bytes, self.indentation, self.runSize) = (bytes, indentation, runSize)
    opening = key.map { "\($0):\n" } ?? ""
    range = start..<end
    place = start
    linesBefore = Self.lines(in: bytes[..<start])
    line = linesBefore
  }

  /// The text with an empty list and empty lines in the place of the list, so that all other places in it are right.
  var rest: String {
    head + String(repeating: "\n", count: Self.lines(in: bytes[range]))
      + String(decoding: bytes[range.upperBound...], as: UTF8.self)
  }

  private var head: String { String(decoding: bytes[..<range.lowerBound], as: UTF8.self) + " []" }

  /// Whether the key under which the list stands is one, and not a part of a text in quotes.
  ///
  /// - Throws: what is wrong before the list.
  func stands(under key: String) throws(FileProblem) -> Bool {
    do throws(FileProblem) {
      let entry = try YAMLDocument.compose(head).root.mapping?.first { $0.key.scalar?.string == key }
      return entry?.key.mark?.line == linesBefore && entry?.value.sequence?.isEmpty == true
    } catch {
      // It is told behind the list.
      if error.message.hasSuffix(YAMLDocument.repeatedKey) { return true }
      guard let line = error.place?.line, line <= linesBefore else { return false }
      throw error
    }
  }

  /// Takes the next items apart.
  ///
  /// - Returns: the items, and how many lines come before the line that they call the first; `nil` at the end.
  mutating func next() throws(FileProblem) -> (items: Node.Sequence, linesBefore: Int)? {
    guard isRegular, place < range.upperBound else { return nil }
    var size = runSize
    while true {
      let run = run(of: size)
      try checkExcess(in: run.range, isExtended: size > runSize)
      let before = line - (opening.isEmpty ? 0 : 1)
      let lines = Self.lines(in: bytes[run.range])
      let document: (root: Node, anchored: FileProblem?)
      do throws(FileProblem) {
        document = try YAMLDocument.compose(opening + String(decoding: bytes[run.range], as: UTF8.self))
      } catch {
        // What seems to be wrong at its end may be the beginning of something that goes on behind it.
        guard run.range.upperBound < bytes.count,
          error.place.map({ $0.line + before >= line + lines }) == true
        else { throw error.moved(by: before) }
        isRegular = run.range.upperBound < range.upperBound
        if !isRegular { return nil }
        size = 2 * run.range.count
        continue
      }
      guard let items = items(of: document.root), items.count == run.items else {
        isRegular = false
        return nil
      }
      anchored = anchored ?? document.anchored?.moved(by: before)
      (place, line) = (run.range.upperBound, line + lines)
      return (items, before)
    }
  }

  /// Items from here on, of so many bytes or a little more.
  private func run(of size: Int) -> (range: Range<Int>, items: Int) {
    var (end, items) = (place, 0)
    while end < range.upperBound {
      if Self.isItem(bytes[end...], indentation) {
        if end >= place + size { break }
        items += 1
      }
      end = Self.endOfLine(from: end, in: bytes)
    }
    return (place..<end, items)
  }

  private func checkExcess(in run: Range<Int>, isExtended: Bool) throws(FileProblem) {
    let most = YAMLDocument.mostNodes(in: run.count)
    guard run.count > most, bytes[run].count(where: \.mayBeginValue) > most else { return }
    let place = TextPlace(line: line + 1, column: indentation + 1)
    throw FileProblem(
      isExtended
        ? "what begins here does not end" : "has more than \(most) values at once, which no layer has",
      at: place)
  }

  private func items(of root: Node) -> Node.Sequence? {
    if opening.isEmpty { return root.sequence }
    return root.mapping?.count == 1 ? root.mapping?.first?.value.sequence : nil
  }
}

// MARK: - Lines

extension YAMLList {
  private static func endOfLine(from start: Int, in bytes: UnsafeRawBufferPointer) -> Int {
    bytes[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
  }

  /// Whether a line is the key and nothing else.
  private static func isKey(_ key: String, _ line: Slice<UnsafeRawBufferPointer>) -> Bool {
    line.starts(with: key.utf8) && line.dropFirst(key.utf8.count).first == UInt8(ascii: ":")
      && isBlank(line.dropFirst(key.utf8.count + 1))
  }

  private static func isBlank(_ line: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard let first = line.first(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\r") }) else {
      return false
    }
    return first == UInt8(ascii: "\n") || first == UInt8(ascii: "#")
  }

  private static func isItem(_ line: Slice<UnsafeRawBufferPointer>, _ indentation: Int) -> Bool {
    let text = line.dropFirst(indentation)
    guard text.first == UInt8(ascii: "-"), line.prefix(indentation).allSatisfy({ $0 == UInt8(ascii: " ") })
    else { return false }
    return text.dropFirst().first.map { " \t\r\n".utf8.contains($0) } ?? true
  }

  /// Whether a line begins with something else than the list.
  private static func isBehindList(_ line: Slice<UnsafeRawBufferPointer>, _ indentation: Int) -> Bool {
    guard let first = line.first, !" \t\r\n#".utf8.contains(first) else { return false }
    return indentation > 0 || !isItem(line, 0)
  }

  /// How often a line ends, by YAML's rules.
  private static func lines(in bytes: Slice<UnsafeRawBufferPointer>) -> Int {
    var count = 0
    var (last, beforeLast) = (UInt8(0), UInt8(0))
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\n"): count += last == UInt8(ascii: "\r") ? 0 : 1
      case UInt8(ascii: "\r"): count += 1
      case 0x85: count += last == 0xC2 ? 1 : 0
      case 0xA8, 0xA9: count += last == 0x80 && beforeLast == 0xE2 ? 1 : 0
      default: break
      }
      (beforeLast, last) = (last, byte)
    }
    return count
  }
}
