import NetworkModel

/// Everything that is wrong with a network, in the order of its list.
public struct Findings: Sendable {
  public struct Finding: Sendable {
    /// `nil` for what is wrong with the network as a whole.
    public let layer: String?
    public let diagnostic: Diagnostic
    /// Ways out of what is wrong with the layer, best first.
    public let fixes: [String]
  }

  public let findings: [Finding]

  public init(of network: Network, _ analysis: Analysis) {
    let whole = analysis.networkDiagnostics(of: network).map { Finding(layer: nil, diagnostic: $0, fixes: []) }
    findings =
      whole
      + network.ids.filter { analysis.flagged.contains($0) }.flatMap { Finding.all(on: $0, network, analysis) }
  }

  public var errors: Int { count(.error) }
  public var warnings: Int { count(.warning) }

  private func count(_ severity: Diagnostic.Severity) -> Int {
    findings.count { $0.diagnostic.severity == severity }
  }
}
