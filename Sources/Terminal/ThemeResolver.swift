import Yams

/// Turns theme files into the style of every role.
struct ThemeResolver {
  private typealias Pair = (full: Style, limited: Style)

  /// From the one inherited by all to the theme itself.
  private let documents: [ThemeDocument]
  private(set) var warnings: [ThemeWarning]
  private var palette: [String: Color] = [:]
  private var styles: [String: Pair] = [:]

  /// Role names, and what stands before a dot in one.
  private static let knownNames: Set<String> = {
    var names: Set<String> = []
    for role in Role.allCases {
      var name: String? = role.name
      while let known = name {
        names.insert(known)
        name = Role.parent(ofName: known)
      }
    }
    return names
  }()

  init(documents: [ThemeDocument], warnings: [ThemeWarning]) {
    self.documents = documents
    self.warnings = warnings
  }

  mutating func theme(name: String) -> Theme {
    // All palettes come first, so that a theme's colours show in the roles it inherits.
    for document in documents { readPalette(document) }
    for document in documents { readRoles(document) }
    let appearance = documents.compactMap(\.appearance).last ?? .any
    return Theme(name: name, appearance: appearance, styles: style(of:))
  }

  /// The nearest entry on the way from the role's name to `text`, with colours that it leaves open from the entries
  /// after it. Those of text itself are left to `Theme`, since a surface has only what it is given.
  private func style(of role: Role) -> (full: Style, limited: Style) {
    var result: Pair?
    var name: String? = role.name
    while let candidate = name {
      if let style = styles[candidate], result == nil || candidate != Role.text.name {
        result =
          result.map { ($0.full.completed(by: style.full), $0.limited.completed(by: style.limited)) } ?? style
      }
      name = Role.parent(ofName: candidate)
    }
    return result ?? (Style(), Style())
  }

  private mutating func readPalette(_ document: ThemeDocument) {
    for entry in document.palette {
      if let color = entry.value.scalar.flatMap({ Color(parsing: $0.string) }) {
        palette[entry.name] = color
      } else {
        warn(document, entry.line, "`\(entry.name)` in the palette is no colour")
      }
    }
  }

  private mutating func readRoles(_ document: ThemeDocument) {
    for entry in document.roles {
      guard Self.knownNames.contains(entry.name) else {
        warn(document, entry.line, "unknown role `\(entry.name)`")
        continue
      }
      styles[entry.name] = pair(entry, in: document)
    }
  }

  private mutating func pair(_ entry: ThemeDocument.Entry, in document: ThemeDocument) -> Pair {
    var full = Style()
    var limited: Style?
    for part in document.entries(of: entry.value, "the role `\(entry.name)`", &warnings) {
      if part.name == "fallback" {
        limited = fallback(part, in: document)
      } else {
        set(part, of: &full, in: document)
      }
    }
    return (full, limited ?? full)
  }

  private mutating func fallback(_ entry: ThemeDocument.Entry, in document: ThemeDocument) -> Style {
    var style = Style()
    for part in document.entries(of: entry.value, "`fallback`", &warnings) {
      set(part, of: &style, in: document)
    }
    return style
  }

  private mutating func set(
    _ part: ThemeDocument.Entry, of style: inout Style, in document: ThemeDocument
  ) {
    switch part.name {
    case "fg": style.foreground = color(part, in: document)
    case "bg": style.background = color(part, in: document)
    case "attributes": style.attributes = attributes(part, in: document)
    default:
      let keys = "fg, bg, attributes and fallback"
      warn(document, part.line, "unknown key `\(part.name)`: a role has \(keys)")
    }
  }

  private mutating func color(_ part: ThemeDocument.Entry, in document: ThemeDocument) -> Color? {
    let text = part.value.scalar?.string ?? ""
    if let color = palette[text] ?? Color(parsing: text) { return color }
    warn(document, part.line, "`\(text)` is neither a colour nor in the palette")
    return nil
  }

  private mutating func attributes(
    _ part: ThemeDocument.Entry, in document: ThemeDocument
  ) -> Style.Attributes {
    let items = part.value.sequence.map(Array.init) ?? [part.value]
    return items.reduce(into: []) { attributes, item in
      let name = item.scalar?.string ?? ""
      if let named = Style.Attributes.named.first(where: { $0.name == name }) {
        attributes.insert(named.attribute)
      } else {
        warn(document, item.line, "unknown attribute `\(name)`")
      }
    }
  }

  private mutating func warn(_ document: ThemeDocument, _ line: Int, _ message: String) {
    warnings.append(document.warning(line, message))
  }
}

extension Style {
  /// With another's colours where it has none of its own.
  fileprivate func completed(by other: Style) -> Style {
    Style(
      foreground: foreground ?? other.foreground, background: background ?? other.background,
      attributes: attributes)
  }
}
