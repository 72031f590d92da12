import Foundation
import Testing

/// Themes from the user's folder and from the program, listed, shown, and taken up while the designer runs.
@Suite struct ThemeTests {
  private let folder: TemporaryFolder
  private let themes: String

  init() throws {
    folder = try TemporaryFolder()
    themes = "strata/themes"
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/\(themes)", withIntermediateDirectories: true)
  }

  private func list(_ arguments: String...) throws -> Finished {
    try run(
      [strataPath, "themes"] + arguments,
      environment: ["XDG_CONFIG_HOME": folder.path, "TERM": "xterm-256color"])
  }

  @Test func thoseOfTheProgramAreListedWithWhatTheyAreFor() throws {
    let ended = try list()
    #expect(ended.status == 0 && ended.err == "")
    let names = ended.out.split(separator: "\n").compactMap {
      $0.split(separator: " ").first.map(String.init)
    }
    #expect(
      names == ["default", "dark", "light", "high-contrast", "deuteranopia", "tritanopia", "mono"])
    #expect(!ended.out.contains("\u{1B}"))
  }

  @Test func oneIsShownRoleByRole() throws {
    let ended = try list("mono")
    #expect(ended.status == 0)
    #expect(ended.out.contains("\nerror                 bold, underline\n"))
    #expect(try list("mauve").err == "strata: there is no theme named mauve; see strata themes\n")
    #expect(try list("../mono").status == 64)
  }

  @Test func theUsersOwnComeFirstAndTheirMistakesAreToldWithTheirLine() throws {
    try folder.write("inherits: dark\nroles:\n  eror: {fg: red}\n", to: "\(themes)/dusk.yaml")
    try folder.write("appearance: light\n", to: "\(themes)/mono.yaml")
    let ended = try list()
    #expect(ended.out.contains("\ndusk           dark, yours\n"))
    #expect(ended.out.contains("\nmono           light, yours\n"))
    #expect(ended.err == "strata: theme dusk, line 3: unknown role `eror`\n")
  }

  @Test func aThemeThatIsSavedIsTakenUpWhileTheDesignerRuns() async throws {
    try folder.write("roles: {title: {fg: 201}}\n", to: "\(themes)/dusk.yaml")
    let session = try TmuxSession(
      [strataPath, "--theme", "dusk", "alexnet"], terminal: "tmux-256color",
      environment: ["XDG_CONFIG_HOME": folder.path])
    try await session.waitForDesigner()
    #expect(try session.capture(colours: true).text.contains("38;5;201m"))
    try folder.write("roles: {title: {fg: 118}}\n", to: "\(themes)/dusk.yaml")
    try await session.waitFor("the new colour") { _ in
      try session.capture(colours: true).text.contains("38;5;118m")
    }
    try session.send(":", "t", "h", "e", "m", "e", "Enter")
    try await session.waitFor("the list of themes") { $0.contains("dusk") && $0.contains("high-contrast") }
    try session.send("Escape")
    try await session.waitForDesigner()
    try session.send("q")
    #expect(try await session.waitForExit() == Ending(status: 0, leftChanged: []))
  }

  @Test func aFolderOfThemesMadeWhileTheDesignerRunsIsTakenUpToo() async throws {
    let home = try TemporaryFolder()
    let session = try TmuxSession(
      [strataPath, "--theme", "dark", "alexnet"], environment: ["XDG_CONFIG_HOME": "\(home.path)/config"])
    try await session.waitForDesigner()
    for (colour, isThere) in [(201, true), (118, true), (118, false), (93, true)] {
      if isThere {
        try FileManager.default.createDirectory(
          atPath: "\(home.path)/config/\(themes)", withIntermediateDirectories: true)
        try home.write("roles: {title: {fg: \(colour)}}\n", to: "config/\(themes)/dark.yaml")
      } else {
        try FileManager.default.removeItem(atPath: "\(home.path)/config")
      }
      try await session.waitFor("colour \(colour): \(isThere)") { _ in
        try session.capture(colours: true).text.contains("38;5;\(colour)m") == isThere
      }
    }
  }
}
