import Terminal
import Testing

@Suite struct GlyphsTests {
  @Test(arguments: [
    (0.0, ""), (0.001, "▏"), (0.25, "██"), (0.5, "████"), (0.27, "██▏"), (1, "████████"), (7, "████████"),
    (-1, ""), (.nan, ""),
  ])
  func aBarShowsAShareInEighths(share: Double, bar: String) {
    #expect(Glyphs.unicode.bar(share, columns: 8) == bar)
  }

  @Test(arguments: [(0.0, ""), (0.001, "#"), (0.5, "####"), (1, "########")])
  func anAsciiBarShowsAShareInColumns(share: Double, bar: String) {
    #expect(Glyphs.ascii.bar(share, columns: 8) == bar)
  }

  @Test(arguments: [
    \Glyphs.horizontal, \.vertical, \.topLeft, \.topRight, \.bottomLeft, \.bottomRight, \.teeLeft, \.teeRight,
    \.error, \.warning, \.provisional, \.modified, \.folded, \.selected, \.node, \.wire,
    \.wireAcross, \.wireOpens, \.wireCloses, \.more, \.times, \.dot, \.separator, \.ellipsis, \.moreLeft,
    \.moreRight,
  ])
  func aGlyphTakesOneColumnInEitherSet(glyph: KeyPath<Glyphs, String> & Sendable) {
    #expect(TextWidth.columns(Glyphs.unicode[keyPath: glyph]) == 1)
    #expect(TextWidth.columns(Glyphs.ascii[keyPath: glyph]) == 1)
    #expect(Glyphs.ascii[keyPath: glyph].utf8.allSatisfy { $0 < 0x80 })
  }
}
