import Terminal
import Testing

@Suite struct KeyStrokeTests {
  private static let keys: [Key] =
    [
      .enter, .escape, .tab, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end,
      .pageUp, .pageDown, .character(" "), .character("g"), .character("-"), .character("é"),
    ] + (1...12).map { .function($0) }

  @Test(arguments: keys, (0..<8).map { Modifiers(rawValue: $0) })
  func everyKeyHasANameThatIsReadBack(key: Key, modifiers: Modifiers) {
    let stroke = KeyStroke(key, modifiers)
    if case .character = key, modifiers.contains(.shift) {
      #expect(KeyStroke(parsing: stroke.description) == nil)
    } else {
      #expect(KeyStroke(parsing: stroke.description) == stroke)
    }
  }

  @Test(arguments: [
    ("ctrl-s", KeyStroke(.character("s"), .control)), ("ctrl-S", KeyStroke(.character("s"), .control)),
    ("shift-tab", KeyStroke(.tab, .shift)), ("G", KeyStroke(.character("G"))),
    ("alt-X", KeyStroke(.character("X"), .alt)), ("space", KeyStroke(.character(" "))),
    ("f", KeyStroke(.character("f"))), ("f10", KeyStroke(.function(10))),
    ("ctrl--", KeyStroke(.character("-"), .control)),
    ("ctrl-alt-up", KeyStroke(.up, [.control, .alt])), ("alt-ctrl-up", KeyStroke(.up, [.control, .alt])),
  ])
  func aNameStandsForOneKey(name: String, stroke: KeyStroke) {
    #expect(KeyStroke(parsing: name) == stroke)
  }

  @Test(arguments: ["", "ctrl-", "enterr", "f0", "f64", "shift-a", "ctrl-ctrl-a", "hyper-a", "ab"])
  func whatIsNoKeyIsRefused(name: String) {
    #expect(KeyStroke(parsing: name) == nil)
  }

  @Test(arguments: [
    ("enter", "⏎", "Enter"), ("esc", "Esc", "Esc"), ("ctrl-s", "Ctrl-S", "Ctrl-S"), ("G", "G", "G"),
    ("space", "Space", "Space"), ("shift-tab", "Shift-Tab", "Shift-Tab"), ("up", "↑", "Up"),
    ("pagedown", "PgDn", "PgDn"), ("f1", "F1", "F1"), ("alt-x", "Alt-x", "Alt-x"),
  ])
  func hintsShowAShortLabel(name: String, label: String, ascii: String) {
    let stroke = KeyStroke(parsing: name)
    #expect(stroke?.label() == label)
    #expect(stroke?.label(.ascii) == ascii)
  }

  @Test func onlyAPlainCharacterTypes() {
    #expect(KeyStroke(parsing: "a")?.typed == "a")
    #expect(KeyStroke(parsing: "space")?.typed == " ")
    #expect(KeyStroke(parsing: "ctrl-a")?.typed == nil)
    #expect(KeyStroke(parsing: "enter")?.typed == nil)
  }
}

@Suite struct ReceivedInputTests {
  @Test(arguments: [
    (0x00, "ctrl-space"), (0x01, "ctrl-a"), (0x08, "backspace"), (0x09, "tab"), (0x0A, "enter"),
    (0x0D, "enter"), (0x1A, "ctrl-z"), (0x1B, "esc"), (0x1C, "ctrl-\\"), (0x1F, "ctrl-_"),
    (0x20, "space"), (0x47, "G"), (0x7F, "backspace"), (0xE9, "é"), (0x4E2D, "中"),
  ])
  func aReceivedCharacterIsAKey(value: UInt32, name: String) throws {
    let scalar = try #require(Unicode.Scalar(value))
    #expect(KeyStroke(received: scalar) == KeyStroke(parsing: name))
  }

  @Test func otherControlCharactersAreNoKeys() throws {
    #expect(KeyStroke(received: "\u{85}") == nil)
  }

  @Test func noSequenceStandsForTwoKeys() {
    let bytes = KeyStroke.xtermSequences.map { $0.bytes }
    #expect(Set(bytes).count == bytes.count)
  }

  @Test(arguments: [
    ("[A", "up"), ("OA", "up"), ("[1;5C", "ctrl-right"), ("[1;2A", "shift-up"), ("[1;3B", "alt-down"),
    ("[Z", "shift-tab"), ("OP", "f1"), ("[15~", "f5"), ("[24;2~", "shift-f12"), ("[3~", "delete"),
    ("[1~", "home"), ("OF", "end"), ("[5;8~", "ctrl-alt-shift-pageup"),
  ])
  func theSequencesOfXtermAreKnown(sequence: String, name: String) {
    let found = KeyStroke.xtermSequences.first { $0.bytes == "\u{1B}" + sequence }
    #expect(found?.stroke == KeyStroke(parsing: name))
  }

  @Test(arguments: [
    ("0;12;5M", MouseEvent(.left, .press, at: Point(column: 11, row: 4))),
    ("0;12;5m", MouseEvent(.left, .release, at: Point(column: 11, row: 4))),
    ("32;1;1M", MouseEvent(.left, .drag, at: Point(column: 0, row: 0))),
    ("2;1;1M", MouseEvent(.right, .press, at: Point(column: 0, row: 0))),
    ("64;300;2M", MouseEvent(.wheelUp, .press, at: Point(column: 299, row: 1))),
    ("65;1;1M", MouseEvent(.wheelDown, .press, at: Point(column: 0, row: 0))),
    ("20;1;1M", MouseEvent(.left, .press, at: Point(column: 0, row: 0), modifiers: [.control, .shift])),
    ("35;4;4M", MouseEvent(.none, .drag, at: Point(column: 3, row: 3))),
  ])
  func aMouseReportIsAnEvent(report: String, event: MouseEvent) {
    #expect(MouseEvent(sgr: report) == event)
  }

  @Test(arguments: ["", "M", "0;1M", "0;0;1M", "a;1;1M", "0;1;1", "0;1;1;1M", "-1;1;1M", "66;1;1M"])
  func whatIsNoMouseReportIsDropped(report: String) {
    #expect(MouseEvent(sgr: report) == nil)
  }
}
