/// What the parsers of JSON and of protobuf's text format share: the place in the text, and the tree as it grows.
///
/// It goes through the text once, with a stack of its own, so that nesting costs no recursion.
struct SyntaxScanner {
  let bytes: [UInt8]
  private(set) var offset = 0
  private(set) var nodes: [SyntaxTree.Node] = []
  /// The objects and lists that are open.
  private var open: [Int] = []
  /// The key that the next value stands under.
  private var key = 0..<0

  /// - Throws: where the bytes are too many, or no text.
  init(_ bytes: UnsafeRawBufferPointer, whatItIs: String) throws(FileProblem) {
    guard bytes.count <= SyntaxTree.maximumBytes else {
      throw FileProblem(
        "is larger than \(SyntaxTree.maximumBytes >> 20) MiB, which no \(whatItIs) is")
    }
    // A value comes behind one of these.
    let values = bytes.count { ",:[{<".utf8.contains($0) }
    guard values <= SyntaxTree.mostValues(in: bytes.count) else {
      throw FileProblem(
        "has more than \(SyntaxTree.mostValues(in: bytes.count)) values, which no \(whatItIs) of its size has"
      )
    }
    self.bytes = Array(bytes)
    // So that the nodes need not grow into twice their memory.
    nodes.reserveCapacity(values + 1)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    if let place = bytes.firstIndex(of: 0) {
      throw FileProblem("has a zero byte in it, so it is no text", at: TextPlace(of: place, in: self.bytes))
    }
  }

  var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }
  var isInside: Bool { !open.isEmpty }
  var innermost: SyntaxTree.Kind? { open.last.map { nodes[$0].kind } }
  /// Where the innermost object or list begins.
  var innermostStart: Int? { open.last.map { Int(nodes[$0].start) } }

  func problem(_ message: String, at place: Int? = nil) -> FileProblem {
    FileProblem(message, at: TextPlace(of: place ?? offset, in: bytes))
  }

  /// What stands here, for a message.
  var found: String {
    guard let next else { return "the end of the file" }
    return next < 0x80 ? String(UnicodeScalar(next)).quoted : "a character beyond ASCII"
  }

  /// Passes a character if it is the next one.
  mutating func pass(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    offset += 1
    return true
  }

  mutating func passBlanks() {
    while let next, next == 0x20 || (0x09...0x0D).contains(next) { offset += 1 }
  }

  /// Passes the characters that fulfil a condition.
  mutating func run(while isPart: (UInt8) -> Bool) -> Range<Int> {
    let start = offset
    while let next, isPart(next) { offset += 1 }
    return start..<offset
  }

  /// Passes a string in quotes.
  /// - Returns: what is between them, escapes as they are.
  mutating func quoted() throws(FileProblem) -> Range<Int> {
    let (quote, start) = (bytes[offset], offset + 1)
    offset = start
    while let next {
      offset += 1
      if next == quote { return start..<offset - 1 }
      if next == UInt8(ascii: "\\") { offset += 1 }
    }
    throw problem("a text in quotes does not end", at: start - 1)
  }

  /// Opens a message that is the whole file and has no brackets.
  mutating func beginDocument() throws(FileProblem) {
    let start = offset
    try begin(.object)
    offset = start
  }

  mutating func endDocument() { end() }

  /// Whether nothing is open but the document.
  var isInDocument: Bool { open.count == 1 }

  mutating func setKey(_ range: Range<Int>) throws(FileProblem) {
    guard range.count <= Int(UInt16.max) else {
      throw problem("a key is longer than any is", at: range.lowerBound)
    }
    key = range
  }

  mutating func addScalar(_ kind: SyntaxTree.Kind, _ range: Range<Int>) {
    add(kind, range.lowerBound, range.upperBound)
  }

  /// Passes the bracket with which an object or list begins.
  mutating func begin(_ kind: SyntaxTree.Kind) throws(FileProblem) {
    guard open.count < SyntaxTree.maximumDepth else { throw problem("is nested too deeply") }
    open.append(nodes.count)
    add(kind, offset, 0)
    offset += 1
  }

  /// Passes the bracket with which the innermost object or list ends.
  mutating func end() {
    offset += 1
    if let index = open.popLast() { nodes[index].end = UInt32(nodes.count) }
  }

  private mutating func add(_ kind: SyntaxTree.Kind, _ start: Int, _ end: Int) {
    nodes.append(
      SyntaxTree.Node(
        start: UInt32(start), end: UInt32(end), key: UInt32(key.lowerBound), keyLength: UInt16(key.count),
        kind: kind))
    key = 0..<0
  }
}

/// The bytes of text as it is taken out of quotes.
struct Unescaped {
  private var bytes: [UInt8] = []

  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  mutating func append(_ scalar: Unicode.Scalar) { bytes.append(contentsOf: String(scalar).utf8) }

  var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// The number that digits stand for.
func number(of digits: some Collection<UInt8>, radix: Int) -> Int? {
  Int(String(decoding: digits, as: UTF8.self), radix: radix)
}
