import NetworkModel

/// Everything that is wrong with a network: what concerns it as a whole, then layer by layer in the list's order.
public struct Findings: Sendable {
  public struct Finding: Sendable {
    /// `nil` for what is wrong with the network as a whole.
    public let layer: LayerID?
    /// The layer's name.
    public let name: String?
    public let diagnostic: Diagnostic
    /// Ways out of what is wrong with the layer, best first.
    public let fixes: [String]
  }

  /// For so many layers ways out are worked out, the broken ones first. Each is tried on the whole network, and
  /// nobody reads those of the thousandth layer.
  static let layersWithFixes = 32

  public let network: String
  public let findings: [Finding]
  public let errors, warnings: Int

  public init(_ network: Network, _ analysis: Analysis) {
    self.network = network.settings.name
    let whole = analysis.networkDiagnostics(of: network)
    errors = analysis.totals.errors + whole.count { $0.severity == .error }
    warnings = analysis.totals.warnings + whole.count { $0.severity == .warning }
    let flagged = analysis.flagged.isEmpty ? [] : network.ids.filter { analysis.flagged.contains($0) }
    let broken = flagged.filter { analysis[$0].isBroken }
    let others = flagged.filter { !analysis[$0].isBroken }
    let helped = Set((broken + others).prefix(Self.layersWithFixes))
    findings =
      whole.map { Finding(layer: nil, name: nil, diagnostic: $0, fixes: []) }
      + flagged.flatMap { Self.findings(on: $0, network, analysis, withFixes: helped.contains($0)) }
  }

  /// What is wrong with one layer.
  static func findings(
    on id: LayerID, _ network: Network, _ analysis: Analysis, withFixes: Bool = true
  ) -> [Finding] {
    let diagnostics = analysis[id].diagnostics
    if diagnostics.isEmpty { return [] }
    let fixes = withFixes ? analysis.fixIts(for: id, in: network).fixIts.map(\.summary) : []
    return diagnostics.map { Finding(layer: id, name: network[id]?.name, diagnostic: $0, fixes: fixes) }
  }
}

extension Findings {
  /// As compilers write it: a line for each finding, indented lines for a layer's ways out, a line with the counts.
  ///
  /// - Parameter file: what the network's file is called.
  public func text(file: String) -> String {
    var lines: [String] = []
    for (index, finding) in findings.enumerated() {
      let (diagnostic, layer) = (finding.diagnostic, finding.name.map { " \($0.madeSafe):" } ?? "")
      let message = diagnostic.message.madeSafe
      lines.append(
        "\(file.madeSafe):\(layer) \(diagnostic.severity): \(message) [\(diagnostic.code.rawValue)]")
      let isLayersLast = index + 1 == findings.count || findings[index + 1].layer != finding.layer
      if isLayersLast { lines += finding.fixes.map { "  fix: \($0.madeSafe)" } }
    }
    lines.append("\(plural(errors, "error")), \(plural(warnings, "warning"))")
    return lines.joined(separator: "\n") + "\n"
  }

  /// The same for other programs.
  public var json: String {
    JSONValue.object([
      ("network", .string(network)),
      ("errors", .number(errors)),
      ("warnings", .number(warnings)),
      (
        "diagnostics",
        .array(
          findings.map { finding in
            .object([("layer", finding.name.map { .string($0) } ?? .null)] + finding.jsonEntries)
          })
      ),
    ]).text
  }

  private func plural(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }
}

extension Findings.Finding {
  /// The finding without its layer, as every JSON output has it.
  var jsonEntries: [(key: String, value: JSONValue)] {
    [
      ("severity", .string(diagnostic.severity.rawValue)),
      ("code", .string(diagnostic.code.rawValue)),
      ("message", .string(diagnostic.message)),
      ("fixes", .array(fixes.map { .string($0) })),
    ]
  }
}
