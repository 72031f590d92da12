/// The whole numbers `n ≡ remainder (mod modulus)`.
public struct ResidueClass: Hashable, Sendable, BitwiseCopyable {
  public let remainder: Int
  public let modulus: Int

  /// Every whole number.
  public static let all = ResidueClass(remainder: 0, modulus: 1)

  /// - Parameter modulus: positive; the remainder is brought into `0 ..< modulus`.
  public init(remainder: Int, modulus: Int) {
    self.modulus = max(modulus, 1)
    self.remainder = residue(remainder, modulo: self.modulus)
  }

  /// The solutions of `scale · n + offset ≡ 0 (mod modulus)`, or `nil` when there are none.
  ///
  /// - Parameter modulus: positive.
  public init?(solving scale: Int, offset: Int, modulus: Int) {
    let divisor = greatestCommonDivisor(scale, modulus)
    guard modulus > 0, offset % divisor == 0 else { return nil }
    let reduced = modulus / divisor
    guard let inverse = modularInverse(scale / divisor, modulo: reduced) else { return nil }
    let wanted = residue(-residue(offset / divisor, modulo: reduced), modulo: reduced)
    self.init(remainder: Int(Int128(wanted) * Int128(inverse) % Int128(reduced)), modulus: reduced)
  }

  public func contains(_ number: Int) -> Bool { residue(number, modulo: modulus) == remainder }

  /// The numbers that are in both classes, or `nil` when there are none, or their period is beyond 64 bits.
  public func intersection(_ other: ResidueClass) -> ResidueClass? {
    // n = remainder + modulus·t must lie in the other class.
    guard
      let steps = ResidueClass(solving: modulus, offset: remainder - other.remainder, modulus: other.modulus)
    else { return nil }
    let (period, overflow) = modulus.multipliedReportingOverflow(by: steps.modulus)
    if overflow { return nil }
    let first = (Int128(modulus) * Int128(steps.remainder) + Int128(remainder)) % Int128(period)
    return ResidueClass(remainder: Int(first), modulus: period)
  }

  /// The nearest member of the class on each side of a number, itself not counted, and not below `minimum`.
  public func neighbours(of number: Int, minimum: Int = 1) -> (below: Int?, above: Int?) {
    let past = residue(residue(number, modulo: modulus) - remainder, modulo: modulus)
    let below = number.subtractingReportingOverflow(past == 0 ? modulus : past)
    let above = number.addingReportingOverflow(modulus - past)
    return (
      below.overflow || below.partialValue < minimum ? nil : below.partialValue,
      above.overflow ? nil : above.partialValue
    )
  }
}

extension ResidueClass: CustomStringConvertible {
  public var description: String { "n ≡ \(remainder) (mod \(modulus))" }
}

private func modularInverse(_ a: Int, modulo modulus: Int) -> Int? {
  if modulus == 1 { return 0 }
  var (r0, r1) = (modulus, residue(a, modulo: modulus))
  var (t0, t1): (Int128, Int128) = (0, 1)
  while r1 != 0 {
    let quotient = r0 / r1
    (r0, r1) = (r1, r0 - quotient * r1)
    (t0, t1) = (t1, t0 - Int128(quotient) * t1)
  }
  return r0 == 1 ? Int((t0 % Int128(modulus) + Int128(modulus)) % Int128(modulus)) : nil
}
