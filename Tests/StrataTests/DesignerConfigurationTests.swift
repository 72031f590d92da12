import Foundation
import Testing

/// The user's configuration file, as the program takes it up.
@Suite struct DesignerConfigurationTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/strata", withIntermediateDirectories: true)
  }

  private var environment: [String: String] {
    ["XDG_CONFIG_HOME": folder.path, "XDG_STATE_HOME": "\(folder.path)/state"]
  }

  private func configure(_ text: String) throws { try folder.write(text, to: "strata/config.yaml") }

  @Test func theKeysOfTheFileActAndAreHinted() async throws {
    try configure("ascii: true\nmouse: false\nkeys: {layer.delete: x}")
    let session = try TmuxSession([strataPath, "alexnet"], environment: environment)
    let screen = try await session.waitFor("the designer") { $0.hints.contains("x delete") }
    #expect(screen.contains("+ Layers"))
    #expect(try session.format("#{mouse_any_flag}") == "0")
    try session.send("j", "x")
    try await session.waitFor("Conv-1 gone") { !$0.contains("Conv-1 ") }
  }

  @Test func theColumnsAreThoseOfTheFileAndThenThoseChosenLast() async throws {
    try configure("columns: [name, macs, kind]")
    let session = try await TmuxSession.designer("alexnet", environment: environment)
    let heading = try session.capture().rows.first { $0.contains("Layer Name") }
    #expect(heading?.split(whereSeparator: { " │".contains($0) }) == ["Layer", "Name", "MACs", "Kind"])
    try session.send("q")
    _ = try await session.waitForExit()
    try folder.write("columns: [biases]\n", to: "view.yaml")
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/state/strata", withIntermediateDirectories: true)
    try FileManager.default.moveItem(
      atPath: "\(folder.path)/view.yaml", toPath: "\(folder.path)/state/strata/view.yaml")
    let later = try await TmuxSession.designer("alexnet", environment: environment).capture()
    #expect(
      later.rows.contains { $0.contains("Layer Name") && $0.contains("Biases") && !$0.contains("MACs") })
  }

  @Test func aColumnThatWasPulledWiderIsAsWideTheNextTime() async throws {
    try configure("columns: [shape, weights]\nelement_type: int8")
    func heading(_ screen: Screen) -> String { screen.rows.first { $0.contains("Layer Name") } ?? "" }
    let session = try await TmuxSession.designer("alexnet", environment: environment)
    let before = try session.capture()
    #expect(before.rows[0].hasSuffix("batch 1 · int8"))
    // The heading of the names is pulled four columns to the right.
    let row = try #require(before.rows.firstIndex { $0.contains("Layer Name") }) + 1
    try session.type("\u{1B}[<0;5;\(row)M\u{1B}[<32;9;\(row)M\u{1B}[<0;9;\(row)m")
    let pulled = try await session.waitFor("a wider column") { heading($0) != heading(before) }
    try session.send("q")
    _ = try await session.waitForExit()
    let later = try await TmuxSession.designer("alexnet", environment: environment).capture()
    #expect(heading(later) == heading(pulled))
  }

  @Test func theCommandLineCountsForMore() async throws {
    try configure("ascii: true\nmouse: false")
    let session = try TmuxSession([strataPath, "--no-ascii", "--mouse", "alexnet"], environment: environment)
    try await session.waitForDesigner()
    try await session.waitFor("the mouse") { _ in try session.format("#{mouse_any_flag}") == "1" }
  }

  @Test func mistakesAreShownAndTheUsualStands() async throws {
    try configure("theme: none such\nkeys:\n  undo: d\n")
    let session = try TmuxSession([strataPath, "alexnet"], columns: 240, environment: environment)
    let screen = try await session.waitForDesigner()
    #expect(screen.status.contains("config.yaml:1:8: there is no theme 'none such'"))
    #expect(screen.status.hasPrefix("2 warnings, see strata config: /"))
    let ended = try runStrata("config", environment: environment)
    #expect(ended.status == 1)
    #expect(
      ended.err.split(separator: "\n").count == 2 && ended.err.contains("config.yaml:3:9: 'd' is bound to"))
    #expect(ended.out.hasPrefix("# \(folder.path)/strata/config.yaml\n"))
    #expect(ended.out.contains("\n  undo: {browsing: u}\n"))
  }

  @Test func whatIsPrintedCanStandInTheFile() throws {
    try configure("keys: {undo: [U, Ctrl-Y], help: []}\nmouse: false")
    let first = try runStrata("config", environment: environment)
    #expect(first.status == 0 && first.err == "")
    try configure(first.out)
    #expect(try runStrata("config", environment: environment).out == first.out)
  }
}
