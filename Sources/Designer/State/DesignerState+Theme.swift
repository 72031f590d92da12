/// A theme to choose.
public struct ThemeSummary: Hashable, Sendable {
  public let name: String
  /// What it is made for, and whose it is.
  public let summary: String

  public init(name: String, summary: String) { (self.name, self.summary) = (name, summary) }
}

extension DesignerState {
  /// The name of the theme to draw with: the highlighted one while one is being chosen.
  public var shownTheme: String {
    if case .choosing(let chooser) = mode, case .theme(let name)? = chooser.highlighted?.value { return name }
    return theme
  }
}

extension Chooser {
  /// The themes, each of them shown while the list is on it.
  static func themes(_ themes: [ThemeSummary], current: String) -> Chooser {
    Chooser(
      .theme, title: "Theme",
      items: themes.map { Item(.theme($0.name), title: $0.name, detail: $0.summary) },
      current: .theme(current))
  }
}
