import Foundation
import Testing

/// What the designer writes, and what it never overwrites.
@Suite struct DesignerFilesTests {
  private let folder: TemporaryFolder
  private let alexnet: String

  init() throws {
    folder = try TemporaryFolder()
    alexnet = try runStrata("templates", "alexnet").out
    try folder.write(alexnet, to: "net.yaml")
  }

  /// The network in `net.yaml`, with Conv-1's stride at 5 and not saved.
  private func changed(_ session: TmuxSession? = nil) async throws -> TmuxSession {
    let session =
      if let session { session } else { try await TmuxSession.designer("net.yaml", folder: folder) }
    try session.send("j", "2", "j", "j", "Enter", "5", "Enter")
    try await session.waitForProperty("stride 5")
    return session
  }

  @Test(arguments: [
    ("out.txt", "text"), ("out.md", "markdown"), ("out.csv", "csv"), ("out.json", "json"),
    ("out.tex", "latex"),
  ])
  func theExportedTableIsThatOfTheSummary(file: String, format: String) async throws {
    let session = try await changed()
    try await session.command("export \(file)")
    try await session.waitForStatus("exported to \(file)")
    let summary = try runStrata(
      "summary", "\(folder.path)/net.yaml", "--set", "Conv-1.stride=5", "--format", format)
    #expect(try folder.read(file) == summary.out)
  }

  @Test func anExportAsksBeforeItOverwrites() async throws {
    try folder.write("precious", to: "out.txt")
    let session = try await TmuxSession.designer("net.yaml", folder: folder)
    try await session.command("export out.txt")
    try await session.waitFor("out.txt is there already.")
    try session.send("Enter")
    try await session.waitForDesigner()
    #expect(try folder.read("out.txt") == "precious")
    try await session.command("export out.txt")
    try await session.waitFor("out.txt is there already.")
    try session.send("o")
    try await session.waitForStatus("exported to out.txt")
    #expect(try folder.read("out.txt") == runStrata("summary", "alexnet").out)
  }

