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

  /// The receptive field per axis, in elements of the input; `nil` where it is not known on some axis.
  public var receptiveField: [Int]? {
    let fields = (0..<count).compactMap { storage[$0].field }
    return fields.count == count && count > 0 ? fields : nil
  }

  /// How many elements of the input lie between neighbouring elements, per axis.
  public var effectiveStride: [Fraction] { (0..<count).map { storage[$0].stride } }
}

/// One spatial axis of a tensor as a function of an axis of an input: where every window before it divides, its
/// size is `(scale · n + offset)/divisor`, and that being whole is what makes the last window divide.
public struct AxisTrace: Equatable, Sendable, BitwiseCopyable {
  /// The input layer's number, or −1 when the size follows from no input's axis.
  var sourceIndex: Int32 = -1
  var sourceAxis: Int32 = 0
  var scale = 1
  var offset = 0
  var divisor = 1
  /// Receptive field in elements of the input; −1 beyond 64 bits.
  var fieldBits = 1

  public var source: LayerID? { sourceIndex < 0 ? nil : LayerID(Int(sourceIndex)) }
  public var field: Int? { fieldBits < 0 ? nil : fieldBits }
  public var stride: Fraction { Fraction(divisor, scale) }
}
