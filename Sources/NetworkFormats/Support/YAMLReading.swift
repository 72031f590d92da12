import NetworkModel
import Yams

/// What readers of YAML share. What cannot be understood is reported, and the reader goes on without it.
package protocol YAMLReading {
  mutating func report(_ message: @autoclosure () -> String, at node: Node)
}

/// A key and its value, with the key's node for its place.
package typealias YAMLEntry = (name: String, key: Node, value: Node)

extension YAMLReading {
  /// The entries of a mapping; none, and a problem, where it is something else.
  package mutating func entries(of node: Node, _ what: String) -> [YAMLEntry] {
    guard let mapping = node.mapping else {
      report("\(what) must be written as `key: value`", at: node)
      return []
    }
    var entries: [YAMLEntry] = []
    for (key, value) in mapping {
      if let name = key.scalar?.string {
        entries.append((name, key, value))
      } else {
        report("a key must be a word", at: key)
      }
    }
    return entries
  }

  /// A scalar as it is written, whatever YAML would take it for: a layer may be called `1` or `yes`.
  package mutating func text(_ node: Node, _ what: String) -> String? {
    guard let scalar = node.scalar else {
      report("\(what) must be text", at: node)
      return nil
    }
    guard !scalar.isNull else {
      report("\(what) has no value", at: node)
      return nil
    }
    return scalar.string
  }

  /// One of the words that a type lists.
  mutating func word<Choice: RawRepresentable & CaseIterable>(
    _ node: Node, _ what: String
  ) -> Choice? where Choice.RawValue == String {
    guard let word = text(node, what) else { return nil }
    let words = Choice.allCases.map(\.rawValue)
    if let choice = Choice(rawValue: word) { return choice }
    let nearest = nearestSuggestion(for: word, in: words)
    report("\(what) must be one of \(words.joined(separator: ", "))\(nearest)", at: node)
    return nil
  }

  /// A value as YAML takes it.
  ///
  /// - Parameter asText: leaves a scalar as it is written.
  package mutating func literal(_ node: Node, _ what: String, asText: Bool = false) -> AttributeLiteral? {
    switch node {
    case .scalar(let scalar) where !scalar.isPlain || asText:
      return .word(scalar.string)
    case .scalar(let scalar):
      guard !scalar.isNull else {
        report("\(what) has no value", at: node)
        return nil
      }
      guard let literal = AttributeLiteral(plain: scalar.string) else {
        report("\(what) has a number beyond 64 bits", at: node)
        return nil
      }
      return literal
    case .sequence(let items):
      var literals: [AttributeLiteral] = []
      for item in items {
        guard let literal = literal(item, what, asText: asText) else { return nil }
        literals.append(literal)
      }
      return .list(literals)
    case .mapping, .alias:
      report("\(what) must be a value or a list", at: node)
      return nil
    }
  }
}

extension Node.Scalar {
  var isPlain: Bool { style == .plain || style == .any }
  var isNull: Bool { isPlain && ["", "~", "null", "Null", "NULL"].contains(string) }
}

extension AttributeLiteral {
  /// What an unquoted scalar stands for; `nil` for a whole number beyond 64 bits.
  init?(plain text: String) {
    switch text.lowercased() {
    case "true", "yes", "on": self = .flag(true)
    case "false", "no", "off": self = .flag(false)
    case ".inf", "+.inf": self = .real(.infinity)
    case "-.inf": self = .real(-.infinity)
    default:
      let digits =
        text.utf8.first.map { "+-".utf8.contains($0) } == true ? text.utf8.dropFirst() : text.utf8[...]
      if !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) {
        guard let number = Int(text) else { return nil }
        self = .integer(number)
      } else if text.utf8.allSatisfy("0123456789.eE+-".utf8.contains), let number = Double(text),
        number.isFinite
      {
        self = .real(number)
      } else {
        self = .word(text)
      }
    }
  }
}
