import Terminal

/// A theme that comes with the program.
public struct BuiltInTheme: Sendable {
  public let name: String
  /// The theme's file.
  public let bytes: [UInt8]

  var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// The themes that come with the program. A new one is a file in this folder, and a line here and in `Package.swift`.
public enum Themes {
  public static var builtIn: [BuiltInTheme] {
    [
      BuiltInTheme(name: "default", bytes: PackageResources.default_yaml),
      BuiltInTheme(name: "dark", bytes: PackageResources.dark_yaml),
      BuiltInTheme(name: "light", bytes: PackageResources.light_yaml),
      BuiltInTheme(name: "high-contrast", bytes: PackageResources.high_contrast_yaml),
      BuiltInTheme(name: "deuteranopia", bytes: PackageResources.deuteranopia_yaml),
      BuiltInTheme(name: "tritanopia", bytes: PackageResources.tritanopia_yaml),
      BuiltInTheme(name: "mono", bytes: PackageResources.mono_yaml),
    ]
  }

  /// The theme for terminals about which nothing is known: their own 16 colours, on light and on dark.
  public static let `default`: Theme = named("default")?.theme ?? .unstyled

  /// The built-in theme of that name and what its file has wrong; nil where there is none.
  public static func named(_ name: String) -> (theme: Theme, warnings: [ThemeWarning])? {
    text(of: name).map { ThemeReader(source: text).read($0, name: name) }
  }

  /// The text of the built-in theme of that name, which a user's theme may inherit.
  public static func text(of name: String) -> String? { builtIn.first { $0.name == name }?.text }
}
