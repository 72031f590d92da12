import Designer
import Terminal

/// The designer at work on a terminal: shows the state, waits for an event, and lets it change the state.
public struct DesignerLoop<Backend: TerminalBackend & ~Copyable, Runner: EffectRunner>: ~Copyable {
  /// Why the loop has ended.
  public enum Ending: Equatable, Sendable {
    case quit(status: Int)
    /// The signal is to be raised again once the terminal is closed.
    case signal(Int32)
    /// There will be no more keys.
    case inputEnded
  }

  public private(set) var backend: Backend
  public private(set) var state: DesignerState
  public private(set) var runner: Runner
  /// Gives the theme of a name as it is now; nil where there is none.
  public typealias ThemeLoader = (String) -> (theme: Theme, warnings: [ThemeWarning])?

  private var theme: Theme
  private let loadTheme: ThemeLoader
  /// The name under which `theme` was loaded.
  private var themeName: String
  private let glyphs: Glyphs
  private let keyMap: KeyMap
  /// The keys of a sequence that is not complete yet.
  private var pending: [KeyStroke] = []
  private var pointer = Pointer()
  private var isMouseOn: Bool
  private var shown: Frame?
  private var ending: Ending?

  public init(
    backend: consuming Backend, state: consuming DesignerState, runner: Runner, theme: Theme,
    themes: @escaping ThemeLoader = { _ in nil }, glyphs: Glyphs = .unicode, keyMap: KeyMap = .standard,
    isMouseOn: Bool = true
  ) {
    self.backend = backend
    themeName = state.shownTheme
    self.state = state
    self.runner = runner
    self.theme = theme
    loadTheme = themes
    self.glyphs = glyphs
    self.keyMap = keyMap
    self.isMouseOn = isMouseOn
  }

  /// Runs until the program is to end.
  ///
  /// - Parameter actions: what to begin with, as the list of templates for a program without a file.
  public mutating func run(beginningWith actions: [Action] = []) throws(TerminalError) -> Ending {
    resize()
    for action in actions { perform(action) }
    while ending == nil {
      show()
      guard let event = try backend.nextEvent() else { return .inputEnded }
      handle(event)
    }
    return ending ?? .inputEnded
  }

  /// Draws, where something looks different from what is on the screen.
  private mutating func show() {
    if state.shownTheme != themeName { reloadTheme() }
    if SummaryPane(state: state).lacksNumbers(layout) { perform(.workOutMemory) }
    let frame = render(state, size: backend.size, glyphs: glyphs, keyMap: keyMap)
    guard frame != shown else { return }
    backend.present(frame, theme: theme)
    shown = frame
  }

  /// Takes the theme to show as it is now.
  private mutating func reloadTheme() {
    themeName = state.shownTheme
    guard let loaded = loadTheme(themeName), loaded.theme != theme else { return }
    theme = loaded.theme
    shown = nil
    if let warning = loaded.warnings.first { perform(.show(Message("\(warning)", .warning))) }
  }

  private var layout: ScreenLayout { ScreenLayout(size: backend.size) }

  private mutating func resize() {
    shown = nil
    perform(.resized(rows: layout.visibleRows))
  }
}

// MARK: - Events

extension DesignerLoop where Backend: ~Copyable {
  private mutating func handle(_ event: Event) {
    switch event {
    case .resize: resize()
    case .resumed: shown = nil
    case .wake: reloadTheme()
    case .hangUp(let signal): ending = .signal(signal)
    case .key, .paste, .mouse:
      // What is not shown cannot be worked on.
      if layout.form != .notice { handleInput(event) }
    }
  }

  private mutating func handleInput(_ event: Event) {
    switch event {
    case .key(let stroke): press(stroke)
    case .paste(let text): paste(text)
    case .mouse(let event):
      pending = []
      for action in pointer.actions(for: event, state, layout, glyphs) { perform(action) }
    case .resize, .wake, .resumed, .hangUp: break
    }
  }

  private mutating func press(_ stroke: KeyStroke) {
    if pending.isEmpty, let typed = stroke.typed, state.takes(typed) {
      return perform(.text(.insert(String(typed))))
    }
    let strokes = pending + [stroke]
    pending = []
    switch keyMap.match(strokes, in: KeyContext.active(in: state)) {
    case .incomplete: pending = strokes
    case .bound(.edit(let edit)): perform(.text(edit))
    case .bound(.command(let id)): run(id)
    case .unbound:
      // Escape and a key pressed at once look the same as Alt with that key.
      guard let key = stroke.withoutEscape else { break }
      press(KeyStroke(.escape))
      press(key)
    }
  }

  /// Pasted text is text, wherever it lands: it never runs as keys.
  private mutating func paste(_ text: String) {
    pending = []
    perform(.paste(text))
  }

  private mutating func run(_ id: CommandID) {
    guard let command = CommandTable[id] else { return }
    do throws(Unavailable) {
      // Worked out for those who may ask only: it takes the widths of all columns.
      let lastColumn = command.group == .table ? SummaryPane(state: state).columns(layout).last : 0
      perform(try command.resolve(state, rows: layout.visibleRows, lastColumn: lastColumn))
    } catch {
      perform(.show(Message(error.reason, .warning)))
    }
  }
}

// MARK: - Actions and effects

extension DesignerLoop where Backend: ~Copyable {
  private mutating func perform(_ action: Action) {
    for effect in state.reduce(action) {
      switch effect {
      case .quit(let status):
        _ = runner.run(effect, state)
        ending = .quit(status: status)
      case .suspend:
        backend.suspend()
        shown = nil
      case .redraw:
        backend.forget()
        shown = nil
      case .toggleMouse:
        isMouseOn.toggle()
        backend.setMouse(isMouseOn)
      case .copy(let excerpt): copy(excerpt)
      case .readLayers(let text): perform(.layersRead(LayersOutcome(readFrom: text)))
      case .useTheme(let name): use(theme: name)
      case .loadColumns: perform(.columns(ScreenColumn.choices))
      case .findColumns(let names): find(columns: names)
      case .listValues(let query):
        if let known = query.values.known {
          perform(.valuesListed(query, known))
        } else {
          for result in runner.run(effect, state) { perform(result) }
        }
      case .open, .openTemplate, .loadTemplates, .loadThemes, .save, .export, .rememberColumns,
        .rememberWidths,
        .record, .takeOverWork, .discardWork, .leaveFile:
        for result in runner.run(effect, state) { perform(result) }
      }
    }
  }
}

extension DesignerLoop where Backend: ~Copyable {
  private mutating func copy(_ excerpt: Excerpt) {
    do throws(Unavailable) {
      guard !backend.copy(try excerpt.text(state)) else { return }
      perform(.show(Message("this terminal has no clipboard, or none for so long a text", .warning)))
    } catch {
      perform(.show(Message(error.reason, .warning)))
    }
  }

  private mutating func find(columns names: String) {
    do throws(Unavailable) {
      perform(.useColumns(try ScreenColumn.ids(named: names)))
    } catch {
      perform(.show(Message(error.reason, .error)))
    }
  }

  private mutating func use(theme name: String) {
    guard let loaded = loadTheme(name) else {
      return perform(.show(Message("there is no theme named \(name); :theme lists them", .error)))
    }
    perform(.themed(name))
    if let warning = loaded.warnings.first { perform(.show(Message("\(warning)", .warning))) }
  }
}

extension DesignerState {
  /// Whether a character is part of what is being typed rather than a key with a meaning of its own.
  fileprivate func takes(_ character: Character) -> Bool {
    if case .editing(let editor) = mode { editor.takes(character) } else { mode.takesText }
  }
}
