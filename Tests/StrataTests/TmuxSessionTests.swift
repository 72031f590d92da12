import Foundation
import Testing

/// The harness itself, on programs that every machine has.
@Suite struct TmuxSessionTests {
  @Test(arguments: ["hello", "-l", "a;", ";", "~#{x}$HOME 'q' \"", "日本 ñ"])
  func typedTextReachesTheProgramAsItStands(text: String) async throws {
    let session = try TmuxSession(["cat"])
    try session.type(text)
    try session.send("Enter")
    try await session.waitFor("the text twice, typed and repeated") { $0.rows.prefix(2) == [text, text] }
  }

  @Test func keysAreSentByName() async throws {
    let session = try TmuxSession(["cat", "-v"])
    try session.send("Escape", "Up", "Enter")
    try await session.waitFor("^[^[[A")
    try session.send("C-d")
    #expect(try await session.waitForExit().status == 0)
  }

  @Test func pastedTextArrivesWithItsLines() async throws {
    let session = try TmuxSession(["cat"])
    try session.paste("one\ntwo;\n")
    try await session.waitFor("both lines") { $0.contains("one") && $0.contains("two;") }
  }

  @Test func windowHasTheSizeAskedForAndItsChangesReachTheProgram() async throws {
    let session = try TmuxSession(
      ["sh", "-c", "trap 'stty size' WINCH; stty size; while :; do sleep 0.01; done"], columns: 40, rows: 10)
    try await session.waitFor("10 40")
    try session.resize(columns: 120, rows: 40)
    try await session.waitFor("40 120")
  }

  @Test func signalsReachTheProgram() async throws {
    let session = try TmuxSession(
      ["sh", "-c", "trap 'echo caught; exit 3' TERM; echo ready; while :; do sleep 0.01; done"])
    try await session.waitFor("ready")
    try session.sendSignal(SIGTERM)
    try await session.waitFor("caught")
    #expect(try await session.waitForExit() == Ending(status: 3, leftChanged: []))
  }

  @Test(arguments: [
    ("exit 7", 7, []), ("stty -echo", 0, ["settings"]), ("kill -KILL $$", 137, []),
    (#"printf '\033[?1049h'"#, 0, ["alternate screen"]),
    (#"printf '\033[?25l\033[?1002h\033[?1h'"#, 0, ["cursor", "mouse", "cursor keys"]),
  ])
  func endingTellsTheStatusAndWhatWasNotPutBack(script: String, status: Int32, changed: [String]) async throws
  {
    let session = try TmuxSession(["sh", "-c", script])
    #expect(try await session.waitForExit() == Ending(status: status, leftChanged: changed))
  }

  /// tmux itself wakes a window's first process at once, so that suspending needs a shell with job control.
  @Test func suspendedProgramComesBackThroughAShell() async throws {
    let session = try TmuxSession(["bash", "--norc", "--noprofile", "-i"], environment: ["PS1": "prompt> "])
    try await session.waitFor("prompt>")
    try session.type("sh -c 'echo ready; exec cat'\n")
    try await session.waitFor("the program") { $0.rows.contains("ready") }
    try session.send("C-z")
    try await session.waitFor("Stopped")
    try session.type("fg; exit $?\n")
    try await session.waitFor("what fg resumes") { $0.rows.contains("sh -c 'echo ready; exec cat'") }
    try session.type("again\n")
    try await session.waitFor("what cat repeats") { $0.rows.filter { $0 == "again" }.count == 2 }
    try session.send("C-d")
    #expect(try await session.waitForExit() == Ending(status: 0, leftChanged: []))
  }

  @Test func environmentIsTheGivenOneAndNotTheTesters() async throws {
    let session = try TmuxSession(
      ["sh", "-c", "echo $TERM $NO_COLOR $LC_ALL"], terminal: "screen", environment: ["NO_COLOR": "1"])
    try await session.waitFor("screen 1 C.UTF-8")
  }

  @Test func coloursCanBeCaptured() async throws {
    let session = try TmuxSession(["printf", #"\033[31mred\033[0m"#])
    try await session.waitFor("red")
    #expect(try session.capture(colours: true).contains("\u{1B}[31mred"))
  }

  @Test func failureShowsTheScreen() async throws {
    let session = try TmuxSession(["cat"])
    try session.type("what is there")
    try await session.waitFor("what is there")
    let failure = await #expect(throws: NeverShown.self) {
      try await session.waitFor("what is not", patience: .zero)
    }
    #expect(failure?.description.contains("waited for “what is not”") == true)
    #expect(failure?.description.contains("|what is there\n") == true)
  }
}
