import NetworkModel

extension FileFormat {
  /// A contract that other programs read: keys are added to it, never renamed.
  public static let json = FileFormat(
    id: "json", title: "JSON", summary: "Every fact about every layer, for other programs.",
    extensions: ["json"],
    writer: { report in jsonSummary(report.network, report.analysis).text })
}

private func jsonSummary(_ network: Network, _ analysis: Analysis) -> JSONValue {
  let (settings, totals) = (network.settings, analysis.totals)
  let findings = Findings(network, analysis)
  let byLayer = Dictionary(grouping: findings.findings, by: \.layer)
  return .object([
    ("network", .string(settings.name)),
    ("layout", .string(settings.layout.rawValue)),
    ("rounding", .string(settings.rounding.rawValue)),
    ("batch", .number(settings.batch)),
    ("layers", .array(network.ids.map { layerObject($0, network, analysis, byLayer[$0] ?? []) })),
    (
      "totals",
      .object([
        ("weights", JSONValue(totals.weights.value)),
        ("biases", JSONValue(totals.biases.value)),
        ("parameters", JSONValue(totals.parameters.value)),
        ("non_trainable", JSONValue(totals.nonTrainable.value)),
        ("macs", JSONValue(totals.multiplyAdds.value)),
        ("activation_bytes", JSONValue(totals.activationBytes.value)),
      ])
    ),
    ("exact_inputs", exactInputs(network, analysis)),
    ("errors", .number(findings.errors)),
    ("warnings", .number(findings.warnings)),
  ])
}

private func layerObject(
  _ id: LayerID, _ network: Network, _ analysis: Analysis, _ findings: [Findings.Finding]
) -> JSONValue {
  let facts = analysis[id]
  let row = SummaryRow(id, in: network, analysis)
  func count(_ count: KeyPath<SummaryRow.Counts, Count>) -> JSONValue {
    JSONValue(row.counts?[keyPath: count].value)
  }
  return .object([
    ("name", .string(row.name)),
    ("kind", .string(row.kind ?? "")),
    ("inputs", .array(row.inputs.map { .string($0) })),
    ("outputs", outputs(facts.outputs, of: network[id], name: row.name)),
    ("provisional", .flag(facts.standing != .sound)),
    ("weights", count(\.weights)),
    ("biases", count(\.biases)),
    ("parameters", count(\.parameters)),
    ("non_trainable", count(\.nonTrainable)),
    ("macs", count(\.multiplyAdds)),
    ("activation_bytes", count(\.activationBytes)),
    ("receptive_field", row.receptiveField.map { .array($0.map { .number($0) }) } ?? .null),
    ("diagnostics", .array(findings.map { .object($0.jsonEntries) })),
  ])
}

/// By the names that they have in the file they were read from. A layer without a size still has its first
/// output, of unknown shape.
private func outputs(_ shapes: [Shape], of layer: Layer?, name: String) -> JSONValue {
  let tensors = layer?.tensors ?? []
  func output(_ index: Int, _ shape: JSONValue) -> JSONValue {
    let known = index < tensors.count && !tensors[index].isEmpty
    let name = known ? tensors[index] : InputReference(name, output: index).description
    return .object([("name", .string(name)), ("shape", shape)])
  }
  if shapes.isEmpty { return .array([output(0, .null)]) }
  return .array(
    shapes.enumerated().map { index, shape in output(index, .array(shape.dimensions.map { .number($0) })) })
}

private func exactInputs(_ network: Network, _ analysis: Analysis) -> JSONValue {
  .object(
    analysis.exactInputs(in: network).map { exact in
      let axes: [JSONValue] = exact.axes.map { sizes in
        guard let sizes else { return .null }
        return .object([("remainder", .number(sizes.remainder)), ("modulus", .number(sizes.modulus))])
      }
      return (network[exact.input]?.name ?? "", .array(axes))
    })
}
