/// A field of a message in protobuf's text format.
struct CaffeField: Sendable {
  let name: String
  let value: Value

  enum Value: Sendable, Equatable {
    case text(String)
    /// A number, a flag or a word of an enumeration, as it is written.
    case plain(String)
    indirect case fields([CaffeField])
    /// Sizes on a line of their own: `shape: { dim: 1 dim: 3 }`.
    case sizes([Int])
  }

  init(_ name: String, _ value: Value) { (self.name, self.value) = (name, value) }
  init(_ name: String, word: String) { self.init(name, .plain(word)) }
  init(_ name: String, _ number: Int) { self.init(name, .plain(String(number))) }
  init(_ name: String, _ flag: Bool) { self.init(name, .plain(flag ? "true" : "false")) }

  init(_ name: String, _ number: Double) {
    let whole = Int(exactly: number)
    self.init(name, .plain(whole.map { String($0) } ?? String(number)))
  }

  /// A field that is left out where it says the same as none.
  static func field(_ name: String, _ number: Int, unless fallback: Int) -> [CaffeField] {
    number == fallback ? [] : [CaffeField(name, number)]
  }

  static func field(_ name: String, _ number: Double, unless fallback: Double) -> [CaffeField] {
    number == fallback ? [] : [CaffeField(name, number)]
  }

  static func field(_ name: String, _ flag: Bool, unless fallback: Bool) -> [CaffeField] {
    flag == fallback ? [] : [CaffeField(name, flag)]
  }

  /// A number for both axes, or one for each: `pad: 1`, or `pad_h: 1` and `pad_w: 0`.
  static func extent(
    _ name: String, stem: String? = nil, _ numbers: [Int], unless fallback: Int? = nil
  ) -> [CaffeField] {
    guard let first = numbers.first, numbers.contains(where: { $0 != fallback }) else { return [] }
    if numbers.allSatisfy({ $0 == first }) { return [CaffeField(name, first)] }
    return zip(["_h", "_w"], numbers).map { CaffeField((stem ?? name) + $0, $1) }
  }
}

extension CaffeField: Equatable {}

extension [CaffeField] {
  /// The fields one under another.
  func text(indent: Int = 0) -> String {
    let margin = String(repeating: " ", count: indent)
    return map { field in
      switch field.value {
      case .text(let text): "\(margin)\(field.name): \(textFormatQuoted(text))\n"
      case .plain(let text): "\(margin)\(field.name): \(text)\n"
      case .sizes(let sizes):
        "\(margin)\(field.name): { \(sizes.map { "dim: \($0)" }.joined(separator: " ")) }\n"
      case .fields(let fields): "\(margin)\(field.name) {\n\(fields.text(indent: indent + 2))\(margin)}\n"
      }
    }.joined()
  }
}

/// A text in quotes; what a terminal or an editor would obey is written byte by byte in octal.
private func textFormatQuoted(_ text: String) -> String {
  doubleQuoted(text) { scalar in
    guard scalar.isHazardous else { return nil }
    return String(scalar).utf8.map { byte in
      let digits = String(byte, radix: 8)
      return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
    }.joined()
  }
}
