/// A command worth knowing now, for the footer; the key map knows its key.
public struct Hint: Hashable, Sendable {
  public let command: CommandID
  /// What it does here, in a word or two.
  public let words: String

  init(_ command: CommandID, _ words: String) { (self.command, self.words) = (command, words) }
}

extension DesignerState {
  /// The commands worth knowing now, the most useful first.
  public var hints: [Hint] {
    switch mode {
    case .browsing:
      browsingHints + [Hint("help", "help"), Hint("command-line", "command")]
    case .editing(let editor): editingHints(editor) + fixHint
    case .choosing(let chooser):
      [Hint("accept", chooser.purpose.verb), Hint("cancel", "cancel")]
        + (chooser.allowsSeveral ? [Hint("complete", "mark")] : [])
    case .arranging:
      [
        Hint("complete", "show or not"), Hint("item.move-down", "down"), Hint("item.move-up", "up"),
        Hint("accept", "keep"), Hint("cancel", "cancel"), Hint("table.standard-columns", "standard"),
      ]
    case .prompting: [Hint("accept", "go on"), Hint("complete", "complete"), Hint("cancel", "cancel")]
    case .confirming(let confirmation):
      [Hint("accept", confirmation.options[confirmation.index].title), Hint("cancel", "cancel")]
    case .fixing(let dialog):
      [
        Hint("accept", "apply"),
        Hint("complete", dialog.downstream == nil ? "see it downstream" : "ways out"),
        Hint("cancel", "close"),
      ]
    case .help: [Hint("accept", "run"), Hint("cancel", "close")]
    case .searching: [Hint("accept", "stay"), Hint("cancel", "go back")]
    case .commandLine: [Hint("accept", "run"), Hint("complete", "complete"), Hint("cancel", "close")]
    }
  }

  private var browsingHints: [Hint] {
    if isSelectingRange {
      return [
        Hint("layer.delete", "delete"), Hint("layer.copy", "copy"), Hint("cancel", "end"),
        Hint("layer.duplicate", "duplicate"), Hint("layer.move-down", "down"), Hint("layer.move-up", "up"),
      ]
    }
    if network.layerCount == 0 {
      return [
        Hint("layer.add-after", "add a layer"), Hint("file.new", "template"), Hint("file.open", "open"),
      ]
        + (history.done.isEmpty ? [] : [Hint("undo", "undo")])
    }
    switch focus {
    case .layers, .summary:
      return [Hint("accept", selectedGroup == nil ? "edit" : "open")]
        + (filter != nil && focus == .layers ? [Hint("cancel", "all layers")] : [])
        + errorHint
        + [Hint("layer.add-after", "add"), Hint("layer.delete", "delete")] + fixHint + foldHint
        + [Hint("layer.select-range", "select"), Hint("undo", "undo"), Hint("search", "find")]
    case .problems where problems.isEmpty: return [Hint("undo", "undo"), Hint("cancel", "close")]
    case .problems:
      return [Hint("accept", "go there")] + fixHint + [Hint("undo", "undo"), Hint("cancel", "close")]
    case .properties:
      return [Hint("accept", "edit")] + countingHints
        + (selectedField?.hasDefault == true ? [Hint("property.reset", "default")] : []) + fixHint + errorHint
        + [Hint("undo", "undo")]
    }
  }

  private var countingHints: [Hint] {
    guard selectedField?.control.isCounted == true else { return [] }
    return [Hint("property.increase", "more"), Hint("property.decrease", "less")]
  }

  private func editingHints(_ editor: FieldEditor) -> [Hint] {
    let former = editor.field.value
    let suggestion = editor.suggestion.map { [Hint("complete", $0)] } ?? []
    return (editor.objection == nil ? [Hint("accept", "keep")] : [])
      + [Hint("cancel", former.isEmpty ? "none" : former)] + suggestion
  }

  private var foldHint: [Hint] {
    selectedGroup == nil && groupToFold != nil ? [Hint("group.fold", "fold")] : []
  }

  private var errorHint: [Hint] {
    errorElsewhere == nil ? [] : [Hint("problem.next", "to the error")]
  }

  private var fixHint: [Hint] {
    guard let id = subject else { return [] }
    let facts = analysis[id]
    return facts.severity != nil || facts.standing.cause != nil ? [Hint("layer.fix", "fix")] : []
  }
}

extension Chooser.Purpose {
  fileprivate var verb: String {
    switch self {
    case .newLayer: "add"
    case .template: "open"
    case .layer: "go there"
    case .filter: "show"
    case .command: "run"
    case .leftWork: "go back"
    case .kind, .inputs, .shares, .value, .theme, .elementType: "keep"
    }
  }
}
