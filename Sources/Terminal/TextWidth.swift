import CWidth

/// How many columns text takes, by the same table that terminals use.
public enum TextWidth {
  /// What stands for a character that may not reach a terminal.
  static let replacement: Unicode.Scalar = "\u{FFFD}"

  /// The columns that `text` takes on the screen once it is made safe.
  public static func columns(_ text: String) -> Int {
    if isPlain(text) { return text.utf8.count }
    var columns = 0
    for scalar in text.unicodeScalars {
      if let shown = shown(scalar) { columns += shown.columns }
    }
    return columns
  }

  /// Whether every byte is a column: printable ASCII, as most text is.
  private static func isPlain(_ text: String) -> Bool {
    for byte in text.utf8 where byte &- 0x20 >= 0x5F { return false }
    return true
  }

  /// `text` cut to at most `columns`, with `ellipsis` as its last column where something is missing.
  public static func truncated(_ text: String, to columns: Int, ellipsis: String = "…") -> String {
    guard self.columns(text) > columns else { return text }
    let room = columns - self.columns(ellipsis)
    guard room >= 0 else { return "" }
    return prefix(text, columns: room) + ellipsis
  }

  /// `text` cut or filled up with spaces to exactly `columns`.
  public static func padded(
    _ text: String, to columns: Int, align: Alignment = .left, ellipsis: String = "…"
  ) -> String {
    let text = truncated(text, to: columns, ellipsis: ellipsis)
    let missing = max(0, columns - self.columns(text))
    let left = align.leadingBlanks(of: missing)
    return String(repeating: " ", count: left) + text + String(repeating: " ", count: missing - left)
  }

  /// The longest beginning of `text` that fits into `columns`, marks included.
  public static func prefix(_ text: String, columns: Int) -> String {
    let scalars = text.unicodeScalars
    var used = 0
    var end = scalars.startIndex
    while end < scalars.endIndex {
      used += shown(scalars[end])?.columns ?? 0
      if used > columns { break }
      scalars.formIndex(after: &end)
    }
    return String(scalars[..<end])
  }

  /// The longest end of `text` that fits into `columns` and begins with a character of its own.
  public static func suffix(_ text: String, columns: Int) -> String {
    var used = 0
    var start = text.endIndex
    while start > text.startIndex {
      let before = text.index(before: start)
      used += self.columns(String(text[before]))
      if used > columns { break }
      start = before
    }
    return String(text[start...])
  }

  /// What is drawn for a scalar and its columns (0 for a mark); nil where it is dropped.
  @inline(__always)
  static func shown(_ scalar: Unicode.Scalar) -> (scalar: Unicode.Scalar, columns: Int)? {
    if takesOneColumn(scalar.value) { return (scalar, 1) }
    return asTheTableSays(scalar)
  }

  /// Whether the table need not be asked: ASCII, Latin letters and signs, boxes and blocks.
  @inline(__always)
  static func takesOneColumn(_ value: UInt32) -> Bool {
    switch value {
    case 0x20...0x7E, 0xA1...0xAC, 0xAE...0x2FF, 0x2500...0x259F: true
    default: false
    }
  }

  private static func asTheTableSays(
    _ scalar: Unicode.Scalar
  ) -> (scalar: Unicode.Scalar, columns: Int)? {
    if isDropped(scalar.value) { return nil }
    _ = LocaleEncoding.isUTF8  // The table is empty until a UTF-8 locale is set.
    // Terminals disagree with the table about the two separators only.
    let isSeparator = scalar.value == 0x2028 || scalar.value == 0x2029
    let columns = isSeparator ? -1 : Int(wcwidth(wchar_t(bitPattern: scalar.value)))
    return columns < 0 ? (replacement, 1) : (scalar, columns)
  }

  /// Joiners, variation selectors, tags and directional controls: they take no column, and what a terminal
  /// does with them would move the columns after them or reverse the text.
  private static func isDropped(_ value: UInt32) -> Bool {
    switch value {
    case 0x061C, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF,
      0xE0000...0xE0FFF:
      true
    default: false
    }
  }
}

/// Where text stands in a field that is wider than it.
public enum Alignment: Sendable {
  case left, center, right

  func leadingBlanks(of missing: Int) -> Int {
    switch self {
    case .left: 0
    case .center: missing / 2
    case .right: missing
    }
  }
}
