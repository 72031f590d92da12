/// Sums over all layers.
@dynamicMemberLookup
public struct Totals: Sendable {
  private var sums = InlineArray<7, Sum>(repeating: Sum())
  /// How many errors and warnings the layers have.
  public private(set) var errors = 0
  public private(set) var warnings = 0
  /// Layers with a window that does not divide, where that is a warning.
  public private(set) var inexactWarnings = 0
  private var unsettledLayers = 0

  /// Whether some layer's numbers are provisional or missing.
  public var isProvisional: Bool { unsettledLayers > 0 }

  public init() {}

  public var counts: LayerCounts {
    var counts = LayerCounts()
    for quantity in LayerCounts.Quantity.allCases { counts[quantity] = sums[quantity.rawValue].count }
    return counts
  }

  /// A sum by its name: `totals.weights`.
  public subscript(dynamicMember count: KeyPath<LayerCounts, Count>) -> Count { counts[keyPath: count] }

  mutating func replace(_ old: borrowing LayerCounts, by new: borrowing LayerCounts) {
    for index in sums.indices { sums[index].replace(old[index], by: new[index]) }
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

extension Totals: Equatable {
  public static func == (a: Totals, b: Totals) -> Bool {
    for index in a.sums.indices where a.sums[index] != b.sums[index] { return false }
    return a.errors == b.errors && a.warnings == b.warnings && a.inexactWarnings == b.inexactWarnings
      && a.unsettledLayers == b.unsettledLayers
  }
}
