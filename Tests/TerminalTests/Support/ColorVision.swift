import Foundation
import Terminal

/// A colour as light: linear red, green and blue from 0 to 1 (IEC 61966-2-1).
struct Light {
  let red, green, blue: Double

  static let white = Light(red: 1, green: 1, blue: 1)
  static let black = Light(red: 0, green: 0, blue: 0)

  init(red: Double, green: Double, blue: Double) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  /// - Parameter terminal: what the terminal's own colour is.
  init(_ color: Color?, terminal: Light) {
    guard let parts = color?.components else {
      self = terminal
      return
    }
    func linear(_ value: Int) -> Double {
      let share = Double(value) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    self.init(red: linear(parts.red), green: linear(parts.green), blue: linear(parts.blue))
  }

  /// The contrast ratio of WCAG 2, from 1 to 21.
  func contrast(with other: Light) -> Double {
    let (bright, dark) = (max(luminance, other.luminance), min(luminance, other.luminance))
    return (bright + 0.05) / (dark + 0.05)
  }

  private var luminance: Double { 0.2126 * red + 0.7152 * green + 0.0722 * blue }

  /// The distance in CIELAB (1976) as eyes of a kind see it; about 2 can just be told apart side by side.
  func distance(to other: Light, seenWith vision: ColorVision = .usual) -> Double {
    zip(vision.seen(self).lab, vision.seen(other).lab).reduce(0) { $0 + pow($1.0 - $1.1, 2) }.squareRoot()
  }

  /// L*, a* and b* under daylight (D65).
  private var lab: [Double] {
    func curve(_ share: Double) -> Double {
      share > 216.0 / 24389 ? cbrt(share) : (24389.0 / 27 * share + 16) / 116
    }
    let x = curve((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047)
    let y = curve(0.2126729 * red + 0.7151522 * green + 0.0721750 * blue)
    let z = curve((0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883)
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
  }
}

/// How colours are seen, by the matrices of Machado, Oliveira and Fernandes (2009) at full severity.
enum ColorVision: CaseIterable {
  case usual, protanopia, deuteranopia, tritanopia

  func seen(_ light: Light) -> Light {
    let values = rows.map { row in
      min(max(row.0 * light.red + row.1 * light.green + row.2 * light.blue, 0), 1)
    }
    return Light(red: values[0], green: values[1], blue: values[2])
  }

  private var rows: [(Double, Double, Double)] {
    switch self {
    case .usual: [(1, 0, 0), (0, 1, 0), (0, 0, 1)]
    case .protanopia:
      [
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998),
      ]
    case .deuteranopia:
      [
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881),
      ]
    case .tritanopia:
      [
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900),
      ]
    }
  }
}
