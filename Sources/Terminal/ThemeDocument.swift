import Yams

/// One theme file, taken apart but with its colours still unread.
struct ThemeDocument {
  typealias Entry = (name: String, value: Node, line: Int)

  /// What the theme was asked for as.
  let name: String
  /// What the theme calls itself.
  private(set) var title: String?
  private(set) var appearance: Theme.Appearance?
  private(set) var inherits: (text: String, line: Int)?
  private(set) var palette: [Entry] = []
  private(set) var roles: [Entry] = []

  init(parsing text: String, name: String, warnings: inout [ThemeWarning]) {
    self.name = name
    if let reason = Self.excess(of: text.utf8) {
      warnings.append(warning(1, reason))
      return
    }
    do {
      // The basic resolver leaves scalars as they are written, which is all a theme needs.
      guard let root = try Yams.compose(yaml: text, .basic) else { return }
      for entry in entries(of: root, "a theme", &warnings) { read(entry, &warnings) }
    } catch {
      warnings.append(warning(for: error))
    }
  }

  /// What no theme has, and what could cost time or memory out of proportion: aliases of aliases grow exponentially
  /// as soon as the parser compares them. A few may stand in remarks.
  private static func excess(of text: String.UTF8View) -> String? {
    if text.count > maximumBytes { return "larger than \(maximumBytes >> 10) KiB, which no theme is" }
    let aliases = zip(text, text.dropFirst()).count { star, next in
      star == UInt8(ascii: "*") && (next >= 0x80 || (0x30...0x7A).contains(next))
    }
    return aliases > toleratedAliases ? "anchors and aliases are not part of a theme" : nil
  }

  private static let maximumBytes = 64 << 10
  private static let toleratedAliases = 8

  func warning(_ line: Int, _ message: String) -> ThemeWarning {
    ThemeWarning(theme: name, line: line, message: message)
  }

  /// The entries of a mapping; a warning where it is none.
  func entries(of node: Node, _ what: String, _ warnings: inout [ThemeWarning]) -> [Entry] {
    guard let mapping = node.mapping else {
      warnings.append(warning(node.line, "\(what) has to be written as `name: value`"))
      return []
    }
    return mapping.map { ($0.key.scalar?.string ?? "", $0.value, $0.key.line) }
  }

  private mutating func read(_ entry: Entry, _ warnings: inout [ThemeWarning]) {
    let text = entry.value.scalar?.string
    switch entry.name {
    case "name": title = text
    case "inherits": inherits = text.map { ($0, entry.line) }
    case "palette": palette = entries(of: entry.value, "the palette", &warnings)
    case "roles": roles = entries(of: entry.value, "`roles`", &warnings)
    case "appearance":
      appearance = text.flatMap(Theme.Appearance.init)
      if appearance == nil {
        warnings.append(warning(entry.line, "`appearance` is light, dark or any"))
      }
    default: warnings.append(warning(entry.line, "unknown key `\(entry.name)`"))
    }
  }

  private func warning(for error: any Error) -> ThemeWarning {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      warning(mark.line, problem)
    case .duplicatedKeysInMapping(let keys, let context):
      warning(context.mark.line, "`\(keys.first ?? "")` is there twice")
    default: warning(1, "this is no YAML")
    }
  }
}

extension Node {
  /// Counted from 1.
  var line: Int { mark?.line ?? 1 }
}
