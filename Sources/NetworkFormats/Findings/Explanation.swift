import NetworkModel

/// Every number of a layer and where it comes from, as text for a person.
public func explanation(of id: LayerID, in network: Network, _ analysis: Analysis) -> String {
  let row = SummaryRow(id, in: network, analysis)
  var entries: [(label: String, text: String)] = []
  for (name, wire) in zip(row.inputs, network.inputs(of: id)) {
    let shapes = wire.source.map { analysis[$0].outputs } ?? []
    let size = wire.output < shapes.count ? "  \(shapes[wire.output])" : ""
    entries.append(("reads", "\(name)\(size)"))
  }
  entries.append(("gives", row.size?.text() ?? "no size"))
  if let layer = network[id] {
    entries += layer.spec.attributes.compactMap { spec in
      layer.value(of: spec.name).map { (spec.name.text, $0.text) }
    }
    if let note = layer.note { entries.append(("note", note)) }
  }
  entries += analysis.derivation(of: id, in: network).lines.map {
    ($0.label.isEmpty ? "output" : $0.label, $0.formula)
  }
  let findings = Findings.findings(on: id, network, analysis)
  entries += findings.map { ("\($0.diagnostic.severity)", $0.diagnostic.message) }
  entries += findings.last?.fixes.map { ("fix", $0) } ?? []
  if let cause = analysis[id].standing.cause, let name = network[cause]?.name {
    entries.append((row.status == .blocked ? "blocked" : "provisional", "because of \(name)"))
  }
  let width = entries.map(\.label.count).max() ?? 0
  let lines = entries.map { label, text in
    "  \(label)" + String(repeating: " ", count: width - label.count) + "  \(text.madeSafe)"
  }
  let title = "\(row.name.madeSafe): \(network[id]?.spec.title ?? "")"
  return ([title] + lines).joined(separator: "\n") + "\n"
}
