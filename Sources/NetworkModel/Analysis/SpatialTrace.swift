/// Where the spatial axes of a tensor come from, axis by axis (at most three).
public struct SpatialTrace: Equatable, Sendable, BitwiseCopyable {
  private var storage = InlineArray<3, AxisTrace>(repeating: AxisTrace())
  public internal(set) var count = 0
  /// Whether the tensor follows from no input at all.
  private(set) var isStill = false

  init() {}

  /// The trace of what no input has a part in.
  static let still: SpatialTrace = {
    var trace = SpatialTrace()
    trace.isStill = true
    return trace
  }()

  var isEmpty: Bool { count == 0 }

  mutating func forget() { (count, isStill) = (0, false) }

  public internal(set) subscript(axis: Int) -> AxisTrace {
    get { storage[axis] }
    set { storage[axis] = newValue }
  }

  // Inlined, since a call would copy both.
  @inline(__always)
  public static func == (a: SpatialTrace, b: SpatialTrace) -> Bool {
    guard a.count == b.count, a.isStill == b.isStill else { return false }
    for axis in 0..<a.count where a.storage[axis] != b.storage[axis] { return false }
    return true
  }

  /// The receptive field per axis, in elements of the input; `nil` where it is not known on some axis. Behind what
  /// makes an image larger elements differ in how much they see; it is then no less than the most that one sees.
  public var receptiveField: [Int]? { onEveryAxis(\.field) }

  /// How many elements of the input lie between neighbouring elements, per axis; `nil` where it is not known on some
  /// axis.
  public var effectiveStride: [Fraction]? { onEveryAxis(\.stride) }

  /// Where the middle of the first element's receptive field lies, per axis, in elements of the input of which the
  /// first lies at 0.5; `nil` where it is not known on some axis.
  public var start: [Fraction]? { onEveryAxis(\.start) }

  private func onEveryAxis<Value>(_ value: (AxisTrace) -> Value?) -> [Value]? {
    let values = (0..<count).compactMap { value(storage[$0]) }
    return values.count == count && count > 0 ? values : nil
  }
}

/// One spatial axis of a tensor as a function of an axis of an input: where every window before it divides, its
/// size is `(scale · n + offset)/divisor`, and that being whole is what makes the last window divide.
public struct AxisTrace: Equatable, Sendable, BitwiseCopyable {
  /// The input layer's number, or −1 when the size follows from no input's axis.
  var sourceIndex: Int32 = -1
  var sourceAxis: Int16 = 0
  /// False where neighbouring elements do not lie equally far apart in the input, or nobody knows how far.
  var isRegular = true
  var scale = 1
  var offset = 0
  var divisor = 1
  /// Receptive field in elements of the input; −1 beyond 64 bits.
  var fieldBits = 1
  /// The middle of the first element's receptive field in parts of `1/(2·scale)` elements; `unknown` where it is
  /// not known.
  var startParts = 1

  static let unknown = Int.min

  public var source: LayerID? { sourceIndex < 0 ? nil : LayerID(Int(sourceIndex)) }
  public var field: Int? { fieldBits < 0 ? nil : fieldBits }
  public var stride: Fraction? { isRegular ? Fraction(divisor, scale) : nil }
  public var start: Fraction? {
    let (parts, overflow) = scale.multipliedReportingOverflow(by: 2)
    return startParts == Self.unknown || overflow ? nil : Fraction(startParts, parts)
  }
}
