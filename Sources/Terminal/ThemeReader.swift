/// Something in a theme file that was passed over.
public struct ThemeWarning: Error, Equatable, Sendable, CustomStringConvertible {
  /// The theme's name, as it was asked for.
  public let theme: String
  /// Counted from 1.
  public let line: Int
  public let message: String

  public var description: String { "theme \(theme), line \(line): \(message)" }
}

/// Reads themes from YAML. Never fails: what it does not understand becomes a warning.
public struct ThemeReader {
  private let source: (String) -> String?

  /// `source` gives the text of the theme with a given name, for `inherits`; nil where there is none.
  public init(source: @escaping (String) -> String? = { _ in nil }) {
    self.source = source
  }

  /// Reads the theme called `name` from its text.
  public func read(_ text: String, name: String) -> (theme: Theme, warnings: [ThemeWarning]) {
    (.unstyled, [])
  }
}
