import NetworkModel

/// A JSON value whose objects keep their keys in order, so that two outputs can be compared line by line.
indirect enum JSONValue {
  case null
  case flag(Bool)
  case number(Int)
  case decimal(Double)
  case string(String)
  case array([JSONValue])
  case object([(key: String, value: JSONValue)])
  /// An array of objects that are made one by one as they are written: a tree of all would be ten times the text.
  case objects([() -> JSONValue])

  init(_ number: Int?) { self = number.map { .number($0) } ?? .null }

  init(_ fraction: Fraction) {
    self =
      fraction.isWhole
      ? .number(fraction.numerator) : .decimal(Double(fraction.numerator) / Double(fraction.denominator))
  }

  /// The text: objects broken into lines, arrays of plain values in one.
  var text: String { text(indent: "") + "\n" }

  private func text(indent: String) -> String {
    let inner = indent + "  "
    switch self {
    case .null: return "null"
    case .flag(let flag): return flag ? "true" : "false"
    case .number(let number): return String(number)
    case .decimal(let number): return String(number)
    case .string(let string): return Self.quoted(string)
    case .array(let items) where items.allSatisfy(\.isPlain):
      return "[" + items.map { $0.text(indent: "") }.joined(separator: ", ") + "]"
    case .array(let items): return Self.block("[", items.map { $0.text(indent: inner) }, "]", indent)
    case .objects(let items) where items.isEmpty: return "[]"
    case .objects(let items): return Self.block("[", items.map { $0().text(indent: inner) }, "]", indent)
    case .object(let entries) where entries.isEmpty: return "{}"
    case .object(let entries):
      return Self.block(
        "{", entries.map { "\(Self.quoted($0.key)): \($0.value.text(indent: inner))" }, "}", indent)
    }
  }

  private var isPlain: Bool {
    switch self {
    case .array, .object, .objects: false
    default: true
    }
  }

  private static func block(_ open: String, _ lines: [String], _ close: String, _ indent: String) -> String {
    "\(open)\n" + lines.map { "\(indent)  \($0)" }.joined(separator: ",\n") + "\n\(indent)\(close)"
  }

  /// Everything that a terminal would obey is escaped; the value is the author's to the letter.
  private static func quoted(_ string: String) -> String {
    doubleQuoted(string) { scalar in
      guard scalar.isHazardous else { return nil }
      return (UTF16.encode(scalar) ?? UTF16.EncodedScalar())
        .map { "\\u" + hexadecimal($0, digits: 4) }.joined()
    }
  }
}
