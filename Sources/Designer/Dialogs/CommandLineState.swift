/// A command being typed after `:`.
public struct CommandLineState: Sendable {
  public internal(set) var line = TextLine()
  /// The commands that what is typed could become.
  public internal(set) var completions: [Command] = []
  /// Which of them `Action.complete` put in last.
  public internal(set) var index: Int?
}
