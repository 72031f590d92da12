import NetworkModel

/// Every command there is. The key map, the `:` line, the help, the footer and the manual read this table; none of
/// them has a list of its own.
public enum CommandTable {
  public static let all: [Command] = [
    movingCommands, findingCommands, layerCommands, propertyCommands, historyCommands, fileCommands,
    tableCommands, screenCommands,
  ].flatMap { $0 }

  public static subscript(id: CommandID) -> Command? { byID[id] }

  /// The command of that name or short name, or the only one whose name ends or begins like this.
  public static func named(_ name: String) -> Command? {
    if let command = byName[name] { return command }
    let candidates = candidates(for: name)
    return candidates.count == 1 ? candidates[0] : nil
  }

  private static func candidates(for name: String) -> [Command] {
    let ending = all.filter { $0.id.rawValue.hasSuffix(".\(name)") }
    return ending.isEmpty ? all.filter { $0.id.rawValue.hasPrefix(name) } : ending
  }

  /// Why a name is no command's: `there is no command ando; did you mean undo?`
  static func refusal(of name: String) -> String {
    let candidates = candidates(for: name).map(\.id.rawValue)
    if candidates.count > 1 { return "\(name) may be " + candidates.joined(separator: " or ") }
    return "there is no command \(name)" + suggestion(for: name)
  }

  /// `; did you mean undo?` for a name that is nearly one.
  private static func suggestion(for name: String) -> String {
    nearestNames(to: name, among: all.flatMap { [$0.id.rawValue] + $0.aliases }).first
      .map { "; did you mean \($0)?" } ?? "; the help lists them"
  }

  private static let byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  private static let byName = Dictionary(
    all.flatMap { command in ([command.id.rawValue] + command.aliases).map { ($0, command) } },
    uniquingKeysWith: { first, _ in first })
}
