import Terminal
import Testing
import Themes

/// Whether every theme can be read: each role on each surface, in all colours and in the few of a small terminal.
@Suite struct ThemeContrastTests {
  /// What is not read but recognised, or is there to be passed over.
  private static let quiet: Set<Role> = [
    .textMuted, .textDisabled, .border, .borderFocus, .fieldLabel, .fieldDefault, .meter, .hintText,
    .selectionInactive, .selection, .popup, .fieldInput,
  ]

  private static let depths: [ColorDepth] = [.rgb, .palette, .sixteen, .eight]

  @Test(arguments: Themes.builtIn.map(\.name), depths)
  func everyRoleCanBeReadOnEverySurface(name: String, depth: ColorDepth) throws {
    let theme = try #require(Themes.named(name)).theme
    // Where a theme sets no background, the terminal's may be white or black.
    for (fore, back) in [(Light.white, Light.black), (.black, .white)] where theme.suits(back) {
      for surface in Surface.allCases {
        for role in Role.allCases {
          let style = theme.style(role, on: surface, depth: depth)
          let ratio = Light(style.foreground, terminal: fore).contrast(
            with: Light(style.background, terminal: back))
          // Sixteen colours leave little choice, and with eight bold makes them brighter than is counted here.
          let isFull = depth > .sixteen && theme.name != "default"
          let isSignalOnSelection = surface == .selection && [.error, .warning, .fieldInvalid].contains(role)
          let least =
            depth == .eight ? 1.9 : isFull && !isSignalOnSelection && !Self.quiet.contains(role) ? 4.5 : 3
          #expect(ratio >= least, "\(role.name) on \(surface) has \(ratio) in \(style)")
        }
      }
    }
  }

  @Test(arguments: Role.allCases) func highContrastIsSevenToOneOnItsBackground(role: Role) throws {
    let theme = try #require(Themes.named("high-contrast")).theme
    let style = theme.style(role, on: .plain)
    let ratio = Light(style.foreground, terminal: .white).contrast(
      with: Light(style.background, terminal: .black))
    #expect(ratio >= 7)
  }

  @Test(arguments: [
    ("deuteranopia", ColorVision.deuteranopia), ("deuteranopia", .protanopia), ("tritanopia", .tritanopia),
  ])
  func whatMattersIsToldApartByTheEyesThatTheThemeIsFor(name: String, vision: ColorVision) throws {
    let theme = try #require(Themes.named(name)).theme
    for depth in [ColorDepth.rgb, .palette] {
      func light(_ role: Role) -> Light {
        Light(theme.style(role, on: .plain, depth: depth).foreground, terminal: .white)
      }
      let roles: [Role] = [.error, .warning, .success, .text]
      for (index, role) in roles.enumerated() {
        for other in roles[(index + 1)...] {
          let distance = light(role).distance(to: light(other), seenWith: vision)
          #expect(distance >= 15, "\(role.name) and \(other.name): \(distance)")
        }
      }
      let backgrounds = [Surface.plain, .selection].map {
        Light(theme.style(.text, on: $0, depth: depth).background, terminal: .black)
      }
      #expect(backgrounds[0].distance(to: backgrounds[1], seenWith: vision) >= 20)
    }
  }

  /// Without colours a selection, a field being typed into and what is wrong are still seen.
  @Test(arguments: Themes.builtIn.map(\.name)) func nothingIsSaidByColourAlone(name: String) throws {
    let theme = try #require(Themes.named(name)).theme
    let text = theme.style(.text, on: .plain, depth: .mono)
    for surface in [Surface.selection, .field] {
      #expect(theme.style(.text, on: surface, depth: .mono) != text)
    }
    for role in [Role.error, .warning, .fieldInvalid, .title, .hintKey, .match] {
      #expect(theme.style(role, on: .plain, depth: .mono) != text, "\(role.name)")
    }
    #expect(
      theme.style(.border, on: .plain, depth: .mono) != theme.style(.borderFocus, on: .plain, depth: .mono))
    for role in Role.allCases { #expect(theme.style(role, on: .plain, depth: .mono).foreground == nil) }
  }

  @Test func theDefaultThemeUsesTheTerminalsOwnColoursAndBackground() {
    for role in Role.allCases {
      let style = Themes.default.style(role, on: .plain)
      #expect(style.background == nil)
      if case .rgb = style.foreground { Issue.record("\(role.name)") }
    }
  }
}

extension Theme {
  /// Whether the theme is meant to be read on a terminal with that background, where it sets none itself.
  fileprivate func suits(_ background: Light) -> Bool {
    switch appearance {
    case .any: true
    case .dark: background.contrast(with: .black) < 2
    case .light: background.contrast(with: .white) < 2
    }
  }
}
