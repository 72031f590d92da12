import NetworkModel

/// Which layers the list and the table show.
public enum LayerFilter: Hashable, Sendable {
  case problems
  case kind(OperationKind)
  /// Those that a search for it would find.
  case text(SearchPattern)

  /// What it lists, for a title: `problems only`, `convolution`.
  public var title: String {
    switch self {
    case .problems: "problems only"
    case .kind(let kind): kind.spec.title
    case .text(let pattern): pattern.text
    }
  }

  /// Whether what it lists depends on more than a layer's name and kind.
  var followsAnalysis: Bool { if case .problems = self { true } else { false } }

  func matches(_ id: LayerID, _ network: Network, _ analysis: Analysis) -> Bool {
    guard let layer = network[id] else { return false }
    switch self {
    case .problems: return analysis.severity(of: id).map { $0 > .note } ?? false
    case .kind(let kind): return layer.kind == kind
    case .text(let pattern): return pattern.matches(layer)
    }
  }
}
