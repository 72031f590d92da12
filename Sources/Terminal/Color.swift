/// A colour as a theme names it.
public enum Color: Hashable, Sendable {
  /// The terminal's own foreground or background.
  case terminal
  /// One of the terminal's 16 named colours: 0–7, and 8–15 for the bright ones.
  case ansi(UInt8)
  /// One of the 256 of xterm's palette.
  case indexed(UInt8)
  case rgb(UInt8, UInt8, UInt8)

  /// The names of the 16 colours in order.
  public static let ansiNames: [String] = {
    let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
    return names + names.map { "bright-" + $0 }
  }()

  /// Reads a colour as theme files write it: `#rrggbb`, `0`…`255`, `red`, `bright-black`, `terminal`, `default`.
  public init?(parsing text: String) {
    if text == "terminal" || text == "default" {
      self = .terminal
    } else if let index = Color.ansiNames.firstIndex(of: text) {
      self = .ansi(UInt8(index))
    } else if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let index = UInt8(text) {
      self = index < 16 ? .ansi(index) : .indexed(index)
    } else if text.utf8.count == 7, text.hasPrefix("#"),
      text.dropFirst().allSatisfy(\.isHexDigit), let value = UInt32(text.dropFirst(), radix: 16)
    {
      self = .rgb(UInt8(value >> 16), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF))
    } else {
      return nil
    }
  }
}

/// How many colours a terminal shows.
public enum ColorDepth: Int, Comparable, CaseIterable, Sendable {
  case mono = 1
  case eight = 8
  case sixteen = 16
  case palette = 256
  case rgb = 0x1000000

  public static func < (left: ColorDepth, right: ColorDepth) -> Bool {
    left.rawValue < right.rawValue
  }
}
