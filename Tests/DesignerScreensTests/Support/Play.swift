import Designer
import NetworkModel
import Terminal

@testable import DesignerScreens

/// What the designer asked to have done, answered as if nothing ever failed.
struct RecordingRunner: EffectRunner {
  private(set) var effects: [Effect] = []

  mutating func run(_ effect: Effect, _ state: borrowing DesignerState) -> [Action] {
    effects.append(effect)
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
    case .open, .openTemplate, .rememberColumns, .loadColumns, .copy, .readLayers, .quit, .suspend,
      .toggleMouse:
      return []
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
  let clipboard: String?

  var screen: Frame { frames.last ?? Frame(size: Size(columns: 0, rows: 0)) }

  /// - Parameter keys: key names separated by blanks; text in quotation marks is typed character by character.
  init(
    _ network: Network, file: String? = nil, _ columns: Int = 80, _ rows: Int = 24, keys: String = "",
    events: [Event] = [], glyphs: Glyphs = .unicode
  ) throws {
    let document = Document(path: file, name: network.settings.name)
    let script = Self.strokes(keys).map(Event.key) + events
    var loop = DesignerLoop(
      backend: MemoryTerminal(size: Size(columns: columns, rows: rows), events: script),
      state: DesignerState(network: network, document: document), runner: RecordingRunner(),
      theme: Theme.unstyled, glyphs: glyphs)
    ending = try loop.run()
    frames = loop.backend.frames
    state = loop.state
    effects = loop.runner.effects
    suspensions = loop.backend.suspensions
    clipboard = loop.backend.clipboard
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
