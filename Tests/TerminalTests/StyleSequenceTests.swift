import Terminal
import Testing

@Suite struct StyleSequenceTests {
  @Test(arguments: [
    (Style(), "x"), (Style(foreground: .terminal), "x"), (Style(foreground: .ansi(1)), "\u{1B}[31mx\u{1B}[m"),
    (Style(foreground: .ansi(9), background: .ansi(15)), "\u{1B}[91;107mx\u{1B}[m"),
    (Style(background: .indexed(208), attributes: [.bold, .reverse]), "\u{1B}[1;7;48;5;208mx\u{1B}[m"),
    (Style(foreground: .rgb(1, 2, 255), attributes: .italic), "\u{1B}[3;38;2;1;2;255mx\u{1B}[m"),
  ])
  func aTextIsWrappedInItsStyle(style: Style, text: String) {
    #expect(style.sequence(around: "x") == text)
  }

  @Test(arguments: ["terminal", "red", "bright-black", "208", "#0a58ca"])
  func aColourIsToldAsThemesWriteIt(text: String) {
    #expect(Color(parsing: text)?.description == text)
  }

  @Test func withEightColoursBoldMakesBright() {
    let style = Style(foreground: .ansi(12)).reduced(to: .eight)
    #expect(style == Style(foreground: .ansi(4), attributes: .bold))
    #expect(Style(foreground: .ansi(4)).reduced(to: .eight).attributes == [])
  }

  @Test(arguments: [
    ([:], ColorDepth.mono), (["TERM": "dumb"], .mono), (["TERM": "linux"], .eight),
    (["TERM": "xterm-16color"], .sixteen),
    (["TERM": "tmux-256color"], .palette), (["TERM": "xterm", "COLORTERM": "truecolor"], .rgb),
    (["TERM": "xterm-256color", "NO_COLOR": "1"], .mono),
    (["TERM": "xterm-256color", "NO_COLOR": ""], .palette),
  ])
  func theEnvironmentTellsHowManyColoursThereAre(environment: [String: String], depth: ColorDepth) {
    #expect(ColorDepth { environment[$0] } == depth)
  }
}
