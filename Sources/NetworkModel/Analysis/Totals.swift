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
  /// Layers with a window that does not divide, where that is a warning.
  public private(set) var inexactWarnings = 0
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

  mutating func replace(_ old: LayerCounts, by new: LayerCounts) {
    weightSum.replace(old.weights, by: new.weights)
    biasSum.replace(old.biases, by: new.biases)
    nonTrainableSum.replace(old.nonTrainable, by: new.nonTrainable)
    multiplyAddSum.replace(old.multiplyAdds, by: new.multiplyAdds)
    activationSum.replace(old.activationBytes, by: new.activationBytes)
  }

  mutating func noteUnsettled(by sign: Int) { unsettledLayers += sign }

  mutating func update(_ diagnostics: [Diagnostic], by sign: Int) {
    for diagnostic in diagnostics {
      switch diagnostic.severity {
      case .error: errors += sign
      case .warning: warnings += sign
      case .note: break
      }
      if diagnostic.code == .inexactSize, diagnostic.severity == .warning { inexactWarnings += sign }
    }
  }

  /// A sum from which what was added can be taken away again exactly, overflows included.
  private struct Sum: Equatable, Sendable {
    private var sum: Int128 = 0
    private var overflows = 0

    var count: Count { overflows > 0 ? .overflow : Count(sum) }

    mutating func replace(_ old: Count, by new: Count) {
      if old == new { return }
      if let value = old.value { sum -= Int128(value) } else { overflows -= 1 }
      if let value = new.value { sum += Int128(value) } else { overflows += 1 }
    }
  }
}
