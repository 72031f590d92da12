/// A command being typed after `:`.
public struct CommandLineState: Sendable {
  public internal(set) var line = TextLine()
  public internal(set) var completions = Completions()
  /// How far back in the lines entered before.
  private var age = 0

  mutating func type(_ edit: TextEdit) {
    line.apply(edit)
    age = 0
  }

  /// Puts in a line entered before.
  mutating func recall(_ movement: Movement, from history: [String]) {
    guard case .by(let distance) = movement else { return }
    age = Movement.by(0 &- distance).index(from: age, count: history.count + 1)
    line = TextLine(age == 0 ? "" : history[history.count - age])
    completions.clear()
  }
}
