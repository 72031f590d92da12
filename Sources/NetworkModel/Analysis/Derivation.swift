/// A layer's numbers, each with the formula that gives it.
public struct Derivation: Equatable, Sendable {
  public struct Line: Equatable, Sendable {
    /// `H`, `weights`, `MACs`; empty where the formula stands for all axes.
    public let label: String
    /// `(227 − 11 + 2·0)/4 + 1 = 55`.
    public let formula: String
  }

  public internal(set) var lines: [Line] = []
}

extension Analysis {
  /// Every number of a layer, derived.
  public func derivation(of id: LayerID, in network: Network) -> Derivation { Derivation() }
}
