import Designer

/// Where a key has its meaning. Several hold at once, the particular before the general.
public enum KeyContext: String, CaseIterable, Sendable {
  /// Any pane, and each of them.
  case browsing, layers, properties, summary, problems
  /// A value being typed in the properties pane.
  case editing
  case choosing, arranging, confirming, fixing, help, commandLine
  /// Whatever stands over the panes.
  case dialog
  /// Wherever a line of text is typed.
  case text

  /// Whether a character is typed here, or is an answer, before any key is asked for.
  var takesCharacters: Bool {
    switch self {
    case .choosing, .confirming, .help, .commandLine, .text: true
    // In a field only some characters are text, and not every dialog has a line of text.
    case .browsing, .layers, .properties, .summary, .problems, .editing, .arranging, .fixing, .dialog: false
    }
  }

  /// Where nothing is open and no value is being typed.
  static let panes: Set<KeyContext> = [.browsing, .layers, .properties, .summary, .problems]

  /// The contexts that hold together, for every state that the designer can be in. Keys may not clash within one.
  static let stacks: [[KeyContext]] = [
    [.layers, .browsing], [.properties, .browsing], [.summary, .browsing], [.problems, .browsing],
    [.editing, .text],
    [.choosing, .dialog, .text], [.arranging, .dialog], [.dialog, .text], [.confirming, .dialog],
    [.fixing, .dialog],
    [.help, .dialog, .text], [.commandLine, .dialog, .text],
  ]

  /// The contexts that hold in a state.
  static func active(in state: DesignerState) -> [KeyContext] {
    switch state.mode {
    case .browsing:
      switch state.focus {
      case .layers: [.layers, .browsing]
      case .properties: [.properties, .browsing]
      case .summary: [.summary, .browsing]
      case .problems: [.problems, .browsing]
      }
    case .editing: [.editing, .text]
    case .choosing: [.choosing, .dialog, .text]
    case .arranging: [.arranging, .dialog]
    case .prompting, .searching: [.dialog, .text]
    case .confirming: [.confirming, .dialog]
    case .fixing: [.fixing, .dialog]
    case .help: [.help, .dialog, .text]
    case .commandLine: [.commandLine, .dialog, .text]
    }
  }
}
