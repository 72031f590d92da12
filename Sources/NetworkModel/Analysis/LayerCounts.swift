/// What a layer adds to the network's totals, and those totals.
///
/// Work is counted for one example at inference. A multiply-add (MAC) is a multiplication and the addition of what
/// it gives. FLOPs are twice the multiply-adds, and one for every other operation on a number: an addition of a
/// bias, a comparison, a division, an evaluation of a function such as `exp` or a sigmoid. Moving, copying and
/// choosing elements is no work.
public struct LayerCounts: Sendable, BitwiseCopyable {
  // By the number of a quantity.
  private var counts = InlineArray<7, Count>(repeating: .zero)
  /// The input's channels and rank for which the parameters, and the work for one element, were counted; −1 when
  /// they have to be counted anew.
  var channelKey = -1
  /// For each element that comes out, where they go by elements.
  var multiplyAddsPerElement: Count?
  /// FLOPs in no multiply-add for each element that comes out, where they go by elements.
  var otherFLOPsPerElement = Count.zero

  public init() {}

  /// What is counted, in the order in which messages name it.
  enum Quantity: Int, CaseIterable {
    case weights, biases, nonTrainable, multiplyAdds, flops, activationBytes, parameterBytes

    var name: String {
      switch self {
      case .weights: "weights"
      case .biases: "biases"
      case .nonTrainable: "running statistics"
      case .multiplyAdds: "multiply-adds"
      case .flops: "FLOPs"
      case .activationBytes: "activation bytes"
      case .parameterBytes: "parameter bytes"
      }
    }
  }

  subscript(quantity: Quantity) -> Count {
    get { counts[quantity.rawValue] }
    set { counts[quantity.rawValue] = newValue }
  }

  /// By a quantity's number, where all of them are gone through.
  subscript(index: Int) -> Count { counts[index] }

  var hasOverflow: Bool {
    for index in counts.indices where counts[index].isOverflow { return true }
    return false
  }

  public static func += (sum: inout LayerCounts, other: LayerCounts) {
    for index in sum.counts.indices { sum.counts[index] += other.counts[index] }
  }
}

extension LayerCounts {
  public var weights: Count { self[.weights] }
  public var biases: Count { self[.biases] }
  /// Running statistics and the like, which no gradient changes.
  public var nonTrainable: Count { self[.nonTrainable] }
  /// For one example.
  public var multiplyAdds: Count { self[.multiplyAdds] }
  /// For one example.
  public var flops: Count { self[.flops] }
  /// Of all outputs, for the whole batch, in the analysis' element type.
  public var activationBytes: Count { self[.activationBytes] }
  /// Of weights and biases, in the analysis' element type.
  public var parameterBytes: Count { self[.parameterBytes] }

  /// Weights and biases: all that is trained.
  public var parameters: Count { weights + biases }
}

extension LayerCounts: Equatable {
  public static func == (a: LayerCounts, b: LayerCounts) -> Bool {
    for index in a.counts.indices where a.counts[index] != b.counts[index] { return false }
    return true
  }
}
