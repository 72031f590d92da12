import NetworkModel

extension DesignerState {
  mutating func accept(_ commandLine: CommandLineState) -> [Effect] {
    mode = .browsing
    let text = commandLine.line.text.trimmed
    guard !text.isEmpty else { return [] }
    if commandLineHistory.last != text { commandLineHistory.append(text) }
    if let row = Int(text) { return goTo(row: row) }
    let name = text.prefix { $0 != " " }
    guard let command = CommandTable.named(String(name)) else {
      message = Message(CommandTable.refusal(of: String(name)), .error)
      return []
    }
    let argument = text.dropFirst(name.count).trimmed
    if command.parameter == nil, !argument.isEmpty {
      message = Message("\(command.id.rawValue) takes nothing behind its name", .error)
      return []
    }
    return run(command, argument: argument)
  }

  private mutating func goTo(row: Int) -> [Effect] {
    if rowCount > 0 { select(layer(atRow: Movement.by(-1).index(from: row, count: rowCount))) }
    return []
  }

  /// Runs a command, or says why it cannot run.
  mutating func run(_ command: Command, argument: String) -> [Effect] {
    do {
      return reduce(try command.resolve(self, rows: visibleRows, argument: argument))
    } catch {
      message = Message(error.reason, .warning)
      return []
    }
  }
}
