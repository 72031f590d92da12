import Designer
import NetworkFormats

extension Configuration {
  /// The configuration as a file that says the same: every key of every command.
  public var text: String {
    var lines: [String] = []
    for key in Key.allCases {
      switch key {
      case .theme: if let theme { lines.append("\(key): \(yamlScalar(theme))") }
      case .mouse: if let mouse { lines.append("\(key): \(mouse)") }
      case .ascii: if let ascii { lines.append("\(key): \(ascii)") }
      case .columns:
        if let columns { lines.append("\(key): [\(columns.map(\.id).joined(separator: ", "))]") }
      case .keys: lines += ["\(key):"] + CommandTable.all.map { "  \($0.id.rawValue): \(keys(of: $0.id))" }
      }
    }
    return lines.joined(separator: "\n") + "\n"
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
