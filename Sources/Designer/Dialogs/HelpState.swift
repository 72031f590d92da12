/// The commands there are, narrowed by typing; Enter runs the highlighted one.
public struct HelpState: Sendable {
  public internal(set) var filter = TextLine()
  public internal(set) var matches: [Command] = CommandTable.all
  public internal(set) var index = 0

  public var highlighted: Command? { matches.indices.contains(index) ? matches[index] : nil }

  mutating func type(_ edit: TextEdit) {
    let text = filter.text
    filter.apply(edit)
    guard filter.text != text else { return }
    matches = TextMatch.ranked(CommandTable.all, by: filter.text) { [$0.title, $0.summary, $0.id.rawValue] }
      .map { CommandTable.all[$0] }
    index = 0
  }
}
