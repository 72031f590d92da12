import NetworkModel

extension DesignerState {
  /// The folded group that is selected: commands for layers are about all of its layers.
  public var selectedGroup: String? {
    rows.isFolding ? selectedRow.flatMap { rows.group(ofRow: $0) } : nil
  }

  /// Whether a row stands for a folded group.
  public func isFolded(row: Int) -> Bool { rows.group(ofRow: row) != nil }

  /// The facts of the folded group in a row; `nil` where there is a layer.
  public func group(atRow row: Int) -> GroupFacts? {
    guard isFolded(row: row) else { return nil }
    return groupFacts[row, at: revision] ?? makeGroupFacts(row)
  }

  private func makeGroupFacts(_ row: Int) -> GroupFacts? {
    rows.group(ofRow: row).map {
      GroupFacts($0, network.ids[places(ofRow: row)], analysis, activationMemory)
    }
  }

  /// Sums up the groups in sight, where that has not been done since the last change.
  mutating func sumUpVisibleGroups() {
    guard rows.isFolding else { return }
    for row in top..<min(top + visibleRows, rowCount) where groupFacts[row, at: revision] == nil {
      if let facts = makeGroupFacts(row) { groupFacts[row, at: revision] = facts }
    }
  }

  /// The innermost group of the selected layer that is not folded yet: that around a folded group.
  var groupToFold: String? {
    (selectedGroup ?? selection.flatMap { network[$0]?.name })?.enclosingGroup
  }

  mutating func toggleFold() {
    if let group = selectedGroup { return unfold(group) }
    foldAround()
  }

  mutating func foldAround() {
    if let group = groupToFold { fold(rows.folded.union([group])) }
  }

  /// Folds every group, within groups too; where something is folded, opens everything.
  mutating func toggleAllFolds() {
    if rows.isFolding { return fold([]) }
    let groups = allGroups
    if groups.isEmpty {
      message = Message("no group: the names of its layers begin alike, as block/conv", .warning)
    }
    fold(groups)
  }

  /// Opens the selected group; it remembers which groups within it are folded.
  mutating func unfold(_ group: String) { fold(rows.folded.subtracting([group])) }

  /// Selects a layer and opens the groups that hide it.
  mutating func reveal(_ id: LayerID) {
    var group = rows.isFolding ? network[id]?.name.enclosingGroup : nil
    var opened: Set<String> = []
    while let outer = group {
      opened.insert(outer)
      group = outer.enclosingGroup
    }
    if !rows.folded.isDisjoint(with: opened) { fold(rows.folded.subtracting(opened)) }
    select(id)
  }

  mutating func fold(_ groups: Set<String>) {
    guard groups != rows.folded else { return }
    rows.fold(groups, network, analysis)
    groupFacts = GroupFactsCache()
  }

  private var allGroups: Set<String> {
    var groups: Set<String> = []
    var last: String?
    for id in network.ids {
      guard var group = network[id]?.name.enclosingGroup, group != last else { continue }
      last = group
      while groups.insert(group).inserted, let outer = group.enclosingGroup { group = outer }
    }
    return groups
  }
}
