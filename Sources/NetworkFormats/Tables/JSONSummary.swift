import NetworkModel

extension FileFormat {
  /// A contract that other programs read: keys are added to it, never renamed.
  public static let json = FileFormat(
    id: "json", title: "JSON", summary: "Every fact about every layer, for other programs.",
    extensions: ["json"], choices: Set(Report.Choice.allCases),

    writer: { report in jsonSummary(report).text })
}

private func jsonSummary(_ report: Report) -> JSONValue {
  let (network, analysis) = (report.network, report.analysis)
  let settings = network.settings
  let memory = analysis.activationMemory(of: network)
  let rows = network.ids.map { SummaryRow($0, in: network, analysis, memory) }
  let findings = Findings(network, analysis)
  let byLayer = Dictionary(grouping: findings.findings, by: \.layer)
  return .object([
    ("network", .string(settings.name)),
    ("layout", .string(settings.layout.rawValue)),
    ("rounding", .string(settings.rounding.rawValue)),
    ("batch", .number(settings.batch)),
    ("element_type", .string(analysis.elementType.rawValue)),
    ("filters", .array(report.filters.map { .string($0.text) })),
    ("layer_count", .number(rows.count)),
    (
      "layers",
      .objects(
        report.selection(of: rows).map { row in
          {
            guard case .layer(let id) = row.subject else { return .null }
            return layerObject(row, network[id]?.tensors ?? [], analysis[id], byLayer[id] ?? [])
          }
        })
    ),
    ("totals", .object(measurements(of: SummaryRow(totalOf: analysis, memory)))),
    ("exact_inputs", exactInputs(network, analysis)),
    ("errors", .number(findings.errors)),
    ("warnings", .number(findings.warnings)),
  ])
}

private func layerObject(
  _ row: SummaryRow, _ tensors: [String], _ facts: LayerFacts, _ findings: [Findings.Finding]
) -> JSONValue {
  .object(
    [
      ("name", .string(row.name)),
      ("kind", .string(row.kind ?? "")),
      ("inputs", .array(row.inputs.map { .string($0) })),
      ("shares", row.shares.map { .string($0) } ?? .null),
      ("outputs", outputs(facts.outputs, called: tensors, name: row.name)),
      ("provisional", .flag(facts.standing != .sound)),
    ] + measurements(of: row) + [("diagnostics", .array(findings.map { .object($0.jsonEntries) }))])
}

/// Every column of numbers by its name; the total without those that are no sums.
private func measurements(of row: SummaryRow) -> [(key: String, value: JSONValue)] {
  SummaryColumn.all.filter(\.isMeasured).compactMap { column in
    switch column.value(row) {
    case .count(let count): (column.id, JSONValue(count.value))
    case .extent(let sizes): (column.id, .array(sizes.map { .number($0) }))
    case .fractions(let numbers): (column.id, .array(numbers.map { JSONValue($0) }))
    case .elsewhere: (column.id, .number(0))
    case .empty where row.subject == .total: nil
    default: (column.id, .null)
    }
  }
}

/// By the names that they have in the file they were read from. A layer without a size still has its first
/// output, of unknown shape.
private func outputs(_ shapes: [Shape], called tensors: [String], name: String) -> JSONValue {
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
