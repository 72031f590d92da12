import Designer
import NetworkFormats

extension Configuration {
  /// The configuration as a file that says the same: every key of every command.
  public var text: String {
    var lines: [String] = []
    for key in Key.allCases {
      if let value = text(of: key) { lines.append("\(key.rawValue): \(value)") }
    }
    lines += ["\(Key.keys):"] + CommandTable.all.map { "  \($0.id.rawValue): \(keys(of: $0.id))" }
    return lines.joined(separator: "\n") + "\n"
  }

  /// How the table is looked at, as a file that the program keeps for itself.
  public var viewText: String {
    [Key.columns, .widths].compactMap { key in text(of: key).map { "\(key.rawValue): \($0)\n" } }.joined()
  }

  private func text(of key: Key) -> String? {
    switch key {
    case .theme: theme.map { yamlScalar($0) }
    case .mouse: mouse.map { "\($0)" }
    case .ascii: ascii.map { "\($0)" }
    case .columns: columns.map { "[\($0.map(\.id).joined(separator: ", "))]" }
    case .widths:
      widths.map { widths in
        "{\(widths.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", "))}"
      }
    case .elementType: elementType?.rawValue
    case .keys: nil
    }
  }

  /// `{browsing: [down, j], editing: down}`.
  private func keys(of command: CommandID) -> String {
    let all = keyMap.bindings(of: command)
    let usual = KeyMap.standard.bindings(of: command)
    if all.isEmpty, usual.isEmpty { return "[]" }
    let parts = KeyContext.allCases.compactMap { context -> String? in
      guard (all + usual).contains(where: { $0.context == context }) else { return nil }
      let keys = all.filter { $0.context == context }.map { yamlScalar($0.keys.description) }
      return "\(context.rawValue): \(keys.count == 1 ? keys[0] : "[\(keys.joined(separator: ", "))]")"
    }
    return "{\(parts.joined(separator: ", "))}"
  }
}
