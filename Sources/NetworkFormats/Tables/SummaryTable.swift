import NetworkModel

/// The summary as cells: what tables in every format are made of.
public struct SummaryTable: Sendable {
  public let columns: [SummaryColumn]
  /// The layers in the order of the list, groups folded.
  public let rows: [SummaryRow]
  public let total: SummaryRow

  public init(_ report: Report) {
    columns = report.columns
    rows = Self.rows(report)
    total = SummaryRow(totalOf: report.analysis)
  }

  /// The texts of a row, column by column.
  func cells(_ row: SummaryRow, for reader: SummaryValue.Reader) -> [String] {
    columns.map { $0.value(row).text(for: reader) }
  }

  private static func rows(_ report: Report) -> [SummaryRow] {
    let (network, analysis) = (report.network, report.analysis)
    guard let depth = report.depth else { return network.ids.map { SummaryRow($0, in: network, analysis) } }
    var rows: [SummaryRow] = []
    var open: (group: String, ids: [LayerID])?
    func close() {
      if let open { rows.append(SummaryRow(group: open.group, open.ids, in: network, analysis)) }
      open = nil
    }
    for id in network.ids {
      let group = network[id].flatMap { groupName(of: $0.name, depth: depth) }
      if let group, open?.group == group {
        open?.ids.append(id)
        continue
      }
      close()
      if let group { open = (group, [id]) } else { rows.append(SummaryRow(id, in: network, analysis)) }
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
