import Testing

@testable import Terminal

@Suite struct ClipboardSequenceTests {
  // RFC 4648, section 10, and text beyond ASCII.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"), ("\u{1B}\u{7}", "Gwc="), ("畳み", "55Wz44G/"),
  ])
  func textIsWrittenInBase64(text: String, encoded: String) {
    #expect(ClipboardSequence.base64(text) == encoded)
    #expect(ClipboardSequence.setting(text) == "\u{1B}]52;c;\(encoded)\u{7}")
  }

  @Test func aTextThatIsTooLongIsRefused() {
    let longest = String(repeating: "x", count: ClipboardSequence.maximumBytes)
    #expect(ClipboardSequence.setting(longest) != nil)
    #expect(ClipboardSequence.setting(longest + "x") == nil)
  }
}
