/// Every command there is. The key map, the `:` line, the help, the footer and the manual read this table; none of
/// them has a list of its own.
public enum CommandTable {
  public static let all: [Command] = []

  public static subscript(id: CommandID) -> Command? { byID[id] }

  private static let byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
}
