/// All that follows from a layer and what comes into it.
@dynamicMemberLookup
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

extension LayerFacts {
  /// A count by its name: `facts.weights`.
  public subscript(dynamicMember count: KeyPath<LayerCounts, Count>) -> Count { counts[keyPath: count] }
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
