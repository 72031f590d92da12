import Terminal

/// Text for a terminal that shows ASCII only.
///
/// The one place where the signs of formulas, shapes and messages get their plain forms; what has none becomes
/// a question mark for each column that it took.
enum ASCIIText {
  static func translated(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
    var plain = ""
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        plain.unicodeScalars.append(scalar)
      } else {
        plain += form(of: scalar) ?? String(repeating: "?", count: TextWidth.columns(String(scalar)))
      }
    }
    return plain
  }

  private static func form(of scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "×": "x"
    case "·": "*"
    case "−", "–", "—", "─": "-"
    case "│": "|"
    case "→": "->"
    case "←": "<-"
    case "≡": "="
    case "≠": "!="
    case "≥": ">="
    case "≤": "<="
    case "≈": "~"
    case "±": "+/-"
    case "…": "..."
    case "⌈": "ceil("
    case "⌊": "floor("
    case "⌉", "⌋": ")"
    case "Σ": "sum"
    case "✗": "x"
    case "●", "•": "*"
    case "▸": ">"
    case "▾": "v"
    case "▴": "^"
    case "′", "’", "‘": "'"
    case "“", "”": "\""
    case "²": "^2"
    case "³": "^3"
    case "₀": "0"
    case "₁": "1"
    default: nil
    }
  }
}
