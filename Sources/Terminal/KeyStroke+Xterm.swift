extension KeyStroke {
  /// What a character that came from a terminal means as a key; nil where it is none.
  /// With control held down a terminal sends only one of the 32 control characters.
  package init?(received scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0: self.init(.character(" "), .control)
    case 8, 127: self.init(.backspace)
    case 9: self.init(.tab)
    case 10, 13: self.init(.enter)
    case 27: self.init(.escape)
    case 1...26: self.init(.character(Self.character(scalar.value + 0x60)), .control)
    case 28...31: self.init(.character(Self.character(scalar.value + 0x40)), .control)
    case 0x80...0x9F: return nil
    default: self.init(.character(Character(scalar)))
    }
  }

  /// The sequences that xterm and those like it send for keys without a character. Descriptions of terminals
  /// lack many of them, above all those with modifiers.
  package static let xtermSequences: [(bytes: String, stroke: KeyStroke)] = {
    var sequences: [(bytes: String, stroke: KeyStroke)] = [
      ("\u{1B}[Z", KeyStroke(.tab, .shift)), ("\u{1B}OM", KeyStroke(.enter)),
    ]
    for (final, key) in lettered {
      sequences.append(("\u{1B}O\(final)", KeyStroke(key)))
      if case .function = key {} else { sequences.append(("\u{1B}[\(final)", KeyStroke(key))) }
      for (number, modifiers) in modified {
        sequences.append(("\u{1B}[1;\(number)\(final)", KeyStroke(key, modifiers)))
      }
    }
    for (code, key) in numbered {
      sequences.append(("\u{1B}[\(code)~", KeyStroke(key)))
      for (number, modifiers) in modified {
        sequences.append(("\u{1B}[\(code);\(number)~", KeyStroke(key, modifiers)))
      }
    }
    return sequences
  }()

  private static let lettered: [(final: String, key: Key)] = [
    ("A", .up), ("B", .down), ("C", .right), ("D", .left), ("H", .home), ("F", .end),
    ("P", .function(1)), ("Q", .function(2)), ("R", .function(3)), ("S", .function(4)),
  ]

  private static let numbered: [(code: Int, key: Key)] = [
    (1, .home), (2, .insert), (3, .delete), (4, .end), (5, .pageUp), (6, .pageDown),
    (7, .home), (8, .end), (11, .function(1)), (12, .function(2)), (13, .function(3)),
    (14, .function(4)), (15, .function(5)), (17, .function(6)), (18, .function(7)),
    (19, .function(8)), (20, .function(9)), (21, .function(10)), (23, .function(11)),
    (24, .function(12)),
  ]

  /// xterm's number for a set of modifiers: one more than shift 1, alt 2, control 4.
  private static let modified: [(number: Int, modifiers: Modifiers)] = (2...8).map { number in
    (number, Modifiers(xterm: number - 1))
  }

  private static func character(_ value: UInt32) -> Character {
    Character(Unicode.Scalar(value) ?? " ")
  }
}

extension Modifiers {
  /// Modifiers from xterm's bits: shift 1, alt 2, control 4.
  init(xterm bits: Int) {
    self = []
    if bits & 1 != 0 { insert(.shift) }
    if bits & 2 != 0 { insert(.alt) }
    if bits & 4 != 0 { insert(.control) }
  }
}
