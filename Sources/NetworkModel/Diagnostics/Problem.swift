/// Something that is wrong, and where.
public struct Problem: Hashable, Sendable {
  /// `nil` for what is wrong with the network as a whole.
  public let layer: LayerID?
  public let diagnostic: Diagnostic

  public var severity: Diagnostic.Severity { diagnostic.severity }
}

extension Analysis {
  /// All that is wrong: the worst first, and of what is equally bad the cause before what it may lead to.
  ///
  /// A layer that only suffers from another one has no diagnostics, and so is not here.
  /// - Complexity: O(*k* log *k*), *k* the number of diagnostics, whatever the number of layers.
  public func problems(in network: Network) -> [Problem] {
    var entries: [(severity: Int, place: Int, position: Int, problem: Problem)] = []
    for id in flagged {
      let place = rank(of: id, network)
      for (position, diagnostic) in diagnostics(of: id).enumerated() {
        entries.append(
          (-diagnostic.severity.rank, place, position, Problem(layer: id, diagnostic: diagnostic)))
      }
    }
    entries.sort { ($0.severity, $0.place, $0.position) < ($1.severity, $1.place, $1.position) }
    return networkDiagnostics(of: network).map { Problem(layer: nil, diagnostic: $0) }
      + entries.map(\.problem)
  }

  /// The first of the layers that are broken, causes before what they lead to.
  ///
  /// - Complexity: O(*k*), *k* the number of layers with diagnostics; nothing where there is no error.
  public func firstBroken(in network: Network) -> LayerID? {
    guard totals.errors > 0 else { return nil }
    return flagged.lazy.filter { severity(of: $0) == .error }
      .min { rank(of: $0, network) < rank(of: $1, network) }
  }
}
