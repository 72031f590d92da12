/// A key of the keyboard, as far as terminals can tell them apart.
public enum Key: Hashable, Sendable {
  /// A character as typed, so that `G` is the character, not shift and `g`.
  case character(Character)
  case enter, escape, tab, backspace, delete, insert
  case up, down, left, right, home, end, pageUp, pageDown
  /// A function key, counted from 1.
  case function(Int)
}

/// Keys held down beside another one.
public struct Modifiers: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  public static let control = Modifiers(rawValue: 1)
  public static let alt = Modifiers(rawValue: 2)
  public static let shift = Modifiers(rawValue: 4)
}

/// One press of a key.
public struct KeyStroke: Hashable, Sendable {
  public var key: Key
  public var modifiers: Modifiers

  public init(_ key: Key, _ modifiers: Modifiers = []) {
    self.key = key
    self.modifiers = modifiers
  }

  /// The key that may have been pressed just after Escape, where a terminal cannot tell that from Alt held down.
  public var withoutEscape: KeyStroke? {
    guard modifiers.contains(.alt) else { return nil }
    switch key {
    case .character, .enter, .tab, .backspace: return KeyStroke(key, modifiers.subtracting(.alt))
    case .escape, .delete, .insert, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .function:
      return nil  // These come as a sequence that says Alt itself.
    }
  }

  /// The character that the key types into a text field, or nil for a key that types none.
  public var typed: Character? {
    guard case .character(let character) = key, modifiers.isEmpty else { return nil }
    return character
  }
}
