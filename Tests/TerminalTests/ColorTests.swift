import Terminal
import Testing

@Suite struct ColorTests {
  @Test(arguments: [
    ("#ff8040", Color.rgb(255, 128, 64)), ("#FF8040", .rgb(255, 128, 64)), ("0", .ansi(0)), ("15", .ansi(15)),
    ("16", .indexed(16)), ("255", .indexed(255)), ("red", .ansi(1)), ("bright-black", .ansi(8)),
    ("bright-white", .ansi(15)), ("terminal", .terminal), ("default", .terminal),
  ])
  func aColourIsReadAsThemesWriteIt(text: String, color: Color) {
    #expect(Color(parsing: text) == color)
  }

  @Test(arguments: ["", "256", "-1", "+1", "#fff", "#ff80400", "#gg0000", "#+12345", "Red", "bright", "１"])
  func whatIsNoColourIsRefused(text: String) {
    #expect(Color(parsing: text) == nil)
  }

  @Test(arguments: [
    (Color.rgb(255, 0, 0), Color.indexed(196)), (.rgb(0, 0, 0), .indexed(16)),
    (.rgb(128, 128, 128), .indexed(244)), (.rgb(95, 135, 175), .indexed(67)), (.indexed(200), .indexed(200)),
    (.ansi(3), .ansi(3)), (.terminal, .terminal),
  ])
  func aTerminalWith256ColoursGetsTheNearest(color: Color, expected: Color) {
    #expect(color.reduced(to: .palette) == expected)
  }

  @Test(arguments: [
    (Color.rgb(250, 5, 5), Color.ansi(9)), (.rgb(200, 0, 0), .ansi(1)), (.indexed(196), .ansi(9)),
    (.indexed(46), .ansi(10)), (.rgb(0, 0, 0), .ansi(0)), (.indexed(244), .ansi(8)), (.indexed(3), .ansi(3)),
    (.ansi(12), .ansi(12)), (.terminal, .terminal),
  ])
  func aTerminalWith16ColoursGetsTheNearest(color: Color, expected: Color) {
    #expect(color.reduced(to: .sixteen) == expected)
  }

  @Test(arguments: [
    (Color.ansi(9), Color.ansi(1)), (.rgb(250, 5, 5), .ansi(1)), (.ansi(8), .terminal), (.ansi(4), .ansi(4)),
  ])
  func aTerminalWith8ColoursGetsTheDarkerOne(color: Color, expected: Color) {
    #expect(color.reduced(to: .eight) == expected)
  }

  @Test(arguments: [Color.terminal, .ansi(1), .indexed(20), .rgb(1, 2, 3)])
  func aTerminalWithoutColoursGetsNoneAndARichOneGetsAll(color: Color) {
    #expect(color.reduced(to: .mono) == nil)
    #expect(color.reduced(to: .rgb) == color)
  }
}
