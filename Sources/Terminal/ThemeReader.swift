/// Something in a theme file that was passed over.
public struct ThemeWarning: Equatable, Sendable, CustomStringConvertible {
  /// The theme whose file it is in.
  public let theme: String
  /// Counted from 1.
  public let line: Int
  public let message: String

  public var description: String { "theme \(theme), line \(line): \(message)" }
}

/// Reads themes from YAML. Never fails: what it does not understand becomes a warning.
///
///     name: dusk
///     appearance: dark                 # light, dark or any
///     inherits: default                # taken over where this file says nothing else
///     palette: {accent: "#7aa2f7"}     # names for colours
///     roles:
///       layer: {fg: accent}            # holds for layer.pooling too, which has no entry of its own
///       error: {fg: "#f7768e", attributes: [bold], fallback: {fg: red}}   # fallback: up to 16 colours
public struct ThemeReader {
  private let source: (String) -> String?

  /// `source` gives the text of the theme with a given name, for `inherits`; nil where there is none.
  public init(source: @escaping (String) -> String? = { _ in nil }) {
    self.source = source
  }

  /// Reads a theme from its text. `name` is what warnings call it, and the theme too where it has no `name`.
  public func read(_ text: String, name: String) -> (theme: Theme, warnings: [ThemeWarning]) {
    var documents: [ThemeDocument] = []
    var warnings: [ThemeWarning] = []
    var next: (name: String, text: String)? = (name, text)
    while let (name, text) = next {
      let document = ThemeDocument(parsing: text, name: name, warnings: &warnings)
      documents.append(document)
      next = parent(of: document, read: documents, warnings: &warnings)
    }
    var resolver = ThemeResolver(documents: documents.reversed(), warnings: warnings)
    let theme = resolver.theme(name: documents[0].title ?? name)
    return (theme, resolver.warnings)
  }

  private func parent(
    of document: ThemeDocument, read: [ThemeDocument], warnings: inout [ThemeWarning]
  ) -> (name: String, text: String)? {
    guard let parent = document.inherits else { return nil }
    if read.contains(where: { $0.name == parent.text }) {
      warnings.append(document.warning(parent.line, "`\(parent.text)` inherits from itself"))
    } else if let text = source(parent.text) {
      return (parent.text, text)
    } else {
      warnings.append(document.warning(parent.line, "there is no theme `\(parent.text)` to inherit from"))
    }
    return nil
  }
}
