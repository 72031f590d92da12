/// What a window that does not divide its input evenly does.
public enum Rounding: String, Sendable, CaseIterable, BitwiseCopyable {
  /// It is an error.
  case exact
  /// The rest is never read (PyTorch, ONNX `ceil_mode=0`, Caffe's convolution).
  case floor
  /// A last, partial window, unless it would start past the input (PyTorch and ONNX `ceil_mode=1`).
  case ceil
  /// A last, partial window; checked for where it starts only under padding (Caffe's pooling_layer.cpp).
  case ceilCaffe = "ceil_caffe"
}

/// A window that slides along one spatial axis.
public struct Window: Hashable, Sendable, BitwiseCopyable {
  public var kernel, stride, dilation: Int
  public var before, after: Int
  /// `same`-like padding: the size is `⌈I/S⌉` and always whole.
  public var followsInput: Bool
  public var rounding: Rounding
  /// Whether any axis of the layer is padded: Caffe then looks on every axis where the last window starts.
  public var layerIsPadded: Bool
  /// Set for a transposed convolution, which spreads each element over a window: the padding is then taken off
  /// the output, and so many elements are added to it.
  public var outputPadding: Int?

  init(
    kernel: Int, stride: Int, dilation: Int = 1, before: Int, after: Int, rounding: Rounding,
    layerIsPadded: Bool = false
  ) {
    (self.kernel, self.stride, self.dilation) = (kernel, stride, dilation)
    (self.before, self.after, self.rounding) = (before, after, rounding)
    self.layerIsPadded = layerIsPadded
    followsInput = false
  }

  /// What a window gives on an input of a certain size.
  public enum Outcome: Equatable, Sendable {
    /// - remainder: how much of the padded input's end no window reads, under `floor`; how far the size is from
    ///   the whole number below it, in strides' parts, under the other roundings.
    case size(Int, remainder: Int)
    case doesNotFit
    case overflow
  }

  /// Whether there are inputs that it does not divide.
  var canFallShort: Bool { stride > 1 && !followsInput && outputPadding == nil }

  /// Whether the padding before the first element is another one for another input size.
  var paddingFollowsSize: Bool { followsInput && stride > 1 && outputPadding == nil }

  /// `K′ = D(K − 1) + 1`, or `nil` beyond 64 bits.
  public var effectiveKernel: Int? {
    let (span, overflow) = dilation.multipliedReportingOverflow(by: kernel - 1)
    if overflow { return nil }
    let (size, tooLarge) = span.addingReportingOverflow(1)
    return tooLarge ? nil : size
  }

  /// The number of places the window takes on an axis of that size, by the table in formulas.md.
  public func outcome(on input: Int) -> Outcome {
    if let outputPadding { return spread(input, outputPadding) }
    if followsInput { return .size(flooredQuotient(input - 1, stride) + 1, remainder: 0) }
    guard let effectiveKernel, let room = room(on: input, effectiveKernel),
      !room.addingReportingOverflow(stride).overflow
    else { return .overflow }
    let remainder = residue(room, modulo: stride)
    if rounding == .exact || rounding == .floor {
      return room < 0 ? .doesNotFit : .size(room / stride + 1, remainder: remainder)
    }
    // A partial window may reach past the end, so room may be short of one stride.
    var size = flooredQuotient(room, stride) + (remainder == 0 ? 1 : 2)
    let clips = rounding == .ceil || layerIsPadded
    let (lastStart, overflow) = (size - 1).multipliedReportingOverflow(by: stride)
    if overflow { return .overflow }
    if clips, lastStart >= input + before { size -= 1 }
    return size < 1 ? .doesNotFit : .size(size, remainder: remainder)
  }

  /// `(I − 1)·S − p₀ − p₁ + K′ + op`.
  private func spread(_ input: Int, _ outputPadding: Int) -> Outcome {
    guard let effectiveKernel else { return .overflow }
    let places = Int128(input - 1) * Int128(stride)
    let ends = Int128(effectiveKernel) + Int128(outputPadding) - Int128(before) - Int128(after)
    guard let size = Int(exactly: places + ends) else { return .overflow }
    return size < 1 ? .doesNotFit : .size(size, remainder: 0)
  }

  /// `I + p₀ + p₁ − K′`: how far the window can move; `nil` beyond 64 bits.
  public func room(on input: Int, _ effectiveKernel: Int) -> Int? {
    let (padded, overflow) = input.addingReportingOverflow(before)
    let (whole, tooLarge) = padded.addingReportingOverflow(after)
    return overflow || tooLarge ? nil : whole - effectiveKernel
  }

  /// The size before any rounding, `(I + p₀ + p₁ − K′)/S + 1`.
  public func exactSize(on input: Int) -> Fraction? {
    if outputPadding != nil {
      if case .size(let size, _) = outcome(on: input) { return Fraction(size) }
      return nil
    }
    guard let effectiveKernel, let room = room(on: input, effectiveKernel) else { return nil }
    let (numerator, overflow) = room.addingReportingOverflow(stride)
    return overflow ? nil : Fraction(numerator, stride)
  }
}

/// A window for each spatial axis (at most three).
public struct Windows: Equatable, Sendable, BitwiseCopyable {
  private var storage: InlineArray<3, Window>
  public private(set) var count = 0

  public init() {
    self.init(repeating: Window(kernel: 1, stride: 1, before: 0, after: 0, rounding: .floor), count: 0)
  }

  /// The same window on each of so many axes.
  init(repeating window: Window, count: Int) {
    storage = InlineArray(repeating: window)
    self.count = min(count, Extent.maximumAxes)
  }

  init(count: Int, window: (_ axis: Int) -> Window) {
    self.init()
    for axis in 0..<count { append(window(axis)) }
  }

  public mutating func append(_ window: Window) {
    guard count < Extent.maximumAxes else { return }
    storage[count] = window
    count += 1
  }

  public subscript(axis: Int) -> Window { storage[axis] }

  public static func == (a: Windows, b: Windows) -> Bool {
    a.count == b.count && (0..<a.count).allSatisfy { a[$0] == b[$0] }
  }
}

extension Window {
  /// The formula with its numbers in it: `(227 − 11 + 2·0)/4 + 1`.
  public func formula(on input: Int) -> String {
    let span = dilation == 1 ? "\(kernel)" : "(\(dilation)·(\(kernel) − 1) + 1)"
    if let outputPadding {
      if followsInput { return "\(input)·\(stride)" }
      let less = before == after ? "2·\(before)" : "\(before) − \(after)"
      return "(\(input) − 1)·\(stride) − \(less) + \(span) + \(outputPadding)"
    }
    if followsInput { return "⌈\(input)/\(stride)⌉" }
    let padding = before == after ? "2·\(before)" : "\(before) + \(after)"
    return "(\(input) − \(span) + \(padding))/\(stride) + 1"
  }

  /// The formula and what it comes to: `(226 − 11 + 2·0)/4 + 1 = 54.75`, `… = 112.5 → 112` where it is rounded.
  public func derivation(on input: Int) -> String {
    let formula = formula(on: input)
    guard case .size(let size, let remainder) = outcome(on: input) else {
      return exactSize(on: input).map { "\(formula) = \($0)" } ?? formula
    }
    if followsInput { return "\(formula) = \(size)" }
    guard let exact = exactSize(on: input) else { return formula }
    return remainder == 0 && exact == Fraction(size) || rounding == .exact
      ? "\(formula) = \(exact)" : "\(formula) = \(exact) → \(size)"
  }
}
