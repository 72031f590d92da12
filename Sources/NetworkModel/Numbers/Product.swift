/// A product kept as its factors, so that the number and the formula shown for it cannot disagree.
public struct Product: Equatable, Sendable, BitwiseCopyable {
  public static let maximumFactors = 8

  private var storage = InlineArray<8, Int>(repeating: 1)
  public private(set) var factorCount = 0

  public init() {}

  public init(_ factor: Int) { append(factor) }

  public init(_ factor: Count) { append(factor) }

  public subscript(index: Int) -> Int { storage[index] }

  /// Adds a factor. Factors past the eighth are folded into the last one; none is ever lost.
  public mutating func append(_ factor: Int) {
    if factorCount < Self.maximumFactors {
      storage[factorCount] = factor
      factorCount += 1
    } else {
      let (product, overflow) = storage[Self.maximumFactors - 1].multipliedReportingOverflow(by: factor)
      storage[Self.maximumFactors - 1] = overflow ? -1 : product
    }
  }

  /// Adds the factors of another product.
  public mutating func append(_ factors: Product) {
    for index in 0..<factors.factorCount { append(factors[index]) }
  }

  /// Adds a factor that may be beyond 64 bits; then so is the product.
  public mutating func append(_ factor: Count) { append(factor.value ?? -1) }

  /// The product's value; `zero` when it has no factor.
  public var count: Count {
    if factorCount == 0 { return .zero }
    var product = 1
    for index in 0..<factorCount {
      let (next, overflow) = product.multipliedReportingOverflow(by: storage[index])
      if overflow || storage[index] < 0 { return .overflow }
      product = next
    }
    return Count(product)
  }

  /// Whether it is of the same factors, in whatever order.
  func hasFactors(of other: Product) -> Bool {
    func sorted(_ product: Product) -> [Int] { (0..<product.factorCount).map { product[$0] }.sorted() }
    return sorted(self) == sorted(other)
  }

  public static func == (a: Product, b: Product) -> Bool {
    a.factorCount == b.factorCount && (0..<a.factorCount).allSatisfy { a.storage[$0] == b.storage[$0] }
  }
}

extension Product: CustomStringConvertible {
  /// The factors as a person would write them: `11·11·3·96`.
  public var description: String {
    (0..<factorCount).map { String(storage[$0]) }.joined(separator: "·")
  }
}
