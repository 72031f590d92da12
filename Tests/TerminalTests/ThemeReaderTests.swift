import CustomDump
import Terminal
import Testing

@Suite struct ThemeReaderTests {
  @Test func aRoleWithoutAnEntryLooksLikeItsParent() {
    let theme = read(
      """
      roles:
        text: {fg: white}
        layer: {fg: blue}
        layer.pooling: {fg: cyan}
        hint: {fg: green}
      """
    ).theme
    #expect(theme.style(.layerPooling, on: .plain).foreground == .ansi(6))
    #expect(theme.style(.layerDense, on: .plain).foreground == .ansi(4))
    #expect(theme.style(.hintKey, on: .plain).foreground == .ansi(2))
    #expect(theme.style(.meter, on: .plain).foreground == .ansi(7))
  }

  @Test func aColourThatAnEntryLeavesOutComesFromItsParentAndAtLastFromText() {
    let theme = read(
      """
      roles:
        text: {fg: white, bg: black, attributes: dim}
        layer: {fg: blue, attributes: bold}
        layer.pooling: {attributes: underline}
        popup: {bg: 236}
      """
    ).theme
    expectNoDifference(
      theme.style(.layerPooling, on: .plain),
      Style(foreground: .ansi(4), background: .ansi(0), attributes: .underline))
    // A surface has no more than what it is given: the text on it keeps its colour.
    #expect(
      theme.style(.layer, on: .popup)
        == Style(foreground: .ansi(4), background: .indexed(236), attributes: .bold))
    #expect(theme.style(.meter, on: .plain).attributes == .dim)
  }

  @Test func aStyleHasTheColoursAndAttributesThatItsEntryNames() {
    let theme = read(
      """
      name: dusk
      appearance: dark
      palette: {accent: "#7aa2f7"}
      roles:
        title: {fg: accent, bg: 236, attributes: [bold, underline]}
        note: {attributes: italic}
      """
    ).theme
    #expect(theme.name == "dusk")
    #expect(theme.appearance == .dark)
    expectNoDifference(
      theme.style(.title, on: .plain),
      Style(
        foreground: .rgb(0x7A, 0xA2, 0xF7), background: .indexed(236), attributes: [.bold, .underline]))
    #expect(theme.style(.note, on: .plain) == Style(attributes: .italic))
  }

  @Test(arguments: [
    (ColorDepth.rgb, Color.rgb(0xF7, 0x76, 0x8E)), (.sixteen, .ansi(1)), (.eight, .ansi(1)),
  ])
  func theFallbackIsForSixteenColoursOrFewer(depth: ColorDepth, expected: Color) {
    let text = "roles: {error: {fg: '#f7768e', fallback: {fg: red}}}"
    #expect(read(text).theme.style(.error, on: .plain, depth: depth).foreground == expected)
  }

  @Test(arguments: [
    ("roles:\n  text: {fg: red}\n  eror: {fg: red}", 3, "unknown role `eror`"),
    ("roles:\n  error:\n    fg: crimson", 3, "`crimson` is neither a colour nor in the palette"),
    ("roles:\n  error: {fg: '#12345'}", 2, "`#12345` is neither a colour nor in the palette"),
    ("roles:\n  error: {fg: 256}", 2, "`256` is neither a colour nor in the palette"),
    ("roles:\n  error:\n    attributes:\n      - bold\n      - loud", 5, "unknown attribute `loud`"),
    (
      "roles:\n  error: {colour: red}", 2,
      "unknown key `colour`: a role has fg, bg, attributes and fallback"
    ),
    ("roles:\n  error: red", 2, "the role `error` has to be written as `name: value`"),
    ("palette:\n  a: red\n  b: mauve", 3, "`b` in the palette is no colour"),
    ("appearance: dim", 1, "`appearance` is light, dark or any"),
    ("name: x\nrules: {}", 2, "unknown key `rules`"),
    ("name: x\ninherits: nowhere", 2, "there is no theme `nowhere` to inherit from"),
    ("name: x\ninherits: mine", 2, "`mine` inherits from itself"),
    ("[1, 2]", 1, "a theme has to be written as `name: value`"),
    ("name: x\nname: y", 1, "`name` is there twice"),
  ])
  func aMistakeIsAWarningWithItsLine(text: String, line: Int, message: String) {
    let warnings = read(text).warnings
    expectNoDifference(warnings.map { $0.message }, [message])
    #expect(warnings.first?.line == line)
    #expect(warnings.first?.description == "theme mine, line \(line): \(message)")
  }

  @Test func brokenYamlIsAWarningAndAThemeWithoutStyles() {
    let (theme, warnings) = read("roles:\n  text: {fg: red\n  error: [")
    #expect(warnings.count == 1)
    #expect((2...4).contains(warnings.first?.line ?? 0))
    #expect(theme.style(.text, on: .plain) == Style())
  }

  /// Aliases of aliases, which would grow without end, and more than anybody writes of colours.
  @Test(.timeLimit(.minutes(1))) func aThemeMadeToDoHarmIsRefused() {
    let bomb =
      "a0: &a0 [x, x]\n"
      + (0..<40).map { "? [*a\($0), *a\($0)]\n: &a\($0 + 1) [*a\($0), *a\($0)]\n" }.joined()
    let large = "palette: {" + String(repeating: "a: white, ", count: 100_000) + "}"
    for (text, words) in [
      (bomb, "anchors and aliases are not part of a theme"),
      (large, "larger than 64 KiB, which no theme is"),
    ] {
      #expect(read(text).warnings.map(\.message) == [words])
    }
  }

  @Test func whatIsRightStandsBesideAMistake() {
    let text = "roles:\n  eror: {}\n  note: {fg: nocolour, attributes: [bold]}\n  title: {fg: red}"
    let theme = read(text).theme
    #expect(theme.style(.title, on: .plain).foreground == .ansi(1))
    #expect(theme.style(.note, on: .plain) == Style(attributes: .bold))
  }

  @Test func anInheritedThemeIsSeenInTheHeirsPalette() {
    let base = "palette: {accent: red}\nappearance: light\nroles: {title: {fg: accent}, note: {fg: accent}}"
    let heir = "inherits: base\npalette: {accent: blue}\nroles: {note: {attributes: [bold]}}"
    let reader = ThemeReader { $0 == "base" ? base : nil }
    let (theme, warnings) = reader.read(heir, name: "mine")
    #expect(warnings == [])
    #expect(theme.name == "mine")
    #expect(theme.appearance == .light)
    #expect(theme.style(.title, on: .plain).foreground == .ansi(4))
    #expect(theme.style(.note, on: .plain) == Style(attributes: .bold))
  }

  @Test func aMistakeInAnInheritedThemeIsToldAsThatThemes() {
    let reader = ThemeReader { _ in "roles: {eror: {}}" }
    let warnings = reader.read("inherits: base", name: "mine").warnings
    #expect(warnings.map { $0.theme } == ["base"])
  }

  private func read(_ text: String) -> (theme: Theme, warnings: [ThemeWarning]) {
    ThemeReader().read(text, name: "mine")
  }
}
