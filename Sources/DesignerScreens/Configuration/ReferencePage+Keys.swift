import Designer
import NetworkFormats

extension ReferencePage {
  /// Every command with its usual keys.
  public static let keys = ReferencePage(
    "keys.md", title: "Keys and commands",
    [
      "A key acts in all panes, or only in the place in brackets behind it. On the `:` line a command goes by its "
        + "name, a short name, or the beginning or the last part of its name. `keys` in the configuration file gives it other keys."
    ]
      + Command.Group.allCases.flatMap { group in
        ["## \(group.rawValue)", table(of: CommandTable.all.filter { $0.group == group })]
      })

  private static func table(of commands: [Command]) -> String {
    markdownTable(
      ["command", "keys", "on the `:` line", ""],
      commands.map { command in
        let parameter = command.parameter.map { " \($0.name)" } ?? ""
        let names =
          command.aliases.isEmpty && command.parameter != nil ? [command.id.rawValue] : command.aliases
        return [
          "`\(command.id.rawValue)`", keys(of: command.id),
          names.map { "`:\($0)\(parameter)`" }.joined(separator: ", "),
          markdownEscaped(command.summary),
        ]
      })
  }

  /// `↓` `j`; `Tab` (editing, dialog).
  private static func keys(of command: CommandID) -> String {
    var parts: [String] = []
    for context in KeyContext.allCases {
      let keys = KeyMap.standard.bindings(of: command).filter { $0.context == context }
        .map { "`\($0.keys.label(.unicode))`" }
      guard !keys.isEmpty else { continue }
      parts.append(keys.joined(separator: " ") + (context == .browsing ? "" : " (\(context.rawValue))"))
    }
    return parts.joined(separator: "; ")
  }
}
