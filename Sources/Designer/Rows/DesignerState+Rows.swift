import NetworkModel

/// What the rows of the list and the table stand for.
extension DesignerState {
  public var rowCount: Int { rows.count(network) }

  /// The layer in a row, the first one of a folded group.
  ///
  /// - Parameter row: in `0 ..< rowCount`.
  public func layer(atRow row: Int) -> LayerID { network.ids[places(ofRow: row).lowerBound] }

  /// The row that shows a layer, or the folded group that hides it; `nil` where the filter leaves it out.
  public func row(of id: LayerID) -> Int? { network.index(of: id).flatMap { rows.row(ofPlace: $0) } }

  /// What a row is called: a layer's name, or a folded group's.
  public func name(ofRow row: Int) -> String {
    rows.group(ofRow: row) ?? network[layer(atRow: row)]?.name ?? ""
  }

  /// The places in the network's list of the layers that a row stands for.
  public func places(ofRow row: Int) -> Range<Int> { rows.places(ofRow: row) }

  public var selectedRow: Int? { selection.flatMap { row(of: $0) } }

  /// The first row to show in a pane of so many rows: as near to `top` as keeps the selection in sight and the
  /// pane full.
  public func firstRow(showing rows: Int) -> Int {
    let last = max(rowCount - rows, 0)
    guard let row = selectedRow else { return min(top, last) }
    return min(max(min(top, row), row - rows + 1, 0), last)
  }

  mutating func scrollToSelection() { top = firstRow(showing: visibleRows) }

  /// Scrolls; the selection goes along where it would leave the panes.
  mutating func scroll(by rows: Int) {
    top = Movement.by(rows).index(from: top, count: max(rowCount - visibleRows, 0) + 1)
    guard let row = selectedRow else { return }
    select(layer(atRow: min(max(row, top), top + visibleRows - 1, rowCount - 1)))
  }

  /// Selects a layer. The selected property stays the same where the layer has it.
  mutating func select(_ id: LayerID) {
    guard let layer = network[id] else { return }
    let former = selection.flatMap { network[$0] }?.offeredAttributes ?? []
    if showsNetworkSettings || !former.indices.contains(field) {
      field = 0
    } else if id != selection {
      field = layer.offeredAttributes.firstIndex { $0.name == former[field].name } ?? 0
    }
    showsNetworkSettings = false
    selection = id
  }

  /// Selects what has taken the place of a layer that has gone.
  mutating func repairSelection(formerRow: Int?) {
    if let selection, network[selection] != nil { return }
    field = 0
    if rowCount == 0, filter != nil { filter(by: nil) }
    selection = rowCount == 0 ? nil : layer(atRow: min(formerRow ?? 0, rowCount - 1))
  }
}

extension Movement {
  /// Where it leads from an index, within a list of so many.
  func index(from index: Int, count: Int) -> Int {
    switch self {
    case .by(let distance):
      let (target, overflow) = index.addingReportingOverflow(distance)
      return overflow ? (distance < 0 ? 0 : max(count - 1, 0)) : min(max(target, 0), max(count - 1, 0))
    case .toStart: return 0
    case .toEnd: return max(count - 1, 0)
    }
  }
}
