/// An exact quotient of two whole numbers, in lowest terms, its denominator positive.
public struct Fraction: Hashable, Sendable, BitwiseCopyable {
  public let numerator: Int
  public let denominator: Int

  /// - Parameter denominator: not zero and not negative; otherwise it counts as one.
  public init(_ numerator: Int, _ denominator: Int = 1) {
    let positive = max(denominator, 1)
    let divisor = max(greatestCommonDivisor(numerator, positive), 1)
    self.numerator = numerator / divisor
    self.denominator = positive / divisor
  }

  public var isWhole: Bool { denominator == 1 }

  /// Rounded toward −∞ (Swift's `/` rounds toward zero, which is wrong for a window that does not fit).
  public var floor: Int { flooredQuotient(numerator, denominator) }
}

extension Fraction: CustomStringConvertible {
  /// A decimal: exact where four places suffice (`44.2`, `54.75`), otherwise cut after two with `…` (`73.33…`).
  public var description: String {
    let sign = numerator < 0 ? "−" : ""
    if isWhole { return sign + String(numerator.magnitude) }
    // Twice as wide, so that ten times a rest always fits.
    let (magnitude, divisor) = (UInt128(numerator.magnitude), UInt128(denominator))
    var digits = ""
    var rest = magnitude % divisor
    while rest != 0, digits.count < 4 {
      digits.append(String(rest * 10 / divisor))
      rest = rest * 10 % divisor
    }
    return "\(sign)\(magnitude / divisor)." + (rest == 0 ? digits : digits.prefix(2) + "…")
  }
}

/// Division rounded toward −∞, for a positive divisor.
@inlinable
func flooredQuotient(_ a: Int, _ b: Int) -> Int {
  let quotient = a / b
  return a % b < 0 ? quotient - 1 : quotient
}

/// The remainder in `0 ..< modulus`, for a positive modulus.
func residue(_ a: Int, modulo modulus: Int) -> Int {
  let remainder = a % modulus
  return remainder < 0 ? remainder + modulus : remainder
}

/// Zero only when both are zero; never negative.
func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
  var (x, y) = (a.magnitude, b.magnitude)
  while y != 0 { (x, y) = (y, x % y) }
  return Int(clamping: x)
}
