import Testing

/// Terminals of all kinds, and none.
@Suite struct DesignerTerminalsTests {
  @Test(arguments: ["xterm", "xterm-256color", "tmux-256color", "screen", "linux", "vt100"])
  func itRunsOn(terminal: String) async throws {
    let session = try await TmuxSession.designer("alexnet", terminal: terminal)
    try session.send("Down")
    try await session.waitFor("Conv-1 selected") { $0.propertiesTitle == "Conv-1 · convolution" }
    try session.send("q")
    let ending = try await session.waitForExit()
    #expect(ending == Ending(status: 0, leftChanged: []))
    #expect(
      try session.capture().rows.contains("EXIT:0"), "nothing is left on the row where the shell goes on")
  }

  @Test(arguments: [
    ("dumb", "strata: the terminal `dumb` cannot place its cursor"),
    ("nonesuch", "strata: unknown terminal `nonesuch`"),
  ])
  func aTerminalThatCannotDoItIsRefusedInALine(terminal: String, message: String) async throws {
    let session = try TmuxSession([strataPath, "alexnet"], columns: 120, terminal: terminal)
    let ending = try await session.waitForExit()
    #expect(ending == Ending(status: 64, leftChanged: []))
    let rows = try session.capture().rows.prefix { !$0.isEmpty }
    #expect(rows.first?.hasPrefix(message) == true)
    #expect(rows.dropFirst() == ["EXIT:64"])
  }

  /// What makes the drawing plain ASCII: the environment or the command line.
  @Test(arguments: [(["LC_ALL": "C"], ["alexnet"]), ([:], ["--ascii", "alexnet"])])
  func plainASCIIIsDrawnWhereAskedFor(environment: [String: String], arguments: [String]) async throws {
    let session = try TmuxSession([strataPath] + arguments, environment: environment)
    let screen = try await session.waitForDesigner()
    #expect(screen.text.utf8.count == screen.text.unicodeScalars.count)
    #expect(screen.contains("+ Layers ----"))
    #expect(screen.contains("|   Conv-1                55x55x96 ||"))
  }

  @Test(arguments: [([:], true), (["NO_COLOR": "1"], false)])
  func coloursAreLeftOutWhereTheyAreNotWanted(environment: [String: String], hasColours: Bool) async throws {
    let session = try await TmuxSession.designer("resnet18", environment: environment)
    let text = try session.capture(colours: true).text
    let colours = text.matches(of: /\u{1B}\[[0-9;]*m/).flatMap {
      $0.output.dropFirst(2).dropLast().split(separator: ";")
    }
    .compactMap { Int($0) }.filter { (30..<38).contains($0) || (40..<48).contains($0) || $0 >= 90 }
    #expect(colours.isEmpty != hasColours)
    #expect(text.contains("\u{1B}[7m") || text.contains(";7m"))
  }

  /// Arguments and whether the program takes the mouse.
  @Test(arguments: [(["alexnet"], "1"), (["--no-mouse", "alexnet"], "0")])
  func theMouseIsTakenUnlessItIsLeftToTheTerminal(arguments: [String], flag: String) async throws {
    let session = try TmuxSession([strataPath] + arguments)
    try await session.waitForDesigner()
    #expect(try session.format("#{mouse_any_flag}") == flag)
    try session.send("M")
    try await session.waitFor("the other way round") { _ in try session.format("#{mouse_any_flag}") != flag }
  }

  @Test func withoutATerminalForItsScreenItNamesTheCommandThatNeedsNone() async throws {
    let folder = try TemporaryFolder()
    let session = try TmuxSession(
      ["sh", "-c", #""$0" alexnet </dev/null >out"#, strataPath], columns: 120, folder: folder)
    let ending = try await session.waitForExit()
    #expect(ending == Ending(status: 64, leftChanged: []))
    #expect(
      try session.capture().rows.prefix(2) == [
        "strata: the designer needs a terminal; without one, try: strata summary alexnet", "EXIT:64",
      ])
    #expect(try folder.read("out") == "")
  }

  @Test func aNetworkFromAPipeIsEditedWithKeysFromTheTerminal() async throws {
    let session = try TmuxSession(
      ["sh", "-c", #""$0" templates alexnet | "$0" -; exit $?"#, strataPath])
    #expect(try await session.waitForDesigner().title == "standard input exact · H×W×C · batch 1")
    try session.send("j", "d")
    try await session.waitFor("Conv-1 gone") {
      $0.layers[1] == "✗ MaxPool-1 112×112×3" || !$0.contains("Conv-1")
    }
    try session.send("q", "d")
    let ending = try await session.waitForExit()
    #expect(ending == Ending(status: 0, leftChanged: []))
  }
}
