import Yams

/// A text taken apart as YAML, after everything has been refused that a network's file has no use for and
/// that could cost time or memory out of proportion.
///
/// libyaml refuses nesting beyond 1,000 levels; `YAMLScreening` does the rest.
package struct YAMLDocument {
  package let root: Node

  /// - Parameter isOwn: for what this program wrote itself, however much it is.
  package init(_ bytes: [UInt8], isOwn: Bool = false) throws(FileProblem) {
    root = try FileContent(bytes).withBytes { bytes throws(FileProblem) in
      try Self.refuseOther(than: bytes, limit: isOwn ? .max : Self.maximumBytes)
      return try Self.root(ofText: bytes.withoutByteOrderMark, isOwn: isOwn)
    }
  }

  /// The root of a text, without a byte order mark, that is taken apart as a whole.
  static func root(
    ofText text: UnsafeRawBufferPointer, isOwn: Bool = false
  ) throws(FileProblem) -> Node {
    try refuseExcess(in: text, values: isOwn ? .max : mostNodes(in: text.count))
    let document = try compose(String(decoding: text, as: UTF8.self))
    if let anchored = document.anchored { throw anchored }
    return document.root
  }

  static let aliasProblem = "anchors and aliases are not part of the format"
  /// What follows a key that is told where its mapping ends.
  static let repeatedKey = " is there twice"

  // MARK: - Parsing

  /// - Returns: the root, and what is wrong with it where it has anchors.
  static func compose(_ text: String) throws(FileProblem) -> (root: Node, anchored: FileProblem?) {
    do {
      // The basic resolver leaves scalars as they are written: attributes know their own types.
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      // Nodes refer to their anchors weakly; it is the parser that keeps them.
      return try withExtendedLifetime(parser) {
        guard let root = try parser.singleRoot() else { throw FileProblem("the file is empty") }
        return (root, root.firstAnchored.map { FileProblem(aliasProblem, at: $0.place) })
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
      return FileProblem("\((keys.first ?? "").quoted)\(repeatedKey)", at: TextPlace(context.mark))
    default: return FileProblem("is no YAML")
    }
  }

  private static func explain(_ problem: String, _ mark: Mark, _ text: String) -> String {
    if problem.hasPrefix("Maximum nesting") { return "is nested too deeply" }
    if problem.contains("undefined alias") { return aliasProblem }
    if problem.contains("another document") { return "a second document begins; a file holds one network" }
    if text.scalar(at: mark) == "\t" { return "a tab where YAML wants spaces" }
    return "is no YAML: \(problem)"
  }
}

extension String {
  /// The character at a place, with lines that end where YAML ends them.
  fileprivate func scalar(at mark: Mark) -> Unicode.Scalar? {
    var (line, column) = (1, 1)
    var last: Unicode.Scalar = " "
    for scalar in unicodeScalars {
      if line == mark.line, column == mark.column, scalar != "\n" || last != "\r" { return scalar }
      switch scalar {
      case "\n" where last == "\r": break
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": (line, column) = (line + 1, 1)
      default: column += 1
      }
      last = scalar
    }
    return nil
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
