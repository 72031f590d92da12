import Terminal
import Testing
import Themes

@testable import DesignerScreens

/// Every pane and every dialog at every size, with foreign names, in ASCII and without colours.
@Suite struct GoldenMatrixTests {
  typealias Scene = GoldenScreenTests.Scene

  /// What there is to see, by the name of its scene on 80 columns.
  static let views = [
    "start", "summary", "problems", "network-settings", "stride-typed", "range", "search-typed", "fix",
    "fix-downstream", "add-layer", "inputs", "kind", "help", "palette", "command-line", "command-line-values",
    "save-as", "quit-with-changes", "templates", "columns", "filter", "themes",
  ]

  /// The ways to see it.
  private static let ways: [(name: String, change: @Sendable (inout Scene) -> Void)] = [
    ("120x40", { $0.size = (120, 40) }), ("40x10", { $0.size = (40, 10) }),
    ("200x60", { $0.size = (200, 60) }), ("ascii", { $0.glyphs = .ascii }),
    ("foreign", { $0.network = Sample.foreignNames }),
  ]

  private static let atHome = GoldenScreenTests.scenes.filter { views.contains($0.name) }

  /// Those that no scene shows already.
  static let scenes: [Scene] = {
    let others = Set(GoldenScreenTests.scenes.map(\.name))
    return atHome.flatMap { home in
      ways.map { way in
        var scene = home
        scene.name += "-\(way.name)"
        way.change(&scene)
        return scene
      }
    }.filter { !others.contains($0.name) }
  }()

  @Test func everyViewHasItsScene() {
    #expect(Self.atHome.map(\.name).sorted() == Self.views.sorted())
  }

  @Test(arguments: scenes) func theScreenIsTheGoldenOne(_ scene: Scene) throws {
    try Golden(name: scene.name).check(Golden.text(of: try scene.played().screen))
  }

  /// Without colours: what is bold, dim, underlined or reversed by itself has to say enough.
  @Test(
    arguments: atHome + [GoldenScreenTests.scenes.first { $0.name == "residual-120x40" }].compactMap { $0 })
  func theScreenWithoutColoursIsTheGoldenOne(_ scene: Scene) throws {
    let mono = try #require(Themes.named("mono")).theme
    try Golden(name: "\(scene.name)-mono").check(
      Golden.text(of: try scene.played().screen, attributesIn: mono))
  }
}
