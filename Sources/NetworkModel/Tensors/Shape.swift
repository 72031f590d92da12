/// The sizes of a tensor's axes, the batch first, in the order of the network's layout.
///
/// Stored in place, because an edit at the input of a large network makes one for every layer.
public struct Shape: Sendable, BitwiseCopyable {
  /// More axes than any framework's layer needs (PyTorch's windows attention reshapes to six).
  public static let maximumRank = 8

  private var storage = InlineArray<8, Int>(repeating: 0)
  /// How many axes there are, the batch included.
  public private(set) var rank = 0
  /// Whether the first axis is the batch, as far as is known: then a person need not see it.
  public var hasBatch = true

  public init() {}

  /// - Returns: `nil` when there are more than `maximumRank` axes.
  public init?(_ dimensions: some Collection<Int>) {
    guard dimensions.count <= Self.maximumRank else { return nil }
    for dimension in dimensions {
      storage[rank] = dimension
      rank += 1
    }
  }

  /// A batch of vectors.
  public init(batch: Int, features: Int) {
    storage[0] = batch
    storage[1] = features
    rank = 2
  }

  /// Adds an axis at the end; past `maximumRank` nothing happens and the answer is false.
  @discardableResult
  public mutating func append(_ dimension: Int) -> Bool {
    guard rank < Self.maximumRank else { return false }
    storage[rank] = dimension
    rank += 1
    return true
  }

  /// The shape without some of its axes.
  func dropping(_ axes: [Int]) -> Shape {
    var result = Shape()
    result.hasBatch = hasBatch
    for axis in 0..<rank where !axes.contains(axis) { result.append(storage[axis]) }
    return result
  }

  public subscript(axis: Int) -> Int {
    get { storage[axis] }
    set { storage[axis] = newValue }
  }

  /// The axes of one example: all but the batch.
  public var exampleAxes: Range<Int> { hasBatch ? 1..<max(rank, 1) : 0..<rank }

  public var dimensions: [Int] { (0..<rank).map { storage[$0] } }

  /// The number of elements, the batch included.
  public var elements: Count { product(of: 0..<rank) }

  /// The number of elements of one example: everything but the batch.
  public var elementsPerExample: Count { rank == 0 ? 0 : product(of: 1..<rank) }

  /// The sizes of the axes from a certain one on, as factors.
  func sizes(from first: Int) -> Product {
    var product = Product()
    for axis in first..<max(rank, first) { product.append(storage[axis]) }
    return product
  }

  private func product(of axes: Range<Int>) -> Count {
    var product = 1
    for axis in axes {
      let (next, overflow) = product.multipliedReportingOverflow(by: storage[axis])
      if overflow { return .overflow }
      product = next
    }
    return Count(product)
  }
}

extension Shape: Hashable {
  public static func == (a: Shape, b: Shape) -> Bool {
    guard a.rank == b.rank, a.hasBatch == b.hasBatch else { return false }
    for axis in 0..<a.rank where a.storage[axis] != b.storage[axis] { return false }
    return true
  }

  public func hash(into hasher: inout Hasher) {
    for axis in 0..<rank { hasher.combine(storage[axis]) }
  }
}

extension Shape {
  /// Sizes as a person writes them, without the batch; a vector as a column: `55×55×96`, `4096×1`.
  public func text(separator: String = "×") -> String {
    let sizes = exampleAxes.map { String(storage[$0]) }
    return switch sizes.count {
    case 0: "1"
    case 1: "\(sizes[0])\(separator)1"
    default: sizes.joined(separator: separator)
    }
  }
}

extension Shape: CustomStringConvertible {
  public var description: String { text() }
}
