import NetworkModel

// The keys that every mode has: moving, typing, Enter, Esc, Tab.

extension DesignerState {
  mutating func move(_ movement: Movement) {
    switch mode {
    case .browsing: moveInPane(movement)
    case .editing(let editor): if keep(editor) { moveInPane(movement) }
    case .choosing(let chooser): move(movement, in: chooser)
    case .arranging(let dialog):
      arrange(dialog) { $0.index = movement.index(from: $0.index, count: $0.entries.count) }
    case .fixing(let dialog): move(movement, in: dialog)
    case .confirming(var confirmation):
      confirmation.index = movement.index(from: confirmation.index, count: confirmation.options.count)
      mode = .confirming(confirmation)
    case .help(var help):
      help.index = movement.index(from: help.index, count: help.matches.count)
      mode = .help(help)
    case .commandLine(var line):
      line.recall(movement, from: commandLineHistory)
      mode = .commandLine(line)
    case .searching(let search): move(movement, in: search)
    case .prompting: break
    }
  }

  private mutating func moveInPane(_ movement: Movement) {
    if focus == .problems {
      moveToProblem(movement)
    } else if focus == .properties {
      let fields = fields
      field = movement.index(from: min(field, fields.count - 1), count: fields.count)
    } else if let row = selectedRow {
      select(layer(atRow: movement.index(from: row, count: rowCount)))
    }
  }

  mutating func type(_ edit: TextEdit) -> [Effect] {
    switch mode {
    case .browsing, .arranging, .fixing: break
    case .editing(let editor): type(edit, into: editor)
    case .choosing(let chooser): type(edit, into: chooser)
    case .prompting(var prompt):
      prompt.line.apply(edit)
      return suggest(prompt)
    case .confirming(let confirmation):
      guard case .insert(let text) = edit else { break }
      if let option = confirmation.options.first(where: { text.lowercased() == String($0.key) }) {
        return answer(option)
      }
    case .help(var help):
      help.type(edit)
      mode = .help(help)
    case .commandLine(var line):
      if line.line.isEmpty, edit == .backspace { return cancelled() }
      line.type(edit)
      return suggest(line)
    case .searching(let search): type(edit, into: search)
    }
    return []
  }

  mutating func accept() -> [Effect] {
    switch mode {
    case .browsing:
      if focus == .problems { return goToProblem() }
      if focus == .properties || subjectGroup != nil { edit(nil) } else { focus = .properties }
    case .editing(let editor): keep(editor)
    case .choosing(let chooser): return accept(chooser)
    case .arranging(let dialog): return accept(dialog)
    case .prompting(let prompt): return accept(prompt)
    case .confirming(let confirmation): return answer(confirmation.options[confirmation.index])
    case .fixing(let dialog): accept(dialog)
    case .help(let help):
      mode = .browsing
      return help.highlighted.map { run($0, argument: "") } ?? []
    case .commandLine(let line): return accept(line)
    case .searching(let search): accept(search)
    }
    return []
  }

  mutating func cancel() {
    if case .searching(let search) = mode { return cancel(search) }
    if case .choosing(let chooser) = mode, chooser.purpose == .leftWork { return askForLeftWork() }
    if case .arranging(let dialog) = mode { return cancel(dialog) }
    guard mode.isBrowsing else {
      mode = .browsing
      return dropPreview()
    }
    if isSelectingRange {
      anchor = nil
      return
    }
    if focus == .layers, !showsNetworkSettings, !marksMatches, filter != nil { return filter(by: nil) }
    if showsNetworkSettings {
      showsNetworkSettings = false
      field = 0
    }
    lowerPane = .summary
    focus = .layers
    marksMatches = false
  }

  private mutating func cancelled() -> [Effect] {
    cancel()
    return []
  }

  mutating func complete() -> [Effect] {
    switch mode {
    case .editing(let editor): takeSuggestion(editor)
    case .choosing(let chooser): toggleMark(in: chooser)
    case .arranging(let dialog): arrange(dialog) { $0.toggle() }
    case .commandLine(let line): return complete(line)
    case .prompting(let prompt): return complete(prompt)
    case .fixing(let dialog): toggleDownstream(dialog)
    case .browsing, .confirming, .help, .searching: break
    }
    return []
  }

  private mutating func answer(_ option: Confirmation.Option) -> [Effect] {
    mode = .browsing
    return option.action.map { reduce($0) } ?? []
  }
}
