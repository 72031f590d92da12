import Designer
import NetworkModel
import Terminal

@testable import DesignerScreens

/// What the designer asked to have done, answered as if nothing ever failed.
struct RecordingRunner: EffectRunner {
  private(set) var effects: [Effect] = []
  private(set) var records: [NamedEdit] = []

  mutating func run(_ effect: Effect, _ state: borrowing DesignerState) -> [Action] {
    if case .record(let steps) = effect { records += steps } else { effects.append(effect) }
    switch effect {
    case .save(let request): return [.saved(request, .written(fingerprint: "1"))]
    case .export(let request): return [.exported(request, .written(fingerprint: "1"))]
    case .loadTemplates:
      return [
        .templates([
          TemplateSummary(name: "alexnet", summary: "AlexNet, 2012: the table that people know"),
          TemplateSummary(name: "resnet18", summary: "ResNet-18, 2015: residual blocks"),
        ])
      ]
    case .loadThemes:
      return [
        .themes([
          ThemeSummary(name: "default", summary: "light and dark"),
          ThemeSummary(name: "dark", summary: "dark"),
          ThemeSummary(name: "dusk", summary: "dark, yours"),
        ])
      ]
    case .listValues(let query): return [.valuesListed(query, Self.values(of: query))]
    case .open, .openTemplate, .useTheme, .rememberColumns, .rememberWidths, .loadColumns, .findColumns,
      .record, .takeOverWork,
      .discardWork,
      .leaveFile, .copy, .readLayers, .quit, .suspend, .redraw, .toggleMouse:
      return []
    }
  }
}

extension RecordingRunner {
  /// A folder with a few files, and a few themes.
  static func values(of query: ValueQuery) -> [Completion] {
    switch (query.values, query.folder) {
    case (.paths, ""): ["models/", "net.yaml", "notes.txt", ".hidden"].map { Completion($0) }
    case (.paths, "models/"): [Completion("resnet.onnx")]
    case (.themes, _): ["default", "dark", "dusk"].map { Completion($0) }
    default: []
    }
  }
}

/// The designer after a person has pressed keys, or done something else.
struct Play {
  let frames: [Frame]
  let ending: DesignerLoop<MemoryTerminal, RecordingRunner>.Ending
  let state: DesignerState
  let effects: [Effect]
  let suspensions: Int
  let redraws: Int
  let clipboard: String?
  /// The name of the theme of what is on the screen.
  let theme: String?

  var screen: Frame { frames.last ?? Frame(size: Size(columns: 0, rows: 0)) }

  /// - Parameter keys: key names separated by blanks; text in quotation marks is typed character by character.
  init(
    _ network: Network, file: String? = nil, _ columns: Int = 80, _ rows: Int = 24, keys: String = "",
    events: [Event] = [], glyphs: Glyphs = .unicode, keyMap: KeyMap = .standard, beginning: [Action] = []
  ) throws {
    let document = Document(path: file, name: network.settings.name)
    let script = Self.strokes(keys).map(Event.key) + events
    var loop = DesignerLoop(
      backend: MemoryTerminal(size: Size(columns: columns, rows: rows), events: script),
      state: DesignerState(network: network, document: document), runner: RecordingRunner(),
      theme: Self.theme(named: "default")?.theme ?? .unstyled, themes: Self.theme, glyphs: glyphs,
      keyMap: keyMap)
    ending = try loop.run(beginningWith: beginning)
    frames = loop.backend.frames
    state = loop.state
    effects = loop.runner.effects
    theme = loop.backend.theme?.name
    suspensions = loop.backend.suspensions
    redraws = loop.backend.redraws
    clipboard = loop.backend.clipboard
  }

  /// Themes without any style, which are told apart by their names.
  private static func theme(named name: String) -> (theme: Theme, warnings: [ThemeWarning])? {
    switch name {
    case "default", "dark": ThemeReader().read("name: \(name)", name: name)
    case "dusk": ThemeReader().read("name: dusk\nrules: {}", name: name)
    default: nil
    }
  }

  static func strokes(_ script: String) -> [KeyStroke] {
    script.split(separator: " ").flatMap { word -> [KeyStroke] in
      if word.count > 2, word.hasPrefix("'"), word.hasSuffix("'") {
        return word.dropFirst().dropLast().map { KeyStroke(.character($0)) }
      }
      return KeyStroke(parsing: String(word)).map { [$0] } ?? []
    }
  }
}
