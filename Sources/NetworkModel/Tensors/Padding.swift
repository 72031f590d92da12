/// What is added around a tensor's spatial axes before a window slides over it.
public struct Padding: Hashable, Sendable, BitwiseCopyable {
  public enum Mode: String, Sendable, CaseIterable, BitwiseCopyable {
    /// The numbers given.
    case explicit
    /// As many as make the output `⌈I/S⌉`, the odd one at the end (TensorFlow SAME, ONNX SAME_UPPER).
    case same
    /// The same with the odd one at the start (ONNX SAME_LOWER).
    case sameLower = "same_lower"
    /// None.
    case valid
    /// Output as `same`, all of it before (Keras Conv1D).
    case causal
  }

  public let mode: Mode
  public let before, after: Extent

  /// Padding that follows from the input's size.
  public init(_ mode: Mode) { (self.mode, before, after) = (mode, 0, 0) }

  /// The same on both sides.
  public init(_ sides: Extent) { (mode, before, after) = (.explicit, sides, sides) }

  /// Sides apart; where only one of them is given for each axis, the other is written out for each too.
  public init(before: Extent, after: Extent) {
    mode = .explicit
    let axes = max(before.count, after.count)
    self.before = before.count == axes ? before : before.spread(over: axes)
    self.after = after.count == axes ? after : after.spread(over: axes)
  }

  /// Whether every axis has the same, whatever its size.
  var isUniform: Bool { (mode == .explicit || mode == .valid) && before.count == 1 && after.count == 1 }

  /// Whether every number given is zero.
  public var isZero: Bool { before.isZero && after.isZero }

  public var isSymmetric: Bool { before == after }

  /// What is added to an axis before and after it. Two plain numbers for a single axis are its two sides.
  public func sides(axis: Int, of axes: Int) -> (before: Int, after: Int) {
    axes == 1 && before.count == 2 && isSymmetric
      ? (before[0], before[1]) : (before[axis], after[axis])
  }

  public func fits(axes: Int) -> Bool {
    before.fits(axes: axes) || (axes == 1 && before.count == 2 && isSymmetric)
  }
}

extension Padding: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self.init(Extent(value)) }
}
