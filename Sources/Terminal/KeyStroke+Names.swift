extension KeyStroke: CustomStringConvertible {
  /// Reads a key's name as key maps write it, or as hints show it: `G`, `enter`, `Space`, `f1`, `Ctrl-S`,
  /// `shift-tab`, `alt-x`. Only a character's own case counts.
  ///
  /// Nil for what no terminal can send, as shift with a character: that is another character.
  public init?(parsing text: String) {
    var rest = Substring(text)
    var modifiers: Modifiers = []
    while rest.contains("-"), let (prefix, _, modifier) = Self.modifier(before: rest.lowercased()),
      rest.count > prefix.count, !modifiers.contains(modifier)
    {
      modifiers.insert(modifier)
      rest.removeFirst(prefix.count)
    }
    guard let key = Self.key(named: rest, control: modifiers.contains(.control)) else { return nil }
    if case .character = key, modifiers.contains(.shift) { return nil }
    self.init(key, modifiers)
  }

  /// The names of the keys that stand for no character, and how held keys are named before another.
  public static var names: [String] { keyNames.map(\.name) + modifierNames.map(\.prefix) }

  /// The name that `init(parsing:)` reads back.
  public var description: String {
    Self.modifierNames.filter { modifiers.contains($0.modifier) }.map(\.prefix).joined() + keyName
  }

  /// The key as hints and help show it: `⏎`, `Esc`, `Ctrl-S`, `G`.
  public func label(_ glyphs: Glyphs = .unicode) -> String {
    let prefix = Self.modifierNames.filter { modifiers.contains($0.modifier) }.map(\.label).joined()
    if case .character(let character) = key, character != " " {
      return prefix + (modifiers.contains(.control) ? character.uppercased() : String(character))
    }
    return prefix + (keyLabel(glyphs) ?? capitalized(keyName))
  }

  private typealias ModifierName = (prefix: String, label: String, modifier: Modifiers)

  private static let modifierNames: [ModifierName] = [
    ("ctrl-", "Ctrl-", .control), ("alt-", "Alt-", .alt), ("shift-", "Shift-", .shift),
  ]

  private static func modifier(before name: String) -> ModifierName? {
    modifierNames.first { name.hasPrefix($0.prefix) }
  }

  private static let keyNames: [(name: String, key: Key)] = [
    ("space", .character(" ")), ("enter", .enter), ("esc", .escape), ("tab", .tab),
    ("backspace", .backspace), ("delete", .delete), ("insert", .insert),
    ("up", .up), ("down", .down), ("left", .left), ("right", .right),
    ("home", .home), ("end", .end), ("pageup", .pageUp), ("pagedown", .pageDown),
  ]

  private static func key(named name: Substring, control: Bool) -> Key? {
    let word = name.lowercased()
    // Most keys are one ASCII character, which no key has for its name.
    if name.utf8.count > 1 {
      let named = keyNames.first { $0.name == word } ?? keyNames.first { label(of: $0.key) == word }
      if let named { return named.key }
    }
    if name.count == 1, let character = name.first {
      // A terminal sends the same code for Ctrl with either case.
      return .character(control ? Character(character.lowercased()) : character)
    }
    guard word.first == "f", let number = Int(word.dropFirst()), (1...63).contains(number) else {
      return nil
    }
    return .function(number)
  }

  private static func label(of key: Key) -> String? {
    KeyStroke(key).keyLabel(.unicode)?.lowercased()
  }

  private var keyName: String {
    switch key {
    case .character(let character) where character != " ": String(character)
    case .function(let number): "f\(number)"
    default: Self.keyNames.first { $0.key == key }?.name ?? ""
    }
  }

  /// The labels that are no mere capitalized names.
  private func keyLabel(_ glyphs: Glyphs) -> String? {
    switch key {
    case .enter: glyphs.enter
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .up where !glyphs.isASCII: "↑"
    case .down where !glyphs.isASCII: "↓"
    case .left where !glyphs.isASCII: "←"
    case .right where !glyphs.isASCII: "→"
    default: nil
    }
  }

  private func capitalized(_ name: String) -> String {
    name.prefix(1).uppercased() + name.dropFirst()
  }
}
