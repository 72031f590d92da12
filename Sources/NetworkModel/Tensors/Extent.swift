/// One whole number for every spatial axis, or one each (at most three).
public struct Extent: Hashable, Sendable, BitwiseCopyable {
  public static let maximumAxes = 3

  private var first, second, third: Int
  /// How many numbers were given; one holds for all axes.
  public let count: Int

  public init(_ value: Int) { (first, second, third, count) = (value, value, value, 1) }

  /// - Returns: `nil` unless there are one to three values. Equal values are kept apart from a single one.
  public init?(_ values: some Collection<Int>) {
    guard (1...Self.maximumAxes).contains(values.count) else { return nil }
    let values = Array(values)
    count = values.count
    first = values[0]
    second = count > 1 ? values[1] : values[0]
    third = count > 2 ? values[2] : values[0]
  }

  public subscript(axis: Int) -> Int {
    get { axis == 0 || count == 1 ? first : axis == 1 ? second : third }
    set {
      switch axis {
      case 0: first = newValue
      case 1: second = newValue
      default: third = newValue
      }
      // What was not given goes with the first, so that equal extents are equal.
      if count < 2 { second = first }
      if count < 3 { third = first }
    }
  }

  var isZero: Bool { first == 0 && second == 0 && third == 0 }

  func allSatisfy(_ isGood: (Int) -> Bool) -> Bool { isGood(first) && isGood(second) && isGood(third) }

  public var values: [Int] { (0..<count).map { self[$0] } }

  /// The same numbers written out for each of so many axes.
  public func spread(over axes: Int) -> Extent { Extent((0..<axes).map { self[$0] }) ?? self }

  /// One number again, where all are equal.
  public var simplified: Extent { values.allSatisfy { $0 == first } ? Extent(first) : self }

  /// Whether it says something for each of so many spatial axes.
  public func fits(axes: Int) -> Bool { count == 1 || count == axes }
}

extension Extent: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self.init(value) }
}
