import NetworkModel

extension DesignerState {
  /// Takes in what happened.
  /// - Returns: what is to be done outside, in order, before the next key is looked at.
  public mutating func reduce(_ action: Action) -> [Effect] {
    if action.isFromPerson { message = nil }
    var effects = take(action)
    let done = takeUnrecorded()
    if !done.isEmpty { effects.insert(.record(done), at: 0) }
    followProblems()
    listSelection()
    scrollToSelection()
    sumUpVisibleGroups()
    suggestFixIts()
    return effects
  }

  private mutating func take(_ action: Action) -> [Effect] {
    switch action {
    case .resized(let rows): visibleRows = max(rows, 1)
    case .show(let message): self.message = message
    case .themed(let name): theme = name
    case .move(let movement): move(movement)
    case .text(let edit): return type(edit)
    case .paste(let text): return paste(text)
    case .accept: return accept()
    case .cancel: cancel()
    case .complete: return complete()
    case .valuesListed(let query, let values): take(values, for: query)
    case .step(let distance): step(by: distance)
    case .moveItem(let distance):
      if case .arranging(let dialog) = mode { arrange(dialog) { $0.moveHighlighted(by: distance) } }
    case .useStandardColumns: return useStandardColumns()
    case .setWidth(let width, let column): setWidth(width, of: column)
    case .keepWidths: return [.rememberWidths(table.widths)]
    case .workOutMemory: workOutMemory()
    case .suspend: return [.suspend]
    case .redraw: return [.redraw]
    case .toggleMouse: return [.toggleMouse]
    case .opened(let outcome): opened(outcome)
    case .layersRead(let outcome): layersRead(outcome)
    case .foundWork(let work): foundWork(work)
    case .foundOther(let process): foundOther(process)
    case .saved(let request, let outcome): return saved(request, outcome)
    case .exported(let request, let outcome): exported(request, outcome)
    default:
      settle()
      return takeSettled(action)
    }
    return []
  }

  /// What begins something new; whatever was open has been closed.
  private mutating func takeSettled(_ action: Action) -> [Effect] {
    switch action {
    case .select(let id): select(id)
    case .visit(let id, let remark):
      reveal(id)
      message = remark
    case .toggleFold: toggleFold()
    case .foldAround: foldAround()
    case .toggleAllFolds: toggleAllFolds()
    case .chooseFilter: choose(.filters(of: network, analysis))
    case .filter(let filter): self.filter(by: filter)
    case .focus(let pane): focus(on: pane)
    case .selectField(let row):
      focus = .properties
      field = Movement.by(0).index(from: row, count: fields.count)
    case .scroll(let rows): scroll(by: rows)
    case .showNetworkSettings:
      showsNetworkSettings = true
      focus = .properties
      field = 0
    case .apply(let edit, let name): if perform(edit, name) { message = Message("\(name)", .success) }
    case .undo: undo()
    case .redo: redo()
    case .edit(let key): edit(key)
    case .resetField: resetField()
    case .addLayer(let index): choose(.kinds(.newLayer(at: index)))
    case .add(let kind, let index): add(kind, at: index)
    case .changeKind(let kind): changeKind(to: kind)
    case .toggleRange: toggleRange()
    case .copyLayers: return copyLayers()
    case .copyTable(let format): return copyTable(format)
    case .chooseLayer(let layers, let title): choose(.layers(layers, title, network, analysis))
    case .cutLayers: cutLayers()
    case .duplicateLayers: duplicateLayers()
    case .pasteLayers(let after): pasteLayers(after: after)
    case .moveLayers(let direction): moveLayers(direction)
    case .fix: fix()
    case .listColumns: return [.loadColumns]
    case .columns(let columns): arrangeColumns(columns)
    case .findColumns(let names): return [.findColumns(names)]
    case .useColumns(let names): return use(columns: names)
    case .listElementTypes: choose(.elementTypes(current: analysis.elementType))
    case .useElementType(let type): use(type)
    case .scrollTable(let first): table.first = max(first, 0)
    case .prompt(let purpose): mode = .prompting(Prompt(purpose, for: document))
    case .help: mode = .help(HelpState())
    case .search: beginSearch()
    case .searchAgain(let direction): searchAgain(direction)
    case .palette: choose(.commands(in: self))
    case .commandLine: mode = .commandLine(CommandLineState())
    case .save(let path, let next): return save(to: path, next)
    case .write(let request): return [.save(request)]
    case .export(let request): return [.export(request)]
    case .listTemplates: return [.loadTemplates]
    case .listThemes: return [.loadThemes]
    case .useTheme(let name): return [.useTheme(name)]
    case .themes(let themes): choose(.themes(themes, current: theme))
    case .templates(let templates): choose(.templates(templates))
    case .leave(let next): return leave(next)
    case .abandon(let next): return goOn(next)
    case .recoverWork: return recoverWork()
    case .listWork: listWork()
    case .discardWork: return discardWork()
    case .makeCopy: return makeCopy()
    default: break
    }
    return []
  }

  /// Closes what is open, as Enter would where it can and as Esc where it cannot.
  mutating func settle() {
    if case .editing(let editor) = mode, keep(editor) { return }
    mode = .browsing
    dropPreview()
  }
}

extension Action {
  /// Whether it ends what a message was shown for: a key, and nothing that comes by itself.
  fileprivate var isFromPerson: Bool {
    switch self {
    case .resized, .opened, .layersRead, .templates, .themes, .themed, .columns, .saved, .exported,
      .foundWork, .foundOther, .workOutMemory, .valuesListed, .redraw:
      false
    default: true
    }
  }
}
