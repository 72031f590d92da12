import NetworkModel

/// Which layers each row of the list and the table stands for: one, or those of a folded group that follow each
/// other. Under a filter some layers have no row.
struct ListRows: Sendable {
  /// The groups that are folded, by their whole names. The outermost of a layer's counts.
  private(set) var folded: Set<String> = []
  private(set) var filter: LayerFilter?
  /// The place of each row's first layer; empty while rows are places.
  private var starts: [Int32] = []
  /// The folded rows, each with its group and how many layers that has there.
  private var groups: [Int: (name: String, count: Int)] = [:]
  /// Layers that have a row although the filter does not match them.
  private var kept: Set<LayerID> = []
  /// How often the rows have been made, for tests of what a key costs.
  private(set) var rebuilds = 0

  var isFolding: Bool { !folded.isEmpty }
  private var isPlain: Bool { folded.isEmpty && filter == nil }

  func count(_ network: Network) -> Int { isPlain ? network.layerCount : starts.count }

  /// The group that a row stands for.
  func group(ofRow row: Int) -> String? { groups[row]?.name }

  /// The places in the network's list of the layers that a row stands for.
  func places(ofRow row: Int) -> Range<Int> {
    guard !isPlain else { return row..<row + 1 }
    let start = Int(starts[row])
    return start..<start + (groups[row]?.count ?? 1)
  }

  /// The row that shows the layer at a place; `nil` where the filter leaves it out.
  ///
  /// - Complexity: O(log *n*) in the number of rows.
  func row(ofPlace place: Int) -> Int? {
    guard !isPlain else { return place }
    let row = rowsBegun(upTo: place) - 1
    return row >= 0 && places(ofRow: row).contains(place) ? row : nil
  }

  /// The row nearest to a place.
  func row(nearPlace place: Int) -> Int { isPlain ? place : max(rowsBegun(upTo: place) - 1, 0) }

  private func rowsBegun(upTo place: Int) -> Int {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(starts[middle]) <= place { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Whether a layer has a row, by itself or in a folded group.
  func lists(_ id: LayerID, _ network: Network, _ analysis: Analysis) -> Bool {
    guard let filter else { return true }
    return kept.contains(id) || filter.matches(id, network, analysis)
  }
}

extension ListRows {
  /// Folds other groups.
  mutating func fold(_ groups: Set<String>, _ network: Network, _ analysis: Analysis) {
    folded = groups
    rebuild(network, analysis)
  }

  mutating func filter(by filter: LayerFilter?, _ network: Network, _ analysis: Analysis) {
    self.filter = filter
    rebuild(network, analysis, keeping: [])
  }

  /// Gives a layer a row although the filter does not match it.
  mutating func keep(_ id: LayerID, _ network: Network, _ analysis: Analysis) {
    if kept.insert(id).inserted { rebuild(network, analysis) }
  }

  /// Follows a change of the network's list or of a name in it, or of what the filter asks for.
  ///
  /// - Parameter kept: of the layers kept so far, those that still matter.
  /// - Complexity: one look at every name; nothing while rows are places.
  mutating func rebuild(
    _ network: Network, _ analysis: Analysis, keeping stillKept: Set<LayerID>? = nil
  ) {
    starts.removeAll(keepingCapacity: true)
    groups.removeAll(keepingCapacity: true)
    if let stillKept { kept = stillKept }
    guard !isPlain else { return }
    rebuilds += 1
    if folded.isEmpty { return listMatches(network, analysis) }
    var open: (name: String, start: Int, count: Int, isListed: Bool)?
    func close(_ rows: inout ListRows) {
      if let open, open.isListed {
        rows.groups[rows.starts.count] = (open.name, open.count)
        rows.starts.append(Int32(open.start))
      }
      open = nil
    }
    for (place, id) in network.ids.enumerated() {
      let name = network[id]?.name ?? ""
      if let group = open, name.isInside(group.name) {
        open?.count += 1
        if !group.isListed { open?.isListed = lists(id, network, analysis) }
        continue
      }
      close(&self)
      if let group = outermostFolded(around: name) {
        open = (group, place, 1, lists(id, network, analysis))
      } else if lists(id, network, analysis) {
        starts.append(Int32(place))
      }
    }
    close(&self)
  }

  /// Where no group is folded. Problems are known without a look at every layer.
  private mutating func listMatches(_ network: Network, _ analysis: Analysis) {
    if case .problems = filter {
      let ids = analysis.flagged.filter { lists($0, network, analysis) }.union(kept)
      starts = ids.compactMap { network.index(of: $0) }.sorted().map { Int32($0) }
    } else {
      for (place, id) in network.ids.enumerated() where lists(id, network, analysis) {
        starts.append(Int32(place))
      }
    }
  }

  private func outermostFolded(around name: String) -> String? {
    for slash in name.utf8.indices where name.utf8[slash] == UInt8(ascii: "/") {
      let group = String(name[..<slash])
      if folded.contains(group) { return group }
    }
    return nil
  }
}
