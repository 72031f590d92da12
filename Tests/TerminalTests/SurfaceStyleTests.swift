import Terminal
import Testing
import Themes

@Suite struct SurfaceStyleTests {
  private let theme = ThemeReader().read(
    """
    roles:
      text.muted: {attributes: [dim]}
      title: {fg: green, bg: black, attributes: [underline]}
      error: {fg: red}
      popup: {bg: 236}
      selection: {fg: terminal, attributes: [reverse]}
      field.input: {attributes: [bold]}
    """, name: "test"
  ).theme

  @Test func aSurfaceGivesItsBackgroundAndAddsItsAttributes() {
    let style = theme.style(.title, on: .popup)
    #expect(style == Style(foreground: .ansi(2), background: .indexed(236), attributes: .underline))
    #expect(theme.style(.title, on: .field).attributes == [.underline, .bold])
  }

  @Test func aSurfacesForegroundReplacesAllButASignal() {
    #expect(theme.style(.title, on: .selection).foreground == .terminal)
    #expect(theme.style(.error, on: .selection).foreground == .ansi(1))
  }

  @Test func reversedTextIsNeverDim() {
    #expect(theme.style(.textMuted, on: .selection).attributes == .reverse)
  }
}

@Suite struct DefaultThemeTests {
  @Test func theDefaultThemeHasNothingToWarnOf() throws {
    let (theme, warnings) = try #require(Themes.named("default"))
    #expect(warnings == [])
    #expect(theme.name == "default")
    #expect(theme == Themes.default)
  }

  @Test(arguments: Themes.builtIn.map { $0.name })
  func everyBuiltInThemeReadsWithoutAWarning(name: String) throws {
    #expect(try #require(Themes.named(name)).warnings == [])
  }
}
