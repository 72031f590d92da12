/// All that follows from a layer and what comes into it.
public struct LayerFacts: Equatable, Sendable {
  /// The outputs' shapes, in order; empty when the layer has none: it is broken beyond a size, or blocked.
  public let outputs: [Shape]
  public let standing: Standing
  public let counts: LayerCounts
  /// Where each spatial axis comes from, the receptive field among it; `nil` where nothing is known.
  public let trace: SpatialTrace?
  /// What is wrong with this layer itself, the worst first.
  public let diagnostics: [Diagnostic]

  /// The first output's shape.
  public var shape: Shape? { outputs.first }

  /// The worst that is wrong with the layer itself.
  public var severity: Diagnostic.Severity? { diagnostics.first?.severity }
  public var isBroken: Bool { severity == .error }

  /// The size of each axis before rounding, where a window does not divide and that is an error: what the layer
  /// came to, `44.2×44.2×96`. Indexed by spatial axis.
  public var brokenSizes: [Int: Fraction] {
    guard isBroken else { return [:] }
    return Dictionary(
      diagnostics.flatMap(\.shortfalls).map { ($0.axis, $0.exactSize) },
      uniquingKeysWith: { first, _ in first })
  }
}

/// What a layer adds to the network's totals.
public struct LayerCounts: Equatable, Sendable, BitwiseCopyable {
  public internal(set) var weights = Count.zero
  public internal(set) var biases = Count.zero
  /// Running statistics and the like, which no gradient changes.
  public internal(set) var nonTrainable = Count.zero
  /// Multiply-adds for one example.
  public internal(set) var multiplyAdds = Count.zero
  /// Bytes of the outputs for the whole batch.
  public internal(set) var activationBytes = Count.zero
  /// The input's channels and rank for which the parameters were counted; −1 when they have to be counted anew.
  var channelKey = -1

  /// Weights and biases: all that is trained.
  public var parameters: Count { weights + biases }

  var hasOverflow: Bool {
    weights.isOverflow || biases.isOverflow || nonTrainable.isOverflow || multiplyAdds.isOverflow
      || activationBytes.isOverflow
  }
}

extension LayerFacts {
  public var weights: Count { counts.weights }
  public var biases: Count { counts.biases }
  public var parameters: Count { counts.parameters }
  public var nonTrainable: Count { counts.nonTrainable }
  public var multiplyAdds: Count { counts.multiplyAdds }
  public var activationBytes: Count { counts.activationBytes }
}

/// How far a layer's numbers can be trusted.
public enum Standing: Hashable, Sendable, BitwiseCopyable {
  case sound
  /// They follow from the rounded size of a broken layer before it.
  case provisional(because: LayerID)
  /// There are none, since a layer before it has no size.
  case blocked(by: LayerID)

  public var isProvisional: Bool { if case .provisional = self { true } else { false } }
  public var isBlocked: Bool { if case .blocked = self { true } else { false } }

  /// The broken layer behind it.
  public var cause: LayerID? {
    switch self {
    case .sound: nil
    case .provisional(let id), .blocked(let id): id
    }
  }
}
