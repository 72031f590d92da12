/// The characters that the program draws with: one set for UTF-8, one for plain ASCII.
///
/// Each takes one column in both sets, so that the choice never moves anything. The exceptions say so.
public struct Glyphs: Hashable, Sendable {
  public static let unicode = Glyphs(isASCII: false)
  public static let ascii = Glyphs(isASCII: true)

  public let isASCII: Bool

  private func pick(_ unicode: String, _ ascii: String) -> String { isASCII ? ascii : unicode }
}

// Boxes.
extension Glyphs {
  public var horizontal: String { pick("─", "-") }
  public var vertical: String { pick("│", "|") }
  public var topLeft: String { pick("┌", "+") }
  public var topRight: String { pick("┐", "+") }
  public var bottomLeft: String { pick("└", "+") }
  public var bottomRight: String { pick("┘", "+") }
  public var teeLeft: String { pick("├", "+") }
  public var teeRight: String { pick("┤", "+") }
}

// Marks of a row.
extension Glyphs {
  public var error: String { pick("✗", "x") }
  public var warning: String { pick("!", "!") }
  public var provisional: String { pick("~", "~") }
  public var modified: String { pick("●", "*") }
  public var folded: String { pick("▸", ">") }
  public var moreLeft: String { pick("◂", "<") }
  public var moreRight: String { pick("▸", ">") }
  public var selected: String { pick("▌", ">") }
}

// The gutter of skip connections.
extension Glyphs {
  public var node: String { pick("○", "o") }
  public var wire: String { pick("│", "|") }
  public var wireAcross: String { pick("─", "-") }
  public var wireOpens: String { pick("╮", ".") }
  public var wireCloses: String { pick("╯", "'") }
  /// More connections are open than the gutter has columns for.
  public var more: String { pick("⋯", "%") }
}

// Text.
extension Glyphs {
  public var times: String { pick("×", "x") }
  public var dot: String { pick("·", "*") }
  public var separator: String { pick("·", "-") }
  public var ellipsis: String { pick("…", "~") }
  public var sum: String { pick("Σ", "S") }
  /// Five columns in ASCII.
  public var enter: String { pick("⏎", "Enter") }
  /// Two columns, seven in ASCII.
  public var upDown: String { pick("↑↓", "Up/Down") }
}

extension Glyphs {
  /// A horizontal bar of `share` (0…1) of `columns`, in eighths of a column, or in whole ones in ASCII.
  /// A share above zero shows at least the smallest step.
  public func bar(_ share: Double, columns: Int) -> String {
    guard share > 0, share.isFinite, columns > 0 else { return "" }
    let share = min(share, 1)
    if isASCII {
      return String(repeating: "#", count: max(1, Int((share * Double(columns)).rounded())))
    }
    let eighths = max(1, Int((share * Double(columns * 8)).rounded()))
    let partial = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
    return String(repeating: "█", count: eighths / 8) + partial
  }
}
