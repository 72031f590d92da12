/// A text taken apart into objects, lists and scalars.
///
/// A node is 16 bytes that point into the text: nothing is copied before somebody asks for it, and a hostile text
/// costs no more than a few times its size. JSON and protobuf's text format both come to it.
final class SyntaxTree: Sendable {
  enum Kind: UInt8 { case string, number, word, list, object }

  struct Node {
    /// Where the value begins; for a string behind its quote.
    var start: UInt32
    /// For a scalar where its text ends; for an object or list the number of the node that follows it.
    var end: UInt32
    /// Where the key begins under which the value stands in an object.
    var key: UInt32 = 0
    var keyLength: UInt16 = 0
    var kind: Kind
  }

  /// More than any architecture needs: ResNet-152 has half a megabyte.
  static let maximumBytes = 16 << 20
  static let maximumDepth = 256
  /// How many values a text may have: the shortest that say anything take so many bytes, but for some lists.
  static func mostValues(in bytes: Int) -> Int { 50_000 + bytes / 4 }
  /// More than any layer has in a list: a number for each axis, or for each part that it is cut into.
  static let maximumNumbers = 4096

  let bytes: [UInt8]
  let nodes: [Node]
  private let unescape: @Sendable (ArraySlice<UInt8>) -> String

  /// - Parameter unescape: the text that stands for what is between quotes.
  init(_ bytes: [UInt8], _ nodes: [Node], unescape: @escaping @Sendable (ArraySlice<UInt8>) -> String) {
    (self.bytes, self.nodes, self.unescape) = (bytes, nodes, unescape)
  }

  var root: SyntaxNode { SyntaxNode(tree: self, index: 0) }

  func string(_ range: Range<Int>) -> String { unescape(bytes[range]) }
}

/// A value in a syntax tree.
struct SyntaxNode: Sendable {
  fileprivate let tree: SyntaxTree
  fileprivate let index: Int

  fileprivate init(tree: SyntaxTree, index: Int) { (self.tree, self.index) = (tree, index) }

  private var node: SyntaxTree.Node { tree.nodes[index] }

  var kind: SyntaxTree.Kind { node.kind }
  var isContainer: Bool { kind == .object || kind == .list }

  /// What stands in the file: a scalar's text, a string's without its quotes and escapes.
  var text: String {
    if isContainer { return "" }
    let range = Int(node.start)..<Int(node.end)
    return kind == .string ? tree.string(range) : String(decoding: tree.bytes[range], as: UTF8.self)
  }

  var string: String? { kind == .string ? text : nil }
  var isNull: Bool { kind == .word && text == "null" }

  var flag: Bool? {
    switch (kind, text) {
    case (.word, "true"), (.word, "True"), (.number, "1"): true
    case (.word, "false"), (.word, "False"), (.number, "0"): false
    default: nil
    }
  }

  /// A whole number, also one written as `3.0`.
  var integer: Int? {
    guard kind == .number else { return nil }
    return Int(text) ?? real.flatMap { Int(exactly: $0) }
  }

  var real: Double? { kind == .number ? Double(text) : nil }

  /// The values in a list, or under an object's keys, in the order of the file.
  var children: Children {
    Children(tree: tree, place: index + 1, end: isContainer ? Int(node.end) : index + 1)
  }

  /// The key under which it stands.
  var key: String { String(decoding: tree.bytes[keyRange], as: UTF8.self) }

  private var keyRange: Range<Int> { Int(node.key)..<Int(node.key) + Int(node.keyLength) }

  /// The values under a key, which protobuf repeats for a list.
  func all(_ key: String) -> some Sequence<SyntaxNode> {
    children(ofObject: kind == .object).lazy.filter { $0.tree.bytes[$0.keyRange].elementsEqual(key.utf8) }
  }

  private func children(ofObject isObject: Bool) -> Children {
    isObject ? children : Children(tree: tree, place: index + 1, end: index + 1)
  }

  /// The value under a key; the last, where it stands there twice.
  subscript(key: String) -> SyntaxNode? {
    var last: SyntaxNode?
    for value in all(key) { last = value }
    return last
  }

  /// The items of a list.
  subscript(position: Int) -> SyntaxNode? {
    var place = 0
    for child in children {
      if place == position { return child }
      place += 1
    }
    return nil
  }

  /// Whether it is the same place of the same file.
  func isSame(as other: SyntaxNode) -> Bool { index == other.index && tree === other.tree }

  /// Where it stands.
  var place: TextPlace { TextPlace(of: Int(node.start), in: tree.bytes) }

  func problem(_ message: String) -> FileProblem { FileProblem(message, at: place) }
}

extension SyntaxNode {
  struct Children: Sequence, IteratorProtocol {
    fileprivate let tree: SyntaxTree
    fileprivate var place: Int
    fileprivate let end: Int

    mutating func next() -> SyntaxNode? {
      guard place < end else { return nil }
      let child = SyntaxNode(tree: tree, index: place)
      place = child.isContainer ? Int(child.node.end) : place + 1
      return child
    }
  }
}

extension TextPlace {
  /// The place of a byte, counted in characters of UTF-8.
  init(of offset: Int, in bytes: [UInt8]) {
    var (line, column) = (1, 1)
    for byte in bytes.prefix(offset) {
      if byte == UInt8(ascii: "\n") {
        (line, column) = (line + 1, 1)
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    self.init(line: line, column: column)
  }
}
