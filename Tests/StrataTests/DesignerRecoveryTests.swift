import Foundation
import Testing

/// Nothing that was kept by Enter is lost, whatever happens to the program.
@Suite struct DesignerRecoveryTests {
  private let folder: TemporaryFolder
  private let alexnet: String

  init() throws {
    folder = try TemporaryFolder()
    alexnet = try runStrata("templates", "alexnet").out
    try folder.write(alexnet, to: "net.yaml")
  }

  private var state: [String: String] { ["XDG_STATE_HOME": folder.path] }

  private func start(_ file: String = "net.yaml") throws -> TmuxSession {
    try TmuxSession([strataPath, file], environment: state, folder: folder)
  }

  /// A program that changed Conv-1's stride and deleted MaxPool-1, and was ended by a signal.
  private func ended(by signal: Int32, file: String = "net.yaml") async throws {
    let session = try start(file)
    try await session.waitForDesigner()
    try session.send("j", "2", "j", "j", "Enter", "5", "Enter")
    try await session.waitForProperty("stride 5")
    try session.send("1", "j", "d")
    try await session.waitFor("MaxPool-1 gone") { !$0.contains("MaxPool-1 ") }
    try session.sendSignal(signal)
    #expect(try await session.waitForExit().status == 128 + signal)
  }

  private var journals: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/strata/journal")) ?? []
  }

  @Test(arguments: [SIGKILL, SIGHUP, SIGTERM, SIGSEGV], ["net.yaml", "alexnet"])
  func whatWasKeptIsRecoveredAfterASignal(signal: Int32, file: String) async throws {
    try await ended(by: signal, file: file)
    let session = try start(file)
    try await session.waitFor("\(file) was left with 2 changes not saved.")
    try session.send("s")
    try await session.waitFor("Conv-1 stride 4 → 5")
    try session.send("Escape")
    try await session.waitFor("was left with")
    try session.send("r")
    let recovered = try await session.waitForDesigner()
    #expect(recovered.title.hasPrefix("\(file) ●"))
    #expect(recovered.layers.contains { $0.contains("44.2×44.2×96") })
    try session.send("u", "u")
    try await session.waitForStatus("undid Conv-1 stride 4 → 5")
    try session.send("C-r")
    try await session.waitForStatus("did Conv-1 stride 4 → 5 again")
    try await session.command("w saved.yaml")
    try await session.waitForStatus("wrote saved.yaml")
    try session.send("q")
    #expect(try await session.waitForExit().status == 0)
    #expect(try folder.read("saved.yaml")?.contains("stride: 5}") == true)
    #expect(try folder.read("net.yaml") == alexnet)
    #expect(journals.isEmpty)
  }

  @Test func whatIsRecoveredOutlivesTheNextCrashToo() async throws {
    try await ended(by: SIGKILL)
    let first = try start()
    try await first.waitFor("was left with 2 changes")
    try first.send("r")
    try await first.waitForDesigner()
    try first.sendSignal(SIGKILL)
    _ = try await first.waitForExit()
    let second = try start()
    try await second.waitFor("was left with 2 changes")
    try second.send("d")
    #expect(try await second.waitForDesigner().title.hasPrefix("net.yaml exact"))
    try second.send("q")
    _ = try await second.waitForExit()
    #expect(journals.isEmpty)
  }

  @Test func whatIsPutOffIsAskedAgain() async throws {
    try await ended(by: SIGKILL)
    for _ in 0..<2 {
      let session = try start()
      try await session.waitFor("was left with 2 changes")
      try session.send("Escape")
      try await session.waitForDesigner()
      try session.send("q")
      _ = try await session.waitForExit()
    }
  }

  @Test(arguments: [("q", ""), ("q", "d"), ("C-s", "q")])
  func leavingOnPurposeLeavesNothing(first: String, second: String) async throws {
    let session = try start()
    try await session.waitForDesigner()
    if !second.isEmpty {
      try session.send("d")
      try await session.waitFor("●")
    }
    #expect(journals.count == 1)
    try session.send(first)
    if first == "C-s" { try await session.waitForStatus("wrote net.yaml") }
    if second == "d" { try await session.waitFor("has changes that are not saved") }
    if !second.isEmpty { try session.send(second) }
    #expect(try await session.waitForExit().status == 0)
    #expect(journals.isEmpty)
  }

  @Test func theSecondProgramOnAFileIsToldAndAfterTheFirstIsKilledNobody() async throws {
    let first = try start()
    try await first.waitForDesigner()
    let second = try start("./net.yaml")
    try await second.waitFor("net.yaml is open in another program (process \(try first.process())).")
    try second.send("c")
    try await second.waitForDesigner()
    try second.send("d", "C-s")
    try await second.waitFor("Save as")
    try first.sendSignal(SIGKILL)
    _ = try await first.waitForExit()
    let third = try await TmuxSession.designer("net.yaml", environment: state, folder: folder)
    try third.send("q")
    _ = try await third.waitForExit()
    #expect(try folder.read("net.yaml") == alexnet)
  }

  @Test func aStateFolderThatCannotBeIsAWarningAndNoHindrance() async throws {
    try folder.write("", to: "file")
    let session = try TmuxSession(
      [strataPath, "net.yaml"], environment: ["XDG_STATE_HOME": "\(folder.path)/file"], folder: folder)
    try await session.waitForStatus("a crash would lose changes: ")
    try session.send("d")
    try await session.waitFor("●")
    try session.send("C-s")
    try await session.waitForStatus("wrote net.yaml")
  }

  /// The state folder is a disk of 8 KiB, mounted where only the program sees it, and full.
  @Test(.enabled(if: canMount)) func aFullDiskIsToldOnceAndHindersNothing() async throws {
    let script = """
      mkdir state; mount -t tmpfs -o size=8k none state && head -c 100000 /dev/zero >state/fill 2>/dev/null
      XDG_STATE_HOME="$PWD/state" "$0" net.yaml
      """
    let session = try TmuxSession(["unshare", "-rm", "sh", "-c", script, strataPath], folder: folder)
    try await session.waitForStatus("a crash would lose changes: ")
    try session.send("j", "d", "d")
    try await session.waitFor("Conv-1 and MaxPool-1 gone") { !$0.contains("MaxPool-1 ") }
    try await session.waitForStatus("exact for n")
    try session.send("C-s")
    try await session.waitForStatus("wrote net.yaml")
    #expect(try folder.read("net.yaml")?.contains("MaxPool-1") == false)
  }

  private static let canMount =
    (try? run(["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"]).status) == 0
}
