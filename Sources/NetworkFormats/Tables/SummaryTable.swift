import NetworkModel

/// The summary as cells: what tables in every format are made of.
public struct SummaryTable: Sendable {
  public let columns: [SummaryColumn]
  /// The layers in the order of the list, groups folded; of these the ones asked for, in the order asked for.
  public let rows: [SummaryRow]
  public let total: SummaryRow
  /// What a reader must know of the numbers, a line each.
  public let notes: [String]

  public init(_ report: Report) {
    columns = report.columns
    let wanted = report.columns + report.filters.map(\.column) + (report.sort.map { [$0] } ?? [])
    let memory =
      wanted.contains { $0.followsExecution } ? report.analysis.activationMemory(of: report.network) : nil
    let all = Self.rows(report, memory)
    rows = report.selection(of: all)
    let isPart = !report.filters.isEmpty
    total = SummaryRow(totalOf: report.analysis, memory, ofRows: isPart ? all.count : nil)
    notes = Self.notes(report, shown: rows.count, of: all.count)
  }

  /// The texts of a row, column by column.
  func cells(_ row: SummaryRow, for reader: SummaryValue.Reader) -> [String] {
    columns.map { $0.value(row).text(for: reader) }
  }

  private static func notes(_ report: Report, shown: Int, of all: Int) -> [String] {
    var notes: [String] = []
    if !report.filters.isEmpty {
      let filters = report.filters.map(\.text).joined(separator: " and ").madeSafe
      notes.append("Shown are \(shown) of \(all) rows: \(filters). The total is of the whole network.")
    }
    if report.columns.contains(where: \.isBytes), report.analysis.elementType != .float32 {
      notes.append("Bytes are those of \(report.analysis.elementType.rawValue).")
    }
    return notes
  }

  private static func rows(_ report: Report, _ memory: ActivationMemory?) -> [SummaryRow] {
    let (network, analysis) = (report.network, report.analysis)
    func row(_ id: LayerID) -> SummaryRow { SummaryRow(id, in: network, analysis, memory) }
    guard let depth = report.depth else { return network.ids.map(row) }
    var rows: [SummaryRow] = []
    var open: (group: String, ids: [LayerID])?
    func close() {
      if let open { rows.append(SummaryRow(group: open.group, open.ids, in: network, analysis, memory)) }
      open = nil
    }
    for id in network.ids {
      let group = network[id].flatMap { groupName(of: $0.name, depth: depth) }
      if let group, open?.group == group {
        open?.ids.append(id)
        continue
      }
      close()
      if let group { open = (group, [id]) } else { rows.append(row(id)) }
    }
    close()
    return rows
  }

  /// The group into which a layer is folded at a depth: the first so many parts of its name; `nil` when it has
  /// no more than these.
  static func groupName(of name: String, depth: Int) -> String? {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count > depth ? parts.prefix(depth).joined(separator: "/") : nil
  }
}
