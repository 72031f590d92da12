/// A command being typed after `:`.
public struct CommandLineState: Sendable {
  public private(set) var line = TextLine()
  /// The commands that what is typed could become, while their name is being typed.
  public private(set) var completions = CommandTable.all
  /// Which of them `complete()` put in last.
  public private(set) var index: Int?
  /// How far back in the lines entered before.
  private var age = 0

  mutating func type(_ edit: TextEdit) {
    line.apply(edit)
    index = nil
    age = 0
    guard !line.text.contains(" ") else {
      completions = []
      return
    }
    let ranked = TextMatch.ranked(CommandTable.all, by: line.text) {
      $0.aliases + [$0.id.rawValue, $0.title]
    }
    completions = ranked.map { CommandTable.all[$0] }
  }

  /// Puts in the name of the first command that fits, then of the next.
  mutating func complete() {
    guard !completions.isEmpty else { return }
    let next = index.map { ($0 + 1) % completions.count } ?? 0
    index = next
    let command = completions[next]
    line = TextLine(command.id.rawValue + (command.parameter == nil ? "" : " "))
  }

  /// Puts in a line entered before.
  mutating func recall(_ movement: Movement, from history: [String]) {
    guard case .by(let distance) = movement else { return }
    age = Movement.by(0 &- distance).index(from: age, count: history.count + 1)
    line = TextLine(age == 0 ? "" : history[history.count - age])
    (completions, index) = ([], nil)
  }
}
