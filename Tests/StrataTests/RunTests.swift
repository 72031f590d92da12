import Foundation
import Testing

@Suite struct RunTests {
  @Test func streamsAndStatusAreTheProgramsOwn() throws {
    let ended = try run(["sh", "-c", "cat; echo problem >&2; exit 65"], stdin: "input\n")
    #expect(ended == Finished(status: 65, out: "input\n", err: "problem\n"))
  }

  @Test func signalsAreNotBlockedInTheProgram() throws {
    #expect(try run(["sh", "-c", "kill -TERM $$; sleep 5"]).status == 128 + SIGTERM)
  }

  @Test func longOutputDoesNotHang() throws {
    let input = String(repeating: "0123456789abcdef", count: 1 << 16)
    #expect(try run(["cat"], stdin: input).out == input)
  }

  @Test func programThatDoesNotEndIsStopped() {
    #expect(throws: RunFailure.self) { try run(["sleep", "60"], deadline: .milliseconds(20)) }
  }

  @Test func missingProgramIsNamed() {
    let failure = #expect(throws: RunFailure.self) { try run(["no-such-program"]) }
    #expect(failure?.description.contains("no-such-program") == true)
  }

  @Test func strataIsFoundBesideTheTests() {
    #expect(FileManager.default.isExecutableFile(atPath: strataPath))
  }
}