  @Test func aCopyIsSavedAndOpensAsTheSameNetwork() async throws {
    let session = try await changed()
    try await session.command("w copy.yaml")
    let saved = try await session.waitForStatus("wrote copy.yaml")
    #expect(saved.title.hasPrefix("copy.yaml exact"))
    #expect(
      try folder.read("copy.yaml") == alexnet.replacing("stride: 4}", with: "stride: 5}", maxReplacements: 1))
    #expect(try folder.read("net.yaml") == alexnet)
    let again = try await TmuxSession.designer("copy.yaml", folder: folder).capture()
    #expect(again.layers == saved.layers)
    #expect(again.title == saved.title)
  }

  @Test func aTemplateIsSavedUnderANameThatIsAskedFor() async throws {
    let session = try await changed(TmuxSession.designer("alexnet", folder: folder))
    try session.send("C-s")
    try await session.waitFor("Save as")
    try session.send("C-u")
    try session.type("mine.yaml")
    try session.send("Enter")
    try await session.waitForStatus("wrote mine.yaml")
    #expect(try folder.read("mine.yaml")?.contains("stride: 5}") == true)
  }

  @Test func aModelOfAnotherFormatIsSavedAsANativeFileBesideIt() async throws {
    let model = """
      input: "data" input_dim: 1 input_dim: 3 input_dim: 8 input_dim: 8
      layer { name: "c" type: "Convolution" bottom: "data" top: "c"
        convolution_param { num_output: 4 kernel_size: 3 } }
      """
    try folder.write(model, to: "model.prototxt")
    let session = try await TmuxSession.designer("model.prototxt", folder: folder)
    try await session.command("w model.prototxt")
    try await session.waitForStatus("model.prototxt: the ending is that of Caffe; :w saves a native file")
    try session.send("C-s")
    try await session.waitFor("Save as")
    try session.send("Enter")
    try await session.waitForStatus("wrote model.yaml")
    #expect(try folder.read("model.yaml")?.hasPrefix("strata: 1\n") == true)
    #expect(try folder.read("model.prototxt") == model)
  }

  @Test func aFileThatAnotherProgramChangedIsNotOverwrittenUnasked() async throws {
    let session = try await changed()
    try folder.write("strata: 1\nlayers: []\n", to: "net.yaml")
    try session.send("C-s")
    try await session.waitFor("net.yaml has changed on disk since it was read.")
    try session.send("Enter")
    #expect(try await session.waitForDesigner().title.hasPrefix("net.yaml ●"))
    #expect(try folder.read("net.yaml") == "strata: 1\nlayers: []\n")
    try session.send("C-s")
    try await session.waitFor("has changed on disk")
    try session.send("o")
    try await session.waitForStatus("wrote net.yaml")
    #expect(try folder.read("net.yaml")?.contains("stride: 5}") == true)
  }

  /// The answer to the question, and the stride that the file has after it.
  @Test(arguments: [("s", 5), ("d", 4)])
  func leavingWithChangesAsksWhatToDoWithThem(key: String, stride: Int) async throws {
    let session = try await changed()
    try session.send("q")
    try await session.waitFor("net.yaml has changes that are not saved.")
    try session.send("Escape")
    try await session.waitForDesigner()
    try session.send("q")
    try await session.waitFor("net.yaml has changes that are not saved.")
    try session.send(key)
    let ending = try await session.waitForExit()
    #expect(ending == Ending(status: 0, leftChanged: []))
    #expect(try folder.read("net.yaml")?.contains("kernel: 11, stride: \(stride)}") == true)
  }

  /// What a disk is made to be, and what the program says of it.
  ///
  /// The disk is a small one in memory, mounted where only the program sees it.
  @Test(
    .enabled(if: canMount),
    arguments: [
      (
        "head -c 100000 /dev/zero >fill 2>/dev/null",
        "net.yaml: there is no room on the disk; the file is as it was"
      ),
      ("mount -o remount,ro none .", "net.yaml: the disk is read-only"),
    ])
  func aDiskThatTakesNothingKeepsTheFileAndTheChanges(preparation: String, message: String) async throws {
    let script = """
      mount -t tmpfs -o size=8k none . && cd "$PWD" && cp ../before net.yaml && \(preparation)
      "$0" net.yaml
      cmp ../before net.yaml && ls
      """
    try folder.write(alexnet, to: "before")
    let session = try TmuxSession(
      ["unshare", "-rm", "sh", "-c", "mkdir disk && cd disk && { \(script); }", strataPath], folder: folder)
    try await session.waitForDesigner()
    _ = try await changed(session)
    try session.send("C-s")
    let failed = try await session.waitForStatus(message)
    #expect(failed.title.hasPrefix("net.yaml ●"))
    #expect(failed.properties.contains("stride 5"))
    try session.send("q", "d")
    #expect(try await session.waitForExit().status == 0)
    let left = try session.capture().rows.prefix { !$0.hasPrefix("EXIT") }
    #expect(Set(left.joined(separator: " ").split(separator: " ")).subtracting(["fill"]) == ["net.yaml"])
  }

  @Test func aFolderThatIsNotThereIsNamed() async throws {
    let session = try await changed()
    try await session.command("w nowhere/net.yaml")
    let failed = try await session.waitForStatus("nowhere/net.yaml: no such file or folder")
    #expect(failed.title.hasPrefix("net.yaml ●"))
  }

  @Test func aFileThatVanishesIsWrittenAgainOnlyWhenTold() async throws {
    let session = try await changed()
    try FileManager.default.removeItem(atPath: "\(folder.path)/net.yaml")
    try session.send("C-s")
    try await session.waitFor("net.yaml is no longer there.")
    try session.send("w")
    try await session.waitForStatus("wrote net.yaml")
    #expect(try folder.read("net.yaml")?.contains("stride: 5}") == true)
  }

  @Test func aFolderThatVanishesLeavesTheChanges() async throws {
    let session = try TmuxSession(
      ["sh", "-c", #"mkdir sub; cp net.yaml sub; "$0" sub/net.yaml"#, strataPath], folder: folder)
    try await session.waitForDesigner()
    _ = try await changed(session)
    try FileManager.default.removeItem(atPath: "\(folder.path)/sub")
    try session.send("C-s")
    let failed = try await session.waitForStatus("sub/net.yaml: no such file or folder")
    #expect(failed.title.hasPrefix("net.yaml ●") && failed.properties.contains("stride 5"))
    try await session.command("w net.yaml")
    try await session.waitFor("net.yaml is there already.")
    try session.send("o")
    try await session.waitForStatus("wrote net.yaml")
  }

  @Test(.enabled(if: canGiveUpRights)) func aFolderWithoutRightsLeavesTheChanges() async throws {
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path)
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path) }
    let session = try TmuxSession(Self.asNobody + [strataPath, "net.yaml"], folder: folder)
    try await session.waitForDesigner()
    _ = try await changed(session)
    try session.send("C-s")
    let failed = try await session.waitForStatus("net.yaml: permission denied")
    #expect(failed.title.hasPrefix("net.yaml ●") && failed.properties.contains("stride 5"))
  }

  private static let asNobody = ["setpriv", "--reuid=65534", "--clear-groups"]
  private static let canGiveUpRights =
    (try? run(asNobody + [strataPath, "templates"]).status) == 0

  private static let canMount =
    (try? run(["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"]).status) == 0
}
