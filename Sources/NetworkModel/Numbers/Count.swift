/// A number of things (parameters, multiply-adds, bytes) that is either exact or known to be beyond 64 bits.
///
/// Arithmetic never traps: once a count has overflowed it stays so, and `value` is `nil`.
public struct Count: Hashable, Sendable, BitwiseCopyable {
  private let bits: Int

  /// The number, or `nil` when it does not fit into 64 bits.
  public var value: Int? { bits < 0 ? nil : bits }
  public var isOverflow: Bool { bits < 0 }

  public static let overflow = Count(bits: -1)
  public static let zero = Count(bits: 0)

  private init(bits: Int) { self.bits = bits }

  /// - Parameter value: the number; one below zero counts as an overflow.
  public init(_ value: Int) { bits = max(value, -1) }

  /// - Parameter value: the number; one outside 0 ... 2⁶³ − 1 counts as an overflow.
  public init(_ value: Int128) { bits = Int(exactly: value).map { max($0, -1) } ?? -1 }

  public static func + (a: Count, b: Count) -> Count {
    if a.isOverflow || b.isOverflow { return .overflow }
    let (sum, overflow) = a.bits.addingReportingOverflow(b.bits)
    return overflow ? .overflow : Count(bits: sum)
  }

  public static func * (a: Count, b: Count) -> Count {
    if a.isOverflow || b.isOverflow { return .overflow }
    let (product, overflow) = a.bits.multipliedReportingOverflow(by: b.bits)
    return overflow ? .overflow : Count(bits: product)
  }

  /// - Returns: an overflow where more is taken away than there is.
  public static func - (a: Count, b: Count) -> Count {
    a.isOverflow || b.isOverflow ? .overflow : Count(a.bits - b.bits)
  }

  /// - Returns: `nil` where it is no whole number, or beyond counting.
  func divided(by divisor: Count) -> Count? {
    guard let value, let parts = divisor.value, parts > 0, value % parts == 0 else { return nil }
    return Count(value / parts)
  }

  public static func += (a: inout Count, b: Count) { a = a + b }
}

extension Count: Comparable {
  /// An overflow is more than any number.
  public static func < (a: Count, b: Count) -> Bool {
    a.isOverflow ? false : b.isOverflow || a.bits < b.bits
  }
}

extension Count: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self.init(value) }
}

extension Count: CustomStringConvertible {
  /// The number with its thousands separated by commas; an overflow says so.
  public var description: String { value?.grouped ?? "over 2^63" }
}
