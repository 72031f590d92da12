import Foundation
import Testing

@testable import NetworkFormats

@Suite final class FileStoreTests {
  private let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "strata-\(UUID().uuidString)"
    try FileStore.makeFolder(folder)
  }
  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func path(_ name: String) -> String { "\(folder)/\(name)" }
  private var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] }
  private func mode(_ name: String) -> Int? {
    (try? FileManager.default.attributesOfItem(atPath: path(name)))?[.posixPermissions] as? Int
  }
  private func content(_ name: String) throws -> String {
    String(decoding: try FileStore.read(path(name)).bytes, as: UTF8.self)
  }
  private func save(_ text: String, _ name: String, _ expectation: FileStore.Expectation = .anything) throws {
    try FileStore.save(Array(text.utf8), to: path(name), expecting: expectation)
  }
  private func reason(_ body: () throws -> Void) -> StorageProblem.Reason? {
    do { try body() } catch { return (error as? StorageProblem)?.reason }
    return nil
  }

  @Test func whatIsSavedIsRead() throws {
    let fingerprint = try FileStore.save(Array("a".utf8), to: path("f"), expecting: .absent)
    #expect(try content("f") == "a")
    #expect(try FileStore.read(path("f")).fingerprint == fingerprint)
    #expect(names == ["f"])
  }

  @Test func aPipeIntoWhichNobodyWritesIsNotWaitedFor() {
    mkfifo(path("f"), 0o600)
    #expect(reason { _ = try FileStore.read(path("f"), patience: 10) } == .silent)
  }

  @Test func aFileKeepsItsMode() throws {
    try save("a", "f")
    chmod(path("f"), 0o640)
    try save("b", "f")
    #expect(mode("f") == 0o640)
  }

  @Test func aNewFileObeysTheUmask() throws {
    let mask = umask(0)
    umask(mask)
    try save("a", "f")
    #expect(mode("f") == 0o666 & ~Int(mask))
  }

  @Test func aChangeByAnotherProgramIsNotLost() throws {
    try save("a", "f")
    let fingerprint = try FileStore.read(path("f")).fingerprint
    try save("b", "f")
    #expect(reason { try save("c", "f", .unchanged(fingerprint)) } == .changedOnDisk)
    #expect(try content("f") == "b")
    unlink(path("f"))
    #expect(reason { try save("c", "f", .unchanged(fingerprint)) } == .vanished)
    #expect(reason { try save("c", "gone/f", .unchanged(fingerprint)) } == .notFound)
    try save("c", "f", .anything)
    #expect(try content("f") == "c")
  }

  @Test func aFileThatWasOnlyTouchedHasNotChanged() throws {
    try save("a", "f")
    let fingerprint = try FileStore.read(path("f")).fingerprint
    unlink(path("f"))
    try save("a", "f")
    try save("c", "f", .unchanged(fingerprint))
    #expect(try content("f") == "c")
  }

  @Test func aFileThatWasNotThereIsNotOverwritten() throws {
    try save("a", "f")
    #expect(reason { try save("b", "f", .absent) } == .exists)
    #expect(try content("f") == "a")
  }

  @Test func aLinkStaysAndItsTargetIsReplaced() throws {
    try FileStore.makeFolder(path("real"))
    try save("a", "real/f")
    symlink("real/f", path("link"))
    symlink("link", path("link2"))
    try save("b", "link2")
    #expect(try content("real/f") == "b")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path("link2")) == "link")
    symlink("real/new", path("dangling"))
    try save("c", "dangling")
    #expect(try content("real/new") == "c")
    symlink("loop", path("loop"))
    #expect(reason { try save("d", "loop") } != nil)
  }

  @Test func whatIsNoRegularFileIsWrittenAsItIs() throws {
    try FileStore.save(Array("a".utf8), to: "/dev/null", expecting: .anything)
    #expect(reason { try FileStore.save([1], to: "/dev/full", expecting: .anything) } == .diskFull)
    #expect(reason { try save("a", ".") } == .isFolder)
    #expect(reason { _ = try FileStore.read(folder) } == .isFolder)
  }

  @Test func aMissingFolderIsSaidAndNothingIsLeft() {
    #expect(reason { try save("a", "none/f") } == .notFound)
    #expect(reason { _ = try FileStore.read(path("none")) } == .notFound)
    #expect(names.isEmpty)
  }

  @Test(.enabled(if: getuid() != 0, "root may write everywhere")) func withoutRightsNothingChanges() throws {
    try save("a", "f")
    chmod(path("f"), 0o400)
    #expect(reason { try save("b", "f") } == .noRights)
    chmod(folder, 0o500)
    #expect(reason { try save("b", "g") } == .noRights)
    #expect(try content("f") == "a")
  }

  @Test(.enabled(if: getuid() == 0, "only root can mount a small disk")) func onAFullDiskTheOldFileStays()
    throws
  {
    try FileStore.makeFolder(path("disk"))
    guard mount("tmpfs", path("disk"), "tmpfs", 0, "size=64k") == 0 else { return }
    defer { umount2(path("disk"), 2) }
    try save("old", "disk/f")
    let large = String(repeating: "x", count: 1 << 20)
    #expect(reason { try save(large, "disk/f") } == .diskFull)
    #expect(try content("disk/f") == "old")
    #expect(try FileManager.default.contentsOfDirectory(atPath: path("disk")) == ["f"])
  }

  @Test func aLargeFileIsOpenedWithoutReadingIt() throws {
    let descriptor = open(path("f.yaml"), O_CREAT | O_WRONLY, 0o600)
    ftruncate(descriptor, 1 << 40)
    close(descriptor)
    let content = try FileStore.read(path("f.yaml"))
    #expect(throws: UnreadableFile.self) { try Formats.read(content, name: "f.yaml") }
  }

  @Test func aProblemIsToldInOneSafeLine() {
    let message = StorageProblem("a\n\u{1B}.yaml", code: ENOSPC).message
    #expect(message == "a\u{FFFD}\u{FFFD}.yaml: there is no room on the disk; the file is as it was")
  }
}
