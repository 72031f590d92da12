/// What a layer adds to the network's totals, and those totals.
///
/// Work is counted for one example at inference. A multiply-add (MAC) is a multiplication and the addition of what
/// it gives. FLOPs are twice the multiply-adds, and one for every other operation on a number: an addition of a
/// bias, a comparison, a division, an evaluation of a function such as `exp` or a sigmoid. Moving, copying and
/// choosing elements is no work.
public struct LayerCounts: Sendable, BitwiseCopyable {
  private var counts = InlineArray<7, Count>(repeating: .zero)
  /// The input's channels and rank for which the parameters were counted; −1 when they have to be counted anew.
  var channelKey = -1

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
  public internal(set) var weights: Count {
    get { self[.weights] }
    set { self[.weights] = newValue }
  }
  public internal(set) var biases: Count {
    get { self[.biases] }
    set { self[.biases] = newValue }
  }
  /// Running statistics and the like, which no gradient changes.
  public internal(set) var nonTrainable: Count {
    get { self[.nonTrainable] }
    set { self[.nonTrainable] = newValue }
  }
  /// For one example.
  public internal(set) var multiplyAdds: Count {
    get { self[.multiplyAdds] }
    set { self[.multiplyAdds] = newValue }
  }
  /// For one example.
  public internal(set) var flops: Count {
    get { self[.flops] }
    set { self[.flops] = newValue }
  }
  /// Of all outputs, for the whole batch, in the analysis' element type.
  public internal(set) var activationBytes: Count {
    get { self[.activationBytes] }
    set { self[.activationBytes] = newValue }
  }
  /// Of weights and biases, in the analysis' element type.
  public internal(set) var parameterBytes: Count {
    get { self[.parameterBytes] }
    set { self[.parameterBytes] = newValue }
  }

  /// Weights and biases: all that is trained.
  public var parameters: Count { weights + biases }
}

extension LayerCounts: Equatable {
  public static func == (a: LayerCounts, b: LayerCounts) -> Bool {
    for index in a.counts.indices where a.counts[index] != b.counts[index] { return false }
    return true
  }
}
