import Yams

/// A text taken apart as YAML, after everything has been refused that a network's file has no use for and
/// that could cost time or memory out of proportion.
///
/// libyaml refuses nesting beyond 1,000 levels; the rest is done here.
package struct YAMLDocument {
  /// Some 200,000 layers.
  static let maximumBytes = 16 << 20
  /// What looks like an alias may stand in a comment or a note, so a few are left for the parser to judge;
  /// so few cannot multiply anything.
  static let toleratedAliases = 8
  /// However short they are.
  static let toleratedValues = 250_000
  /// Beyond that, values take so many bytes on the average in a file that says anything.
  static let bytesPerValue = 5
  /// More than 100,000 layers have, at the dozen values that a layer may be said with.
  static let maximumValues = 1_500_000

  package let root: Node

  package init(_ bytes: some Collection<UInt8>, limit: Int = maximumBytes) throws(FileProblem) {
    guard bytes.count <= limit else {
      throw FileProblem("is larger than \(limit >> 20) MiB, which no network's file is")
    }
    let text = try Self.text(of: Array(bytes))
    try Self.refuseExcess(in: text)
    root = try Self.compose(text)
  }

  private static let aliasProblem = "anchors and aliases are not part of the format"

  // MARK: - Text

  private static func text(of bytes: [UInt8]) throws(FileProblem) -> String {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw FileProblem("is UTF-16 text; UTF-8 is needed")
    }
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    var place = TextPlace(line: 1, column: 1)
    var decoder = UTF8()
    var iterator = content.makeIterator()
    while true {
      switch decoder.decode(&iterator) {
      case .emptyInput: return String(decoding: content, as: UTF8.self)
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
  /// Counts values, too, by the characters without which there is none: each takes a hundred times the two bytes
  /// that it can be written in.
  private static func refuseExcess(in text: String) throws(FileProblem) {
    var (line, column, count, values) = (1, 0, 0, 0)
    let mostValues = max(toleratedValues, min(text.utf8.count / bytesPerValue, maximumValues))
    var startsValue = true
    var isStarred = false
    for byte in text.utf8 {
      column += byte & 0xC0 == 0x80 ? 0 : 1
      if isStarred, !" \t\r\n,]}".utf8.contains(byte) { count += 1 }
      if count > toleratedAliases {
        throw FileProblem(aliasProblem, at: TextPlace(line: line, column: column - 1))
      }
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "-"),
        UInt8(ascii: "?"), UInt8(ascii: "!"):
        values += 1
      default: break
      }
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

  // MARK: - Parsing

  private static func compose(_ text: String) throws(FileProblem) -> Node {
    do {
      // The basic resolver leaves scalars as they are written: attributes know their own types.
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      // Nodes refer to their anchors weakly; it is the parser that keeps them.
      return try withExtendedLifetime(parser) {
        guard let root = try parser.singleRoot() else { throw FileProblem("the file is empty") }
        if let anchored = root.firstAnchored { throw FileProblem(aliasProblem, at: anchored.place) }
        return root
      }
    } catch let problem as FileProblem {
      throw problem
    } catch {
      throw problem(of: error, in: text)
    }
  }

  private static func problem(of error: any Error, in text: String) -> FileProblem {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return FileProblem(explain(problem, mark, text), at: TextPlace(mark))
    case .reader(let problem, _, _, _): return FileProblem("is no YAML: \(problem)")
    case .duplicatedKeysInMapping(let keys, let context):
      return FileProblem("\((keys.first ?? "").quoted) is there twice", at: TextPlace(context.mark))
    default: return FileProblem("is no YAML")
    }
  }

  private static func explain(_ problem: String, _ mark: Mark, _ text: String) -> String {
    if problem.hasPrefix("Maximum nesting") { return "is nested too deeply" }
    if problem.contains("undefined alias") { return aliasProblem }
    if problem.contains("another document") { return "a second document begins; a file holds one network" }
    let line = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .dropFirst(mark.line - 1).first
    if let line, line.dropFirst(mark.column - 1).first == "\t" { return "a tab where YAML wants spaces" }
    return "is no YAML: \(problem)"
  }
}

extension TextPlace {
  init(_ mark: Mark) { self.init(line: mark.line, column: mark.column) }
}

extension Node {
  package var place: TextPlace? { mark.map { TextPlace($0) } }

  /// The first node, as they stand, that has an anchor. An alias comes after its anchor, so it is never reached.
  fileprivate var firstAnchored: Node? {
    switch self {
    case .scalar(let scalar): scalar.anchor == nil ? nil : self
    case .alias: self
    case .sequence(let sequence):
      sequence.anchor == nil ? sequence.lazy.compactMap(\.firstAnchored).first : self
    case .mapping(let mapping):
      mapping.anchor == nil
        ? mapping.lazy.compactMap { $0.key.firstAnchored ?? $0.value.firstAnchored }.first : self
    }
  }
}
