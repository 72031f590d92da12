/// The width that the formatters of the language (black, ruff) break lines at.
let lineWidth = 88

extension Python {
  /// The expression in one line.
  var flat: String {
    switch self {
    case .name(let text): return text
    case .integer(let number): return String(number)
    case .real(let number): return pythonNumber(number)
    case .flag(let flag): return flag ? "True" : "False"
    case .text(let text): return pythonText(text)
    case .tuple(let items): return "(\(Self.joined(items))\(items.count == 1 ? "," : ""))"
    case .list(let items): return "[\(Self.joined(items))]"
    case .infix(let sign, let items): return items.map(\.operand).joined(separator: " \(sign) ")
    case .suffix(let base, let text): return base.operand + text
    case .call(let callee, let arguments): return "\(callee.flat)(\(Self.joined(arguments.written)))"
    case .repeated(let item, let count): return "*[\(item.flat) for _ in range(\(count.flat))]"
    case .input(let position): return "input\(position)"
    case .member: return "member"
    case .batch: return "batch"
    }
  }

  /// In brackets where it would fall apart otherwise.
  private var operand: String {
    if case .infix = self { "(\(flat))" } else { flat }
  }

  private static func joined(_ items: [Python]) -> String { items.map(\.flat).joined(separator: ", ") }

  private static func joined(_ items: [(prefix: String, value: Python)]) -> String {
    items.map { $0.prefix + $0.value.flat }.joined(separator: ", ")
  }

  /// A statement around the expression, broken into lines as the language's formatters break it.
  ///
  /// - Parameters:
  ///   - prefix: what stands before it: `x = `, `return `.
  ///   - indent: how many blanks stand before each line.
  func lines(prefix: String = "", suffix: String = "", indent: Int) -> [String] {
    let line = blanks(indent) + prefix + flat + suffix
    if line.count <= lineWidth { return [line] }
    switch self {
    case .call(.call(let callee, let arguments), let outer):
      // What a call gives is called: the last brackets are broken where what is before them fits.
      let head = prefix + callee.flat + "(" + Self.joined(arguments.written) + ")("
      if blanks(indent).count + head.count <= lineWidth {
        return Self.broken(head, outer.written, ")" + suffix, indent)
      }
      return Self.broken(
        prefix + callee.flat + "(", arguments.written, ")(\(Self.joined(outer.written)))" + suffix, indent)
    case .call(let callee, let arguments):
      return arguments.written.isEmpty
        ? [line] : Self.broken(prefix + callee.flat + "(", arguments.written, ")" + suffix, indent)
    case .tuple(let items):
      return Self.broken(prefix + "(", items.map { ("", $0) }, ")" + suffix, indent)
    case .list(let items):
      return Self.broken(prefix + "[", items.map { ("", $0) }, "]" + suffix, indent)
    case .repeated(let item, let count):
      return [blanks(indent) + prefix + "*["] + item.lines(indent: indent + 4)
        + [blanks(indent + 4) + "for _ in range(\(count.flat))", blanks(indent) + "]" + suffix]
    case .infix(let sign, let items):
      return brokenSum(sign, items, prefix, suffix, indent)
    default: return [line]
    }
  }

  /// Brackets around items: in one line of their own, or each in its own.
  private static func broken(
    _ open: String, _ items: [(prefix: String, value: Python)], _ close: String, _ indent: Int
  ) -> [String] {
    let inner = blanks(indent + 4) + joined(items)
    let body: [String]
    if items.count == 1 {
      body = items[0].value.lines(prefix: items[0].prefix, indent: indent + 4)
    } else if inner.count <= lineWidth {
      body = [inner]
    } else {
      body = items.flatMap { $0.value.lines(prefix: $0.prefix, suffix: ",", indent: indent + 4) }
    }
    return [blanks(indent) + open] + body + [blanks(indent) + close]
  }

  private func brokenSum(
    _ sign: String, _ items: [Python], _ prefix: String, _ suffix: String, _ indent: Int
  ) -> [String] {
    let inner = blanks(indent + 4) + flat
    let body =
      inner.count <= lineWidth
      ? [inner]
      : items.enumerated().map { place, item in
        blanks(indent + 4) + (place == 0 ? "" : "\(sign) ") + item.operand
      }
    return [blanks(indent) + prefix + "("] + body + [blanks(indent) + ")" + suffix]
  }
}

extension [Python.Argument] {
  /// Those that are not left out, with their keywords.
  fileprivate var written: [(prefix: String, value: Python)] {
    var isKeywordNeeded = false
    return compactMap { argument in
      if argument.isOmitted {
        isKeywordNeeded = true
        return nil
      }
      let keyword = argument.isPositional && !isKeywordNeeded ? "" : "\(argument.name)="
      return (keyword, argument.value)
    }
  }
}

/// A text as a Python literal: whatever it holds, it stays inside its quotes.
func pythonText(_ text: String) -> String {
  doubleQuoted(text) { scalar in
    guard scalar.isHazardous || !scalar.isASCII else { return nil }
    return scalar.value > 0xFFFF
      ? "\\U" + hexadecimal(scalar.value, digits: 8) : "\\u" + hexadecimal(scalar.value, digits: 4)
  }
}

/// A number as Python writes it.
func pythonNumber(_ number: Double) -> String {
  number.isFinite
    ? number.description : number.isNaN ? #"float("nan")"# : number < 0 ? #"float("-inf")"# : #"float("inf")"#
}

/// The head of a function.
extension Python {
  static func signature(_ name: String, _ parameters: [String], indent: Int) -> [String] {
    let all = parameters.joined(separator: ", ")
    let line = blanks(indent) + "def \(name)(\(all)):"
    if line.count <= lineWidth { return [line] }
    let inner = blanks(indent + 4) + all
    return [blanks(indent) + "def \(name)("]
      + (inner.count <= lineWidth ? [inner] : parameters.map { blanks(indent + 4) + $0 + "," })
      + [blanks(indent) + "):"]
  }

  /// Shapes in a row, as many as one reads.
  static func shapes(_ shapes: [[Int]]) -> String {
    shapes.prefix(4).map { Python.numbers($0).flat }.joined(separator: ", ")
      + (shapes.count > 4 ? ", ..." : "")
  }

  /// A docstring with what a program differs in.
  static func docstring(_ first: String, notes: [String], indent: Int) -> [String] {
    let quotes = blanks(indent) + "\"\"\""
    if notes.isEmpty { return [quotes + commentText(first) + "\"\"\""] }
    return [quotes + commentText(first), "", blanks(indent) + "What differs from the network:", ""]
      + notes.flatMap { wrapped("- " + commentText($0), indent: indent) } + [quotes]
  }

  /// Text for a docstring that nothing in it can end.
  private static func commentText(_ text: String) -> String {
    text.madeSafe.replacing("\\", with: "\\\\").replacing("\"", with: "'")
  }
}

/// Text broken between words; lines after the first are indented by two more.
private func wrapped(_ text: String, indent: Int) -> [String] {
  var lines: [String] = []
  var line = blanks(indent)
  for word in text.split(separator: " ") {
    if line.count + word.count > lineWidth {
      lines.append(line)
      line = blanks(indent + 2)
    }
    line += (line.allSatisfy { $0 == " " } ? "" : " ") + word
  }
  return lines + [line]
}

func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }
