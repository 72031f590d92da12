/// How each role looks on each surface.
public struct Theme: Equatable, Sendable {
  public enum Appearance: String, CaseIterable, Sendable {
    case light, dark, any
  }

  public let name: String
  /// The terminals that the theme was made for.
  public let appearance: Appearance
  private let styles: [Style]
  private let limitedStyles: [Style]

  /// A theme without any style, for tests and terminals where nothing else is known.
  public static let unstyled = Theme(name: "unstyled", appearance: .any) { _ in (Style(), Style()) }

  /// `styles` tells a role's style, and the one used with 16 colours or fewer.
  init(name: String, appearance: Appearance, styles: (Role) -> (full: Style, limited: Style)) {
    self.name = name
    self.appearance = appearance
    let pairs = Role.allCases.map(styles)
    self.styles = pairs.map(\.full)
    self.limitedStyles = pairs.map(\.limited)
  }

  /// How a role looks on a surface, in colours that a terminal of `depth` has.
  ///
  /// Where nothing is said about a role's colours they are those of text.
  /// The surface gives the background and adds its attributes. A foreground of its own replaces that of the role,
  /// unless the role's colour is a signal, as an error's is.
  public func style(_ role: Role, on surface: Surface, depth: ColorDepth = .rgb) -> Style {
    let styles = depth > .sixteen ? styles : limitedStyles
    var style = styles[Int(role.rawValue)]
    let text = styles[Int(Role.text.rawValue)]
    style.foreground = style.foreground ?? text.foreground
    style.background = style.background ?? text.background
    if let surfaceRole = surface.role {
      let behind = styles[Int(surfaceRole.rawValue)]
      style.background = behind.background ?? style.background
      if !role.isSignal { style.foreground = behind.foreground ?? style.foreground }
      style.attributes.formUnion(behind.attributes)
    }
    // Dim dims what is reversed into the background, which then looks patched.
    if style.attributes.contains(.reverse) { style.attributes.remove(.dim) }
    return style.reduced(to: depth)
  }
}
