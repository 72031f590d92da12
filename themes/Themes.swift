import Terminal

/// The themes that come with the program.
public enum Themes {
  /// Every built-in theme as its file has it.
  public static let builtIn: [(name: String, bytes: [UInt8])] = [
    ("default", PackageResources.default_yaml)
  ]

  /// The theme for terminals about which nothing is known: their own 16 colours, on light and on dark.
  public static let `default`: Theme = named("default")?.theme ?? .unstyled

  /// The built-in theme of that name and what its file has wrong; nil where there is none.
  public static func named(_ name: String) -> (theme: Theme, warnings: [ThemeWarning])? {
    text(of: name).map { ThemeReader(source: text).read($0, name: name) }
  }

  /// The text of the built-in theme of that name, which a user's theme may inherit.
  public static func text(of name: String) -> String? {
    builtIn.first { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) }
  }
}
