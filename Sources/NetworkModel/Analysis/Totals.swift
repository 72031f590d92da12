/// Sums over all layers.
public struct Totals: Equatable, Sendable {
  private var weightSum = Sum()
  private var biasSum = Sum()
  private var nonTrainableSum = Sum()
  private var multiplyAddSum = Sum()
  private var activationSum = Sum()
  /// How many errors and warnings the layers have.
  public private(set) var errors = 0
  public private(set) var warnings = 0
  /// Layers with a window that does not divide, be it an error or a warning.
  public private(set) var inexactLayers = 0
  private var unsettledLayers = 0

  public var weights: Count { weightSum.count }
  public var biases: Count { biasSum.count }
  public var parameters: Count { weights + biases }
  public var nonTrainable: Count { nonTrainableSum.count }
  /// For one example.
  public var multiplyAdds: Count { multiplyAddSum.count }
  /// Of all outputs, for the whole batch.
  public var activationBytes: Count { activationSum.count }
  /// Whether some layer's numbers are provisional or missing.
  public var isProvisional: Bool { unsettledLayers > 0 }

  public init() {}

  mutating func add(_ facts: LayerFacts) { update(facts, by: 1) }
  mutating func remove(_ facts: LayerFacts) { update(facts, by: -1) }

  private mutating func update(_ facts: LayerFacts, by sign: Int) {
    weightSum.update(facts.weights, by: sign)
    biasSum.update(facts.biases, by: sign)
    nonTrainableSum.update(facts.nonTrainable, by: sign)
    multiplyAddSum.update(facts.multiplyAdds, by: sign)
    activationSum.update(facts.activationBytes, by: sign)
    if facts.standing != .sound || facts.isRounded || facts.outputs.isEmpty { unsettledLayers += sign }
    for diagnostic in facts.diagnostics {
      switch diagnostic.severity {
      case .error: errors += sign
      case .warning: warnings += sign
      case .note: break
      }
      if diagnostic.code == .inexactSize { inexactLayers += sign }
    }
  }

  /// A sum from which what was added can be taken away again exactly, overflows included.
  private struct Sum: Equatable, Sendable {
    private var sum: Int128 = 0
    private var overflows = 0

    var count: Count { overflows > 0 ? .overflow : Count(sum) }

    mutating func update(_ count: Count, by sign: Int) {
      if let value = count.value { sum += Int128(value * sign) } else { overflows += sign }
    }
  }
}
