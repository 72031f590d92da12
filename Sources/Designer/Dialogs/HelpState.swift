/// The commands there are, narrowed by typing; Enter runs the highlighted one.
public struct HelpState: Sendable {
  public internal(set) var filter = TextLine()
  public internal(set) var matches: [Command] = CommandTable.all
  public internal(set) var index = 0

  public var highlighted: Command? { matches.indices.contains(index) ? matches[index] : nil }
}
