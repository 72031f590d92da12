/// All that follows from a layer and what comes into it.
public struct LayerFacts: Equatable, Sendable {
  /// The outputs' shapes, in order; empty when the layer has none: it is broken beyond a size, or blocked.
  public internal(set) var outputs: [Shape] = []
  public internal(set) var standing = Standing.sound
  public internal(set) var weights = Count.zero
  public internal(set) var biases = Count.zero
  /// Running statistics and the like, which no gradient changes.
  public internal(set) var nonTrainable = Count.zero
  /// Multiply-adds for one example.
  public internal(set) var multiplyAdds = Count.zero
  /// Bytes of the outputs for the whole batch.
  public internal(set) var activationBytes = Count.zero
  /// Where each spatial axis comes from, the receptive field among it; `nil` where nothing is known.
  public internal(set) var trace: SpatialTrace?
  /// Whether its size had to be rounded against the rule, so that those who read it are provisional.
  var isRounded = false
  /// Whether its windows can make an input's size inexact.
  var constrainsInput = false
  /// What is wrong with this layer itself, the worst first.
  public internal(set) var diagnostics: [Diagnostic] = []

  /// Weights and biases: all that is trained.
  public var parameters: Count { weights + biases }
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
      diagnostics.flatMap(\.shortfalls).map { ($0.axis, $0.exactSize) }, uniquingKeysWith: { first, _ in first })
  }
}

extension LayerFacts {
  /// Whether those who read the layer have to be looked at again when it changes from one to the other.
  func looksAlike(_ other: LayerFacts) -> Bool {
    outputs == other.outputs && isRounded == other.isRounded && standing == other.standing
      && trace == other.trace
  }

  /// What those who read the layer inherit from it.
  func standingOfConsumers(_ id: LayerID) -> Standing {
    if outputs.isEmpty { return .blocked(by: standing.cause ?? id) }
    return isRounded ? .provisional(because: id) : standing
  }
}

/// How far a layer's numbers can be trusted.
public enum Standing: Hashable, Sendable {
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
