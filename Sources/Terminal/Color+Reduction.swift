extension Color {
  /// The nearest colour that a terminal of the given depth has; nil where it has none.
  public func reduced(to depth: ColorDepth) -> Color? {
    guard self != .terminal else { return depth == .mono ? nil : .terminal }
    switch depth {
    case .mono: return nil
    case .eight: return nearestOfSixteen.withoutBrightness
    case .sixteen: return nearestOfSixteen
    case .palette: return nearestOf256
    case .rgb: return self
    }
  }

  private var nearestOf256: Color {
    guard case .rgb(let red, let green, let blue) = self else { return self }
    let wanted = RGB(red, green, blue)
    // The first 16 are left out: users redefine them.
    let index = (16...255).min { RGB.palette($0).distance(to: wanted) < RGB.palette($1).distance(to: wanted) }
    return .indexed(UInt8(index ?? 16))
  }

  private var nearestOfSixteen: Color {
    let wanted: RGB
    switch self {
    case .terminal, .ansi: return self
    case .indexed(let index) where index < 16: return .ansi(index)
    case .indexed(let index): wanted = .palette(Int(index))
    case .rgb(let red, let green, let blue): wanted = RGB(red, green, blue)
    }
    let index = (0..<16).min { RGB.ansi[$0].distance(to: wanted) < RGB.ansi[$1].distance(to: wanted) }
    return .ansi(UInt8(index ?? 0))
  }

  /// Bright black is a grey for what is less important; black itself would not be seen on black.
  private var withoutBrightness: Color {
    guard case .ansi(let index) = self, index >= 8 else { return self }
    return index == 8 ? .terminal : .ansi(index - 8)
  }
}

extension Color {
  /// Red, green and blue from 0 to 255, as xterm has the colours that the user may change; nil for the terminal's own.
  public var components: (red: Int, green: Int, blue: Int)? {
    let rgb: RGB
    switch self {
    case .terminal: return nil
    case .ansi(let index), .indexed(let index): rgb = .palette(Int(index))
    case .rgb(let red, let green, let blue): rgb = RGB(red, green, blue)
    }
    return (rgb.red, rgb.green, rgb.blue)
  }
}

/// Red, green and blue, each from 0 to 255.
private struct RGB {
  let red, green, blue: Int

  init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    (self.red, self.green, self.blue) = (Int(red), Int(green), Int(blue))
  }

  private init(grey: Int) {
    (red, green, blue) = (grey, grey, grey)
  }

  private init(cube index: Int) {
    let levels = [0, 95, 135, 175, 215, 255]
    (red, green, blue) = (levels[index / 36], levels[index / 6 % 6], levels[index % 6])
  }

  /// The 16 colours as xterm has them; users may have others.
  static let ansi = [
    RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0),
    RGB(0, 0, 238), RGB(205, 0, 205), RGB(0, 205, 205), RGB(229, 229, 229),
    RGB(127, 127, 127), RGB(255, 0, 0), RGB(0, 255, 0), RGB(255, 255, 0),
    RGB(92, 92, 255), RGB(255, 0, 255), RGB(0, 255, 255), RGB(255, 255, 255),
  ]

  /// xterm's palette: the 16 colours, a cube of 6×6×6, and 24 greys.
  static func palette(_ index: Int) -> RGB {
    switch index {
    case ..<16: ansi[index]
    case ..<232: RGB(cube: index - 16)
    default: RGB(grey: 8 + 10 * (index - 232))
    }
  }

  /// Green weighs most, as the eye sees it.
  func distance(to other: RGB) -> Int {
    let (red, green, blue) = (red - other.red, green - other.green, blue - other.blue)
    return 2 * red * red + 4 * green * green + 3 * blue * blue
  }
}
