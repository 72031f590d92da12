import Designer
import Terminal

/// What the lowest line offers, in the order of how much it matters; what does not fit is left out.
struct CommandHints {
  /// A key and what it does here.
  struct Hint {
    let key: String
    let words: String
  }

  private(set) var left: [Hint] = []
  private(set) var right: [Hint] = []
  private let keyMap: KeyMap
  private let glyphs: Glyphs

  /// What a new network can begin with.
  static let beginnings: [(CommandID, String)] = [
    ("layer.add", "add a layer"), ("file.templates", "begin with a known network"), ("help", "all commands"),
  ]

  init(_ state: DesignerState, _ keyMap: KeyMap, _ glyphs: Glyphs) {
    (self.keyMap, self.glyphs) = (keyMap, glyphs)
    switch state.mode {
    case .browsing: addPaneHints(state)
    case .editing(let editor): addEditorHints(editor)
    case .choosing(let chooser):
      addAction(.accept, "choose", .dialog)
      left.append(Hint(key: glyphs.upDown, words: "item"))
      if chooser.allowsSeveral { left.append(Hint(key: "Space", words: "mark")) }
      addAction(.cancel, "close", .dialog)
    case .prompting:
      addAction(.accept, "go", .dialog)
      addAction(.cancel, "close", .dialog)
    case .confirming(let confirmation):
      for option in confirmation.options { left.append(Hint(key: String(option.key), words: option.title)) }
    case .fixing:
      addAction(.accept, "apply", .dialog)
      left.append(Hint(key: glyphs.upDown, words: "see it behind"))
      addAction(.cancel, "close", .dialog)
    case .help:
      addAction(.accept, "run", .dialog)
      left.append(Hint(key: glyphs.upDown, words: "command"))
      addAction(.cancel, "close", .dialog)
    case .commandLine: break
    }
  }

  private mutating func addPaneHints(_ state: DesignerState) {
    switch state.focus {
    case .layers, .summary: left.append(Hint(key: glyphs.upDown, words: "layer"))
    case .properties: left.append(Hint(key: glyphs.upDown, words: "field"))
    }
    add("property.edit", "edit")
    if state.selection.map({ !state.analysis[$0].diagnostics.isEmpty }) ?? false { add("layer.fix", "fix") }
    if state.focus == .properties {
      add("property.increase", "more")
      add("property.decrease", "less")
    } else {
      add("layer.add", "add")
      add("layer.delete", "delete")
    }
    add("history.undo", "undo")
    add("file.save", "save")
    addGeneral()
  }

  private mutating func addEditorHints(_ editor: FieldEditor) {
    addAction(.accept, "keep", .editing)
    addAction(.cancel, editor.field.value.isEmpty ? "back" : editor.field.value, .editing)
    left.append(Hint(key: glyphs.upDown, words: "field"))
    if editor.suggestion != nil { addAction(.complete, "take it", .editing) }
    if !editor.takes("f") { addAction(.fix, "fix", .editing) }
    addGeneral()
  }

  private mutating func addGeneral() {
    for (id, words) in [("help", "help"), ("command-line", "command")] as [(CommandID, String)] {
      if let key = keyMap.label(for: id, glyphs) { right.append(Hint(key: key, words: words)) }
    }
  }

  private mutating func add(_ id: CommandID, _ words: String) {
    if let key = keyMap.label(for: id, glyphs) { left.append(Hint(key: key, words: words)) }
  }

  private mutating func addAction(_ action: Action, _ words: String, _ context: KeyContext) {
    if let key = keyMap.label(for: action, in: [context], glyphs) { left.append(Hint(key: key, words: words)) }
  }
}
