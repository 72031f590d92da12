let movingCommands: [Command] = [
  move("move.up", "up", "Go up a row") { _ in .by(-1) },
  move("move.down", "down", "Go down a row") { _ in .by(1) },
  move("move.half-page-up", "half page up", "Go up half a page") { .by(-max($0 / 2, 1)) },
  move("move.half-page-down", "half page down", "Go down half a page") { .by(max($0 / 2, 1)) },
  move("move.page-up", "page up", "Go up a page") { .by(-$0) },
  move("move.page-down", "page down", "Go down a page") { .by($0) },
  move("move.first", "first", "Go to the first row") { _ in .toStart },
  move("move.last", "last", "Go to the last row") { _ in .toEnd },
  focus("pane.layers", "layers", .layers),
  focus("pane.properties", "properties", .properties),
  focus("pane.summary", "summary", .summary),
  focus("pane.problems", "problems", .problems),
  Command("pane.next", "next pane", "Go to the next pane", group: .moving) { state, _ in
    .focus(state.pane(by: 1))
  },
  Command("pane.previous", "previous pane", "Go to the previous pane", group: .moving) { state, _ in
    .focus(state.pane(by: -1))
  },
]

private func move(
  _ id: CommandID, _ title: String, _ summary: String,
  _ movement: @escaping @Sendable (_ rows: Int) -> Movement
) -> Command {
  Command(id, title, summary, group: .moving) { _, arguments in .move(movement(max(arguments.rows, 1))) }
}

private func focus(_ id: CommandID, _ name: String, _ pane: Pane) -> Command {
  Command(id, "go to \(name)", "Go to the \(name) pane", group: .moving) { state, _ throws(Unavailable) in
    try state.requireBrowsing()
    return .focus(pane)
  }
}

extension DesignerState {
  /// The pane so many further on, of those that are shown.
  func pane(by distance: Int) -> Pane {
    let panes: [Pane] = [.layers, .properties, lowerPane]
    let index = panes.firstIndex(of: focus) ?? 0
    return panes[(index + distance + panes.count) % panes.count]
  }
}
