import Terminal
import Testing

@Suite struct MemoryTerminalTests {
  @Test func eventsComeInOrderAndThenEnd() throws {
    var terminal = MemoryTerminal(size: Size(columns: 4, rows: 1), keys: ["a", "ctrl-s"])
    terminal.append([.paste("x")])
    #expect(try terminal.nextEvent() == .key(KeyStroke(.character("a"))))
    #expect(try terminal.nextEvent() == .key(KeyStroke(.character("s"), .control)))
    #expect(try terminal.nextEvent() == .paste("x"))
    #expect(try terminal.nextEvent() == nil)
  }

  @Test func aResizeIsKnownOnceItIsTold() throws {
    let smaller = Size(columns: 2, rows: 2)
    var terminal = MemoryTerminal(size: Size(columns: 4, rows: 1), events: [.resize(smaller)])
    #expect(terminal.size != smaller)
    _ = try terminal.nextEvent()
    #expect(terminal.size == smaller)
  }

  @Test func aSuspensionIsFollowedByResumption() throws {
    var terminal = MemoryTerminal(size: Size(columns: 4, rows: 1), keys: ["a"])
    terminal.suspend()
    #expect(terminal.suspensions == 1)
    #expect(try terminal.nextEvent() == .resumed)
    #expect(try terminal.nextEvent() == .key(KeyStroke(.character("a"))))
  }

  @Test func theScreenIsTheFramePresentedLast() {
    var terminal = MemoryTerminal(size: Size(columns: 4, rows: 1))
    #expect(terminal.screen == nil)
    for text in ["one", "two"] {
      var frame = Frame(size: terminal.size)
      frame.write(text, at: Point(column: 0, row: 0), role: .text)
      terminal.present(frame, theme: .unstyled)
    }
    #expect(terminal.screen?.text() == "two")
    #expect(terminal.frames.count == 2)
  }
}
