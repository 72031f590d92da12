/// A line of text that is being typed, and where the cursor stands in it.
public struct TextLine: Hashable, Sendable {
  public private(set) var text: String
  /// In characters as a person counts them, from the start.
  public private(set) var cursor: Int
  /// The whole text is selected, as when a field is entered: what is typed next replaces it.
  public private(set) var isSelected: Bool

  /// - Parameter isSelected: whether the first character typed replaces the text.
  public init(_ text: String = "", isSelected: Bool = false) {
    self.text = text
    cursor = text.count
    self.isSelected = isSelected && !text.isEmpty
  }

  public var isEmpty: Bool { text.isEmpty }

  /// What stands before the cursor.
  public var head: Substring { text.prefix(cursor) }

  public mutating func apply(_ edit: TextEdit) {
    if isSelected {
      isSelected = false
      switch edit {
      case .insert, .backspace, .delete: (text, cursor) = ("", 0)
      case .left, .right, .start, .end, .deleteWord, .deleteToStart: break
      }
    }
    let tail = text.dropFirst(cursor)
    switch edit {
    case .insert(let new):
      // A paste may hold anything; a line holds no line ends and nothing that a terminal would obey.
      let clean = String(new.unicodeScalars.lazy.map { Self.isControl($0) ? " " : Character($0) })
      let start = head + clean
      (text, cursor) = (String(start + tail), start.count)
    case .backspace: replaceHead(by: head.dropLast())
    case .delete: text = String(head + tail.dropFirst())
    case .deleteWord: replaceHead(by: headWithoutWord)
    case .deleteToStart: replaceHead(by: "")
    case .left: cursor = max(cursor - 1, 0)
    case .right: cursor = min(cursor + 1, text.count)
    case .start: cursor = 0
    case .end: cursor = text.count
    }
  }

  private var headWithoutWord: Substring {
    var rest = head
    while let last = rest.last, last == " " { rest.removeLast() }
    while let last = rest.last, last != " " { rest.removeLast() }
    return rest
  }

  private mutating func replaceHead(by head: Substring) {
    let tail = text.dropFirst(cursor)
    cursor = head.count
    text = String(head + tail)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate: true
    default: false
    }
  }
}

/// What a key does to a line of text.
public enum TextEdit: Hashable, Sendable {
  case insert(String)
  /// Takes away the character before the cursor, or the one under it.
  case backspace, delete
  case deleteWord, deleteToStart
  case left, right, start, end
}
