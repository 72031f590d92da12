/// What has the keyboard: the panes, a field, or a dialog.
public enum Mode: Sendable {
  case browsing
  case editing(FieldEditor)
  case choosing(Chooser)
  case arranging(ColumnsDialog)
  case prompting(Prompt)
  case confirming(Confirmation)
  case fixing(FixItDialog)
  case help(HelpState)
  case commandLine(CommandLineState)
  case searching(SearchLine)

  public var isBrowsing: Bool { if case .browsing = self { true } else { false } }

  var isAsking: Bool { if case .confirming = self { true } else { false } }

  /// Whether a printable key is text here, or an answer, rather than a command.
  public var takesText: Bool {
    switch self {
    case .browsing, .arranging, .fixing: false
    case .editing, .choosing, .prompting, .confirming, .help, .commandLine, .searching: true
    }
  }
}
