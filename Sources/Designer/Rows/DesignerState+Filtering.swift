import NetworkModel

extension DesignerState {
  /// Which layers the list and the table show; `nil`: all.
  public var filter: LayerFilter? { rows.filter }

  /// Lists only some layers, or all. The selection goes to the nearest of them.
  mutating func filter(by filter: LayerFilter?) {
    let (former, place) = (rows.filter, selection.flatMap { network.index(of: $0) })
    setFilter(filter)
    if rowCount == 0, network.layerCount > 0 {
      setFilter(former)
      listSelection()  // What was listed by the former may all have changed since.
      message = Message(filter?.nothingFound ?? "", .warning)
    }
    anchor = nil
    if let place, selectedRow == nil, rowCount > 0 { select(layer(atRow: rows.row(nearPlace: place))) }
  }

  private mutating func setFilter(_ filter: LayerFilter?) {
    rows.filter(by: filter, network, analysis)
    groupFacts = GroupFactsCache()
  }

  /// The selected layer has a row whatever the filter asks for.
  mutating func listSelection() {
    guard rows.filter != nil, let selection, network[selection] != nil, selectedRow == nil else { return }
    rows.keep(selection, network, analysis)
  }

  /// Follows a change in the rows.
  mutating func rebuildRows() {
    rows.rebuild(network, analysis, keeping: Set([selection, anchor].compactMap { $0 }))
  }
}

extension LayerFilter {
  fileprivate var nothingFound: String {
    switch self {
    case .problems: "nothing is wrong with any layer"
    case .kind(let kind): "there is no \(kind.spec.title)"
    case .text(let pattern): "no layer's name or kind holds \(pattern.text)"
    }
  }
}

extension Chooser {
  /// What the list can be narrowed to: problems, the kinds that there are, and what is typed.
  ///
  /// - Complexity: one look at every layer, when the list is opened.
  static func filters(of network: Network, _ analysis: Analysis) -> Chooser {
    var counts: [OperationKind: Int] = [:]
    for id in network.ids { if let kind = network[id]?.kind { counts[kind, default: 0] += 1 } }
    let troubled = analysis.flagged.count { analysis.severity(of: $0).map { $0 > .note } ?? false }
    let kinds = Catalogue.allKinds.compactMap { kind in
      counts[kind].map { item(.kind(kind), title: kind.spec.title, count: $0, keyword: kind.name) }
    }
    let problems = item(.problems, title: LayerFilter.problems.title, count: troubled)
    return Chooser(.filter, title: "Show only", items: [problems] + kinds)
  }

  /// Puts what is typed before what it matches of the rest.
  mutating func offerText(_ network: Network, _ analysis: Analysis) {
    items.removeAll { if case .filter(.text) = $0.value { true } else { false } }
    matches = TextMatch.ranked(items, by: filter.text) { [$0.title, $0.keyword] }
    guard !filter.text.trimmed.isEmpty else { return }
    let pattern = SearchPattern(filter.text.trimmed)
    let count = network.ids.count { id in network[id].map { pattern.matches($0) } ?? false }
    items.append(Self.item(.text(pattern), title: "names and kinds with \(pattern.text)", count: count))
    matches.insert(items.count - 1, at: 0)
  }

  private static func item(
    _ filter: LayerFilter, title: String, count: Int, keyword: String = ""
  ) -> Item {
    Item(
      .filter(filter), title: title, detail: "\(count.grouped) layer\(count == 1 ? "" : "s")",
      fits: count > 0, keyword: keyword)
  }
}
