import NetworkModel

/// Which layers each row of the list and the table stands for: one, or those of a folded group that follow each
/// other.
struct FoldedRows: Sendable {
  /// The groups that are folded, by their whole names. The outermost of a layer's counts.
  private(set) var folded: Set<String> = []
  /// The place of each row's first layer; empty while nothing is folded, when rows are places.
  private var starts: [Int32] = []
  /// The group of each folded row.
  private var groups: [Int: String] = [:]
  private var layerCount = 0
  /// How often the rows have been made, for tests of what a key costs.
  private(set) var rebuilds = 0

  var isFolding: Bool { !folded.isEmpty }

  func count(_ network: Network) -> Int { isFolding ? starts.count : network.layerCount }

  /// The group that a row stands for.
  func group(ofRow row: Int) -> String? { groups[row] }

  /// The places in the network's list of the layers that rows stand for; `rows` is not empty.
  func places(ofRows rows: Range<Int>) -> Range<Int> {
    guard isFolding else { return rows }
    let end = rows.upperBound < starts.count ? Int(starts[rows.upperBound]) : layerCount
    return Int(starts[rows.lowerBound])..<end
  }

  /// The row that shows the layer at a place.
  ///
  /// - Complexity: O(log *n*) in the number of rows.
  func row(ofPlace place: Int) -> Int {
    guard isFolding else { return place }
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(starts[middle]) <= place { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }

  /// Folds other groups.
  mutating func fold(_ groups: Set<String>, _ network: Network) {
    folded = groups
    rebuild(network)
  }

  /// Follows a change of the network's list or of a name in it.
  ///
  /// - Complexity: one look at every name; nothing while no group is folded.
  mutating func rebuild(_ network: Network) {
    starts.removeAll(keepingCapacity: true)
    groups.removeAll(keepingCapacity: true)
    layerCount = network.layerCount
    guard isFolding else { return }
    rebuilds += 1
    var open: String?
    for (place, id) in network.ids.enumerated() {
      let name = network[id]?.name ?? ""
      if let open, name.isInside(open) { continue }
      open = outermostFolded(around: name)
      if let open { groups[starts.count] = open }
      starts.append(Int32(place))
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
