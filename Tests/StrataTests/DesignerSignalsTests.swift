import Foundation
import Testing

/// However the program ends, the terminal is as it was.
@Suite struct DesignerSignalsTests {
  /// The designer as a shell starts it: what stood on the screen before has to come back.
  private func start() async throws -> TmuxSession {
    let script = #"echo before; unset SWIFT_BACKTRACE; exec "$0" alexnet"#
    let session = try TmuxSession(["sh", "-c", script, strataPath])
    try await session.waitForDesigner()
    return session
  }

  private func expectRestored(_ session: TmuxSession, status: Int32) async throws {
    let ending = try await session.waitForExit()
    #expect(ending == Ending(status: status, leftChanged: []))
    #expect(try session.capture().rows.first == "before")
    try session.paste("pasted\n")
    try await session.waitFor("a paste without brackets") { $0.rows.contains("pasted") }
  }

  @Test func leavingPutsTheTerminalBack() async throws {
    let session = try await start()
    try session.send("q")
    try await expectRestored(session, status: 0)
  }

  /// Those that others send, and those of a crash.
  @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGSEGV, SIGABRT, SIGTRAP, SIGBUS, SIGILL, SIGFPE])
  func aSignalPutsTheTerminalBackAndIsWhatTheProgramDiesOf(signal: Int32) async throws {
    let session = try await start()
    try session.sendSignal(signal)
    try await expectRestored(session, status: 128 + signal)
  }

  @Test func aSignalEndsAlsoWhatIsBeingTyped() async throws {
    let session = try await start()
    try session.send("r")
    try await session.waitFor("[Input Image")
    try session.sendSignal(SIGTERM)
    try await expectRestored(session, status: 128 + SIGTERM)
  }

  @Test func aTerminalThatGoesAwayEndsTheProgram() async throws {
    let session = try await start()
    let process = try session.process()
    session.close()
    let deadline = ContinuousClock.now + .seconds(30)
    while isRunning(process), ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(3)) }
    #expect(!isRunning(process))
  }

  /// Whether a process is more than the record of one that has ended.
  private func isRunning(_ process: pid_t) -> Bool {
    guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else {
      return false
    }
    return stat.split(separator: ")").last?.hasPrefix(" Z") == false
  }

  @Test func suspendingGivesTheTerminalToTheShellAndBack() async throws {
    let session = try TmuxSession(["bash", "--norc", "--noprofile", "-i"], environment: ["PS1": "prompt> "])
    try await session.waitFor("prompt>")
    try session.type("'\(strataPath)' alexnet\n")
    try await session.waitForDesigner()
    try session.send("j")
    let before = try await session.waitFor("Conv-1 selected") { $0.propertiesTitle == "Conv-1 · convolution" }
    try session.send("C-z")
    try await session.waitFor("Stopped")
    #expect(try session.format("#{alternate_on} #{cursor_flag} #{mouse_any_flag}") == "0 1 0")
    try session.type("fg\n")
    try await session.waitFor("the same screen") { $0 == before }
    try session.send("q")
    try await session.waitFor("the prompt") { $0.rows.last { !$0.isEmpty } == "prompt>" }
  }
}
