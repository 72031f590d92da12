/// A text as a Python literal: whatever it holds, it stays inside its quotes.
func pythonText(_ text: String) -> String {
  doubleQuoted(text) { scalar in
    guard scalar.isHazardous || !scalar.isASCII else { return nil }
    return scalar.value > 0xFFFF
      ? "\\U" + hexadecimal(scalar.value, digits: 8) : "\\u" + hexadecimal(scalar.value, digits: 4)
  }
}

/// A number as Python's users write it: `1e-5`, and not with a zero before the 5.
func pythonNumber(_ number: Double) -> String {
  number.isFinite
    ? number.description.replacing(/e([+-])0/) { "e\($0.1)" }
    : number.isNaN ? #"float("nan")"# : number < 0 ? #"float("-inf")"# : #"float("inf")"#
}

/// The head of a function.
extension Python {
  static func signature(
    _ name: String, _ parameters: [String], result: String? = nil, indent: Int
  ) -> [String] {
    let all = parameters.joined(separator: ", ")
    let arrow = result.map { " -> \($0)" } ?? ""
    let line = blanks(indent) + "def \(name)(\(all))\(arrow):"
    if line.count <= lineWidth { return [line] }
    let inner = blanks(indent + 4) + all
    return [blanks(indent) + "def \(name)("]
      + (inner.count <= lineWidth ? [inner] : parameters.map { blanks(indent + 4) + $0 + "," })
      + [blanks(indent) + ")\(arrow):"]
  }

  /// The type of a parameter that has these values.
  static func type(of values: [Python]) -> String {
    var names: [String] = []
    for value in values {
      let name =
        switch value {
        case .integer: "int"
        case .real: "float"
        case .flag: "bool"
        case .text: "str"
        case .tuple(let items): "tuple[\(items.map { type(of: [$0]) }.joined(separator: ", "))]"
        default: "None"
        }
      if !names.contains(name) { names.append(name) }
    }
    return names.joined(separator: " | ")
  }

  /// Shapes in a row, as many as one reads.
  static func shapes(_ shapes: [[Int]]) -> String {
    shapes.prefix(4).map { Python.numbers($0).flat }.joined(separator: ", ")
      + (shapes.count > 4 ? ", ..." : "")
  }

  /// A docstring with what a program differs in.
  static func docstring(_ first: String, notes: [String], indent: Int) -> [String] {
    let quotes = blanks(indent) + "\"\"\""
    if notes.isEmpty {
      let text = "\"\"\"" + commentText(first)
      if indent + text.count + 3 <= lineWidth { return [blanks(indent) + text + "\"\"\""] }
      let lines = wrapped(text, indent: indent, further: indent, width: lineWidth - 3)
      return lines.count > 1 ? lines + [quotes] : [lines[0] + "\"\"\""]
    }
    return [quotes + commentText(first), "", blanks(indent) + "What differs from the network:", ""]
      + notes.flatMap { wrapped("- " + commentText($0), indent: indent) } + [quotes]
  }

  /// Text for a docstring that nothing in it can end.
  private static func commentText(_ text: String) -> String {
    text.madeSafe.replacing("\\", with: "\\\\").replacing("\"", with: "'")
  }
}

/// Text broken between words; lines after the first are indented by two more, or as said.
private func wrapped(
  _ text: String, indent: Int, further: Int? = nil, width: Int = lineWidth
) -> [String] {
  var lines: [String] = []
  var line = blanks(indent)
  for word in text.split(separator: " ") {
    if line.count + word.count > width {
      lines.append(line)
      line = blanks(further ?? indent + 2)
    }
    line += (line.allSatisfy { $0 == " " } ? "" : " ") + word
  }
  return lines + [line]
}

func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }
