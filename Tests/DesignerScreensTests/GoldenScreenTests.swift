import Designer
import NetworkModel
import Terminal
import Testing

@testable import DesignerScreens

/// Keys pressed, and the screen that they lead to.
@Suite struct GoldenScreenTests {
  struct Scene: Sendable, CustomTestStringConvertible {
    var name: String
    var network: Network
    var file: String?
    var size = (columns: 80, rows: 24)
    var keys = ""
    var glyphs = Glyphs.unicode

    var testDescription: String { name }

    func played() throws -> Play {
      try Play(network, file: file, size.columns, size.rows, keys: keys, glyphs: glyphs)
    }
  }

  static let scenes: [Scene] = alexNet + dialogs + others + problems + table + filters

  private static let file = "alexnet.yaml"

  /// To Conv-1 and into its stride, which is the third of its properties.
  private static let toStride = "down enter down down enter"

  static let alexNet = [
    Scene(name: "start", network: Sample.alexNet, file: file),
    Scene(name: "stride-typed", network: Sample.alexNet, file: file, keys: "\(toStride) 5"),
    Scene(name: "stride-refused", network: Sample.alexNet, file: file, keys: "\(toStride) 0"),
    Scene(name: "stride-undone", network: Sample.alexNet, file: file, keys: "\(toStride) 5 enter u"),
    Scene(
      name: "stride-typed-120x40", network: Sample.alexNet, file: file, size: (120, 40), keys: "\(toStride) 5"
    ),
    Scene(
      name: "stride-typed-40x10", network: Sample.alexNet, file: file, size: (40, 10), keys: "\(toStride) 5"),
    Scene(
      name: "stride-typed-ascii", network: Sample.alexNet, file: file, keys: "\(toStride) 5", glyphs: .ascii),
    Scene(name: "start-120x40", network: Sample.alexNet, file: file, size: (120, 40)),
    Scene(name: "start-200x60", network: Sample.alexNet, file: file, size: (200, 60)),
    Scene(name: "start-40x10", network: Sample.alexNet, file: file, size: (40, 10)),
    Scene(name: "summary", network: Sample.alexNet, file: file, keys: "3 G"),
    Scene(name: "summary-40x10", network: Sample.alexNet, file: file, size: (40, 10), keys: "3 G"),
    Scene(name: "end", network: Sample.alexNet, file: file, keys: "G"),
    Scene(name: "network-settings", network: Sample.alexNet, file: file, keys: "s"),
  ]

  static let dialogs = [
    Scene(name: "fix", network: Sample.alexNet, file: file, keys: "\(toStride) 5 f"),
    Scene(name: "add-layer", network: Sample.alexNet, file: file, keys: "a"),
    Scene(name: "add-layer-filtered", network: Sample.alexNet, file: file, keys: "a 'pool' down"),
    Scene(name: "inputs", network: Sample.brokenBranch, keys: "G up up i"),
    Scene(name: "go-to-input", network: Sample.brokenBranch, keys: "G up up g i"),
    Scene(name: "kind", network: Sample.alexNet, file: file, keys: "down t 'depth'"),
    Scene(
      name: "error-elsewhere", network: Sample.alexNet, file: file, keys: "j j j enter down enter 6 enter esc"
    ),
    Scene(name: "quit-with-changes-40x10", network: Sample.alexNet, file: file, size: (40, 10), keys: "d q"),
    Scene(name: "help", network: Sample.alexNet, file: file, keys: "?"),
    Scene(
      name: "help-filtered-120x40", network: Sample.alexNet, file: file, size: (120, 40), keys: "? 'undo'"),
    Scene(name: "palette", network: Sample.alexNet, file: file, keys: "ctrl-p"),
    Scene(name: "palette-filtered", network: Sample.alexNet, file: file, keys: "ctrl-p 'pst'"),
    Scene(
      name: "palette-120x40", network: Sample.alexNet, file: file, size: (120, 40), keys: "ctrl-p 'mov' down"),
    Scene(name: "command-line", network: Sample.alexNet, file: file, keys: ": 'w'"),
    Scene(
      name: "command-line-values", network: Sample.alexNet, file: file, keys: ": 'theme' space 'd' tab tab"),
    Scene(
      name: "command-line-values-40x10", network: Sample.alexNet, file: file, size: (40, 10),
      keys: ": 'set' space 'Conv-1.'"),
    Scene(name: "save-as", network: Sample.alexNet, keys: "ctrl-s"),
    Scene(name: "open-completed", network: Sample.alexNet, file: file, keys: "ctrl-o 'n' tab"),
    Scene(name: "quit-with-changes", network: Sample.alexNet, file: file, keys: "d q"),
    Scene(name: "templates", network: Sample.empty, keys: "ctrl-n"),
    Scene(name: "command-line-40x10", network: Sample.alexNet, file: file, size: (40, 10), keys: ":"),
    Scene(name: "fix-40x10", network: Sample.alexNet, file: file, size: (40, 10), keys: "\(toStride) 5 f"),
  ]

  /// How each layer stands in front, and the bar of MACs behind what the table comes with.
  private static let chosen: String = {
    let ids = ScreenColumn.choices.map(\.id)
    func times(_ key: String, _ id: String, plus more: Int = 0) -> String {
      Array(repeating: key, count: (ids.firstIndex(of: id) ?? 0) + more).joined(separator: " ")
    }
    let status = "\(times("j", "status")) space \(times("K", "status"))"
    return "c \(status) \(times("j", "macs_share_bar", plus: 1)) space enter"
  }()

