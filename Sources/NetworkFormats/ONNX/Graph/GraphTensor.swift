import NetworkModel

/// What is known of a tensor while a graph is read.
struct GraphTensor {
  /// The sizes of all axes, the batch among them; `nil` where nothing tells them, its number of axes included.
  var shape: [Size]?
  /// The layer's output that it is; `nil` for a constant that no layer stands for (yet).
  var source: InputReference?
  var constant: Constant?
  /// What it holds where it is no tensor but a list of them, which no layer stands for (yet).
  var elements: [GraphTensor]?
}

/// A tensor that does not depend on what the network is fed.
struct Constant {
  enum Origin: Hashable {
    /// An initializer, or the same elements in another order.
    case initializer(String)
    /// Made of initializers by layers, which are needed only where it is read as a tensor and not as weights.
    case layers
    /// Worked out from sizes, or written into the graph.
    case graph
    /// The step by which quantized numbers count, which depends on what the network is fed but is no tensor of it.
    case step
  }

  var origin: Origin
  var isInteger: Bool
  /// The elements in row-major order, where they are few.
  var values: [Sample]?

  /// The number that all its elements are, if they are; of a single precision written no longer than it has to be.
  var number: Double? {
    guard let values, let first = values.first?.constant, first.isFinite,
      values.allSatisfy({ $0.constant == first })
    else { return nil }
    let single = Float(first)
    return Double(single) == first ? single.asWritten : first
  }

  /// The initializer that has its elements.
  var initializer: String? {
    if case .initializer(let name) = origin { name } else { nil }
  }

  /// Whether it is something that was learned, as far as a file tells.
  var isLearned: Bool {
    switch origin {
    case .initializer, .layers: !isInteger
    case .graph, .step: false
    }
  }
}

/// An element in each of several trials (see `Trials`). Whole numbers of up to 53 bits are exact, and none traps.
typealias Sample = SIMD4<Double>

extension Size {
  /// The element as a size; 0, which is no size, where it is none.
  init(_ sample: Sample) {
    self.init(0)
    for trial in 0..<Size.scalarCount { self[trial] = Int(clamping: sample[trial]) }
  }
}

extension Sample {
  init(_ size: Size) { self.init(Double(size[0]), Double(size[1]), Double(size[2]), Double(size[3])) }

  /// The number, if it is the same in all trials.
  var constant: Double? { self == Sample(repeating: self[0]) ? self[0] : nil }
  var constantInteger: Int? { constant.map { Int(clamping: $0) } }
}

extension Float {
  /// The number as it is written, with no more digits than tell it from others of single precision.
  var asWritten: Double { Double(description) ?? Double(self) }
}

extension Int {
  /// The whole number towards zero; the nearest there is beyond 64 bits.
  init(clamping number: Double) {
    self = number.isNaN ? 0 : number >= 0x1p63 ? .max : number <= -0x1p63 ? .min : Int(number)
  }
}
