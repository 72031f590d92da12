import NetworkModel

extension DesignerState {
  /// What is marked in the list: what is being searched for, or was last, until Esc.
  public var markedPattern: SearchPattern? {
    if case .searching(let search) = mode { search.pattern } else { marksMatches ? pattern : nil }
  }

  mutating func beginSearch() {
    mode = .searching(
      SearchLine(from: .init(selection: selection, top: top, focus: focus, folded: rows.folded)))
    if focus == .properties { focus = .layers }
  }

  mutating func type(_ edit: TextEdit, into search: SearchLine) {
    if search.line.isEmpty, edit == .backspace { return cancel(search) }
    var search = search
    search.type(edit)
    mode = .searching(search)
    goBack(to: search.origin)
    guard let pattern = search.pattern else { return }
    find(pattern, from: selection.flatMap { network.index(of: $0) } ?? 0, .forward)
  }

  /// Goes to the next match while what to search for is still being typed.
  mutating func move(_ movement: Movement, in search: SearchLine) {
    guard case .by(let distance) = movement, let pattern = search.pattern else { return }
    findNext(pattern, distance < 0 ? .backward : .forward)
  }

  /// Stays where the search has led. Nothing typed: goes on with what was searched for last.
  mutating func accept(_ search: SearchLine) {
    mode = .browsing
    marksMatches = true
    if let typed = search.pattern {
      pattern = typed
      if network.ids.isEmpty || !isMatch(typed) { message = Self.noMatch(typed) }
    } else if pattern != nil {
      searchAgain(.forward)
    }
  }

  mutating func cancel(_ search: SearchLine) {
    mode = .browsing
    goBack(to: search.origin)
    focus = search.origin.focus
  }

  mutating func searchAgain(_ direction: Direction) {
    marksMatches = true
    if let pattern { findNext(pattern, direction) }
  }

  private mutating func goBack(to origin: SearchLine.Origin) {
    fold(origin.folded)
    if let id = origin.selection { select(id) }
    top = origin.top
  }

  private func isMatch(_ pattern: SearchPattern) -> Bool {
    selection.flatMap { network[$0] }.map { pattern.matches($0) } ?? false
  }

  private mutating func findNext(_ pattern: SearchPattern, _ direction: Direction) {
    let index = selection.flatMap { network.index(of: $0) } ?? 0
    find(pattern, from: direction == .forward ? index + 1 : index - 1, direction)
  }

  /// Selects the nearest match from a place in the list on, or past the end from the other side.
  ///
  /// - Complexity: the layers up to the match; at most one look at every name.
  private mutating func find(_ pattern: SearchPattern, from start: Int, _ direction: Direction) {
    let ids = network.ids
    for step in ids.indices {
      let index = direction == .forward ? start + step : start - step
      let place = (index % ids.count + ids.count) % ids.count
      guard let layer = network[ids[place]], pattern.matches(layer),
        rows.lists(ids[place], network, analysis)
      else { continue }
      reveal(ids[place])
      if place != index { message = Self.wrapped(direction) }
      return
    }
    message = Self.noMatch(pattern)
  }

  static func wrapped(_ direction: Direction) -> Message {
    Message(
      direction == .forward ? "past the end: on from the top" : "past the top: on from the end", .warning)
  }

  private static func noMatch(_ pattern: SearchPattern) -> Message {
    Message("no layer's name or kind holds \(pattern.text)", .error)
  }
}
