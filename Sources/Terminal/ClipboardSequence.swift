/// The sequence by which a terminal is given a text for its clipboard (xterm's OSC 52).
public enum ClipboardSequence {
  /// Terminal multiplexers give up on longer sequences.
  static let maximumBytes = 750_000

  /// `nil` for a text that is too long to be taken.
  public static func setting(_ text: String) -> String? {
    guard text.utf8.count <= maximumBytes else { return nil }
    return "\u{1B}]52;c;" + base64(text) + "\u{7}"
  }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// RFC 4648: each three bytes as four characters, the last ones filled up by `=`.
  static func base64(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var encoded: [UInt8] = []
    encoded.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      var characters: [UInt8] = []
      for _ in 0..<4 {
        characters.append(alphabet[bits & 0x3F])
        bits >>= 6
      }
      encoded += characters.reversed().prefix(group.count + 1)
      encoded += repeatElement(UInt8(ascii: "="), count: 3 - group.count)
    }
    return String(decoding: encoded, as: UTF8.self)
  }
}