  static let table = [
    Scene(name: "columns", network: Sample.alexNet, file: file, keys: "c j j space J"),
    Scene(name: "columns-120x40", network: Sample.alexNet, file: file, size: (120, 40), keys: "c G space"),
    Scene(name: "columns-40x10", network: Sample.alexNet, file: file, size: (40, 10), keys: "3 c j"),
    Scene(name: "columns-chosen", network: Sample.alexNet, file: file, keys: chosen),
    Scene(name: "columns-chosen-120x40", network: Sample.residual, size: (120, 40), keys: chosen),
    Scene(name: "table-scrolled", network: Sample.alexNet, file: file, keys: "3 l l"),
    Scene(name: "table-scrolled-ascii", network: Sample.alexNet, file: file, keys: "3 l", glyphs: .ascii),
    Scene(name: "table-scrolled-40x10", network: Sample.alexNet, file: file, size: (40, 10), keys: "3 l l l"),
  ]

  static let filters = [
    Scene(name: "filter", network: Sample.alexNet, file: file, keys: "&"),
    Scene(name: "filter-typed", network: Sample.alexNet, file: file, keys: "& 'conv'"),
    Scene(name: "filter-40x10", network: Sample.alexNet, file: file, size: (40, 10), keys: "&"),
    Scene(name: "filtered", network: Sample.alexNet, file: file, keys: "& 'fully' down enter v j"),
    Scene(name: "filtered-120x40", network: Sample.residual, size: (120, 40), keys: "& enter"),
    Scene(name: "filtered-40x10", network: Sample.residual, size: (40, 10), keys: "& enter"),
    Scene(name: "filtered-folded", network: Sample.residual, keys: "Z & 'short' enter"),
  ]

  static let problems = [
    Scene(name: "problems", network: Sample.residual, keys: "!"),
    Scene(name: "problems-120x40", network: Sample.residual, size: (120, 40), keys: "! j j"),
    Scene(name: "problems-40x10", network: Sample.residual, size: (40, 10), keys: "!"),
    Scene(
      name: "problems-ascii", network: Sample.alexNet, file: file, keys: "\(toStride) 5 enter !",
      glyphs: .ascii),
    Scene(name: "problems-none", network: Sample.alexNet, file: file, keys: "4"),
    Scene(name: "problems-unfocused", network: Sample.residual, keys: "! enter j"),
    Scene(name: "fix-downstream", network: Sample.alexNet, file: file, keys: "\(toStride) 5 f tab"),
    Scene(
      name: "fix-downstream-120x40", network: Sample.alexNet, file: file, size: (120, 40),
      keys: "\(toStride) 5 f down down tab down"),
    Scene(
      name: "fix-downstream-40x10", network: Sample.alexNet, file: file, size: (40, 10),
      keys: "\(toStride) 5 f tab"),
  ]

  static let others = [
    Scene(name: "residual-120x40", network: Sample.residual, size: (120, 40), keys: "down"),
    Scene(name: "residual-40x10", network: Sample.residual, size: (40, 10), keys: "down"),
    Scene(
      name: "residual-ascii-120x40", network: Sample.residual, size: (120, 40), keys: "down", glyphs: .ascii),
    Scene(name: "broken-branch", network: Sample.brokenBranch, keys: "G up up"),
    Scene(name: "blocked", network: Sample.brokenBranch, keys: "G"),
    Scene(name: "empty", network: Sample.empty),
    Scene(name: "foreign-names", network: Sample.foreignNames, keys: "down"),
    Scene(name: "folded-120x40", network: Sample.residual, size: (120, 40), keys: "Z j j j j j"),
    Scene(
      name: "folded-within-120x40", network: Sample.residual, size: (120, 40), keys: "Z j j j j j j enter"),
    Scene(name: "folded", network: Sample.residual, keys: "G k k k k z backspace"),
    Scene(name: "folded-ascii", network: Sample.residual, keys: "Z", glyphs: .ascii),
    Scene(name: "folded-40x10", network: Sample.residual, size: (40, 10), keys: "Z j j j j j j"),
    Scene(name: "range", network: Sample.alexNet, keys: "down v down down"),
    Scene(name: "search", network: Sample.residual, size: (120, 40), keys: "/ 'conv'"),
    Scene(name: "search-typed", network: Sample.residual, keys: "/ 'conv'"),
    Scene(name: "search-not-found", network: Sample.alexNet, keys: "/ 'zz'"),
    Scene(name: "search-40x10", network: Sample.residual, size: (40, 10), keys: "/ 'relu' enter n"),
    Scene(name: "themes", network: Sample.alexNet, file: file, keys: ": 'theme' enter down"),
    Scene(name: "residual-200x60", network: Sample.residual, size: (200, 60), keys: "down"),
    Scene(name: "broken-branch-120x40", network: Sample.brokenBranch, size: (120, 40), keys: "G up up"),
    Scene(name: "foreign-names-120x40", network: Sample.foreignNames, size: (120, 40), keys: "down down"),
    Scene(name: "foreign-names-40x10", network: Sample.foreignNames, size: (40, 10), keys: "down"),
    Scene(name: "foreign-names-ascii", network: Sample.foreignNames, keys: "down", glyphs: .ascii),
    Scene(name: "help-40x10", network: Sample.alexNet, size: (40, 10), keys: "?"),
    Scene(name: "add-layer-40x10", network: Sample.alexNet, size: (40, 10), keys: "a 'conv'"),
    Scene(name: "network-settings-40x10", network: Sample.alexNet, size: (40, 10), keys: "s"),
    Scene(name: "too-small", network: Sample.alexNet, size: (24, 5)),
  ]

  @Test(arguments: scenes) func theScreenIsTheGoldenOne(_ scene: Scene) throws {
    try Golden(name: scene.name).check(Golden.text(of: try scene.played().screen))
  }
}
