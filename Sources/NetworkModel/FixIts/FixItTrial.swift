/// Tries changes on a copy of the network, one after another.
struct FixItTrial {
  private let id: LayerID
  private var network: Network
  private var analysis: Analysis
  /// The layers that are broken, or not whole, as things are.
  private let brokenBefore: Set<LayerID>
  private let shapeBefore: Shape?

  init(of id: LayerID, _ network: Network, _ analysis: Analysis) {
    (self.id, self.network, self.analysis) = (id, network, analysis)
    brokenBefore = Self.broken(in: analysis)
    shapeBefore = analysis[id].shape
  }

  private static func broken(in analysis: Analysis) -> Set<LayerID> {
    analysis.flagged.filter { id in
      analysis.diagnostics(of: id).contains { $0.severity == .error || $0.code == .inexactSize }
    }
  }

  /// The change with what came of it; `nil` when it cannot be made or does not remove its diagnostic.
  mutating func tried(_ fixIt: FixIt) -> FixIt? {
    guard let inverse = try? network.apply(fixIt.edit) else { return nil }
    analysis.update(to: network)
    let facts = analysis[id]
    let helps = network[id] == nil || !facts.diagnostics.contains { $0.code == fixIt.code }
    var result = fixIt
    result.outcome.shape = network[id] == nil ? "" : sizeText(facts)
    result.outcome.growth = growth(to: facts)
    result.outcome.remainingProblems = analysis.totals.errors + analysis.totals.inexactWarnings
    result.outcome.downstream = downstream(result.outcome.remainingProblems)
    // What an edit did, its inverse can always undo.
    _ = try? network.apply(inverse)
    analysis.update(to: network)
    return helps ? result : nil
  }

  private func growth(to facts: LayerFacts) -> Int {
    guard let now = facts.shape?.elements.value, let before = shapeBefore?.elements.value else { return 0 }
    return abs(now - before)
  }

  /// A window's size without the channels, which it does not change; any other shape whole.
  private func sizeText(_ facts: LayerFacts) -> String {
    guard let shape = facts.shape else { return "" }
    guard let spec = network[id]?.spec, case .windows = spec.spatial, shape.rank > 2 else {
      return "\(shape)"
    }
    let first = network.settings.layout.firstSpatialAxis
    return (first..<first + shape.rank - 2).map { String(shape[$0]) }.joined(separator: "×")
  }

  private func downstream(_ remaining: Int) -> String {
    if remaining == 0 { return "all exact after it" }
    let newlyBroken = Self.broken(in: analysis).subtracting(brokenBefore)
    let first = newlyBroken.min { (network.index(of: $0) ?? 0) < (network.index(of: $1) ?? 0) }
    if let first, let name = network[first]?.name {
      let size = analysis[first].diagnostics.lazy.flatMap { $0.shortfalls }.first?.exactSize
      return "then \(name) breaks" + (size.map { " (\($0))" } ?? "")
    }
    return "\(remaining) other problem\(remaining == 1 ? " remains" : "s remain")"
  }
}
