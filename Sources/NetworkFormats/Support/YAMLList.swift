import Yams

/// A list in a text that shows where its items begin: on lines of their own, or in brackets. It is taken apart a run
/// of items at a time, since the nodes of a text take a hundred times the memory of their values.
struct YAMLList {
  /// How much text is taken apart at once: its nodes take less than a megabyte.
  static let runSize = 16 << 10

  private enum Style {
    case lines(indentation: Int)
    /// Whether what the list stands in has brackets, too.
    case brackets(isNested: Bool)
  }

  private let bytes: UnsafeRawBufferPointer
  /// The items: lines, or what stands between the brackets.
  private let range: Range<Int>
  private let style: Style
  /// With these around it each run becomes a text of its own, which is read as it is in the list.
  private let opening, closing: String
  private let runSize: Int
  /// What comes before the list.
  private let start: TextShift

  /// Where the next item begins, and what comes before it.
  private var place: Int
  private var before: TextShift
  /// Whether it is what it seems to be. If not, the text has to be taken apart as a whole.
  private(set) var isRegular = true
  /// The first anchor, about which something is wrong.
  private(set) var anchored: FileProblem?

  private init(
    _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, _ style: Style, around: (String, String),
    runSize: Int
  ) {
    (self.bytes, self.range, self.style, self.runSize) = (bytes, range, style, runSize)
    (opening, closing) = around
    place = range.lowerBound
    start = TextShift().behind(bytes[..<place])
    before = start
  }

  /// A list under a key at the beginning of a line.
  ///
  /// - Parameters:
  ///   - key: with the list in the lines below; `nil` for a text that is nothing but the list.
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
    self.init(
      bytes, start..<end, .lines(indentation: indentation), around: (key.map { "\($0):\n" } ?? "", ""),
      runSize: runSize)
  }

  /// A list in brackets under a key, at the beginning of a line or in a text that is a mapping in brackets, as JSON.
  init?(inBracketsUnder key: String, in bytes: UnsafeRawBufferPointer, runSize: Int) {
    guard let found = YAMLBrackets.list(under: key, in: bytes) else { return nil }
    self.init(
      bytes, found.range, .brackets(isNested: found.isNested), around: ("[", "]"), runSize: runSize)
  }

  /// The text with an empty list in the place of the list, so that all other places in it are right.
  var rest: String {
    let behind = TextShift().behind(bytes[range])
    let filling = String(repeating: "\n", count: behind.lines) + String(repeating: " ", count: behind.columns)
    return head + filling + String(decoding: bytes[range.upperBound...], as: UTF8.self)
  }

  private var head: String {
    let text = String(decoding: bytes[..<range.lowerBound], as: UTF8.self)
    return switch style {
    case .lines: text + " []"
    case .brackets: text
    }
  }

  /// Whether the key under which the list stands is one, and not a part of a text in quotes.
  ///
  /// - Throws: what is wrong before the list.
  func stands(under key: String) throws(FileProblem) -> Bool {
    let end =
      switch style {
      case .lines: ""
      case .brackets(let isNested): isNested ? "]}" : "]"
      }
    do throws(FileProblem) {
      let value = try YAMLDocument.compose(head + end).root.mapping?.first { $0.key.scalar?.string == key }?
        .value
      return value?.mark?.line == start.lines + 1 && value?.sequence?.isEmpty == true
    } catch {
      // It is told behind the list.
      if error.message.hasSuffix(YAMLDocument.repeatedKey) { return true }
      guard let line = error.place?.line, line <= start.lines else { return false }
      throw error
    }
  }

  /// Takes the next items apart.
  ///
  /// - Returns: the items, and what comes before the text in which they stand; `nil` at the end.
  mutating func next() throws(FileProblem) -> (items: Node.Sequence, shift: TextShift)? {
    guard isRegular, place < range.upperBound else { return nil }
    var size = runSize
    while true {
      let run = run(of: size)
      try checkExcess(in: run.range, isExtended: size > runSize)
      let behind = before.behind(bytes[run.range.lowerBound..<run.next])
      let opened = TextShift().behind(opening.utf8)
      let shift = TextShift(lines: before.lines - opened.lines, columns: before.columns - opened.columns)
      let document: (root: Node, anchored: FileProblem?)
      do throws(FileProblem) {
        document = try YAMLDocument.compose(
          opening + String(decoding: bytes[run.range], as: UTF8.self) + closing)
      } catch {
        // What seems to be wrong at its end may be the beginning of something that goes on behind it.
        guard case .lines = style, run.next < bytes.count,
          error.place.map({ $0.line + shift.lines >= behind.lines }) == true
        else { throw error.moved(by: shift) }
        isRegular = run.next < range.upperBound
        if !isRegular { return nil }
        size = 2 * run.range.count
        continue
      }
      guard let items = items(of: document.root), items.count == run.items else {
        isRegular = false
        return nil
      }
      anchored = anchored ?? document.anchored?.moved(by: shift)
      (place, before) = (run.next, behind)
      return (items, shift)
    }
  }

  /// Items from here on, of so many bytes or a little more, and where the next one begins.
  private func run(of size: Int) -> (range: Range<Int>, items: Int, next: Int) {
    var items = 0
    switch style {
    case .lines(let indentation):
      var end = place
      while end < range.upperBound {
        if Self.isItem(bytes[end...], indentation) {
          if end >= place + size { break }
          items += 1
        }
        end = Self.endOfLine(from: end, in: bytes)
      }
      return (place..<end, items, end)
    case .brackets:
      var marks = YAMLBrackets(bytes, from: place)
      var commas = 0
      while let mark = marks.next() {
        switch mark {
        case .begin: items += 1
        case .comma(let comma):
          commas += 1
          // With nothing before a comma, the list as a whole is wrong.
          if items < commas { return (place..<comma, commas, comma + 1) }
          if comma >= place + size { return (place..<comma, items, comma + 1) }
        case .end(let end): return (place..<end, items, end)
        }
      }
      return (place..<range.upperBound, items, range.upperBound)
    }
  }

  private func checkExcess(in run: Range<Int>, isExtended: Bool) throws(FileProblem) {
    let most = YAMLDocument.mostNodes(in: run.count)
    guard run.count > most, bytes[run].count(where: \.mayBeginValue) > most else { return }
    let column =
      switch style {
      case .lines(let indentation): indentation
      case .brackets: before.columns
      }
    throw FileProblem(
      isExtended
        ? "what begins here does not end" : "has more than \(most) values at once, which no layer has",
      at: TextPlace(line: before.lines + 1, column: column + 1))
  }

  private func items(of root: Node) -> Node.Sequence? {
    guard root.mapping != nil else { return root.sequence }
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
}
