/// Where the nodes of a picture stand: in columns from left to right, each behind what it reads, and in lanes
/// from top to bottom, so that branches lie side by side and a connection that skips nodes goes around them.
struct PictureLayout {
  struct Place {
    let column, lane: Int
    /// The columns of its lane that are its own: those up to it from the node that it goes on from.
    fileprivate let reach: ClosedRange<Int>
  }
  struct Connection {
    let from, to: Int
    /// The lane in which it passes the columns between; `nil` where there are none.
    let lane: Int?
  }

  private(set) var places: [Place] = []
  private(set) var connections: [Connection] = []
  private var lanes: [Lane] = []

  var columnCount: Int { (places.map(\.column).max() ?? -1) + 1 }
  var laneCount: Int { lanes.count }

  init(_ nodes: [PictureGraph.Node]) {
    for (index, node) in nodes.enumerated() { place(behind: node.inputs.filter { $0 < index }) }
    for (index, node) in nodes.enumerated() {
      for source in node.inputs { connect(source, index) }
    }
  }

  /// A node goes on in the uppermost lane of those it reads, if that is free up to it.
  private mutating func place(behind sources: [Int]) {
    let column = (sources.map { places[$0].column }.max() ?? -1) + 1
    let trunk = sources.map { places[$0] }.min { ($0.lane, $1.column) < ($1.lane, $0.column) }
    let reach = (trunk?.column ?? column - 1) + 1...column
    let lane = takeLane(in: reach, from: trunk?.lane ?? 0)
    places.append(Place(column: column, lane: lane, reach: reach))
  }

  private mutating func connect(_ from: Int, _ to: Int) {
    let (source, target) = (places[from], places[to])
    guard source.column + 1 < target.column else {
      return connections.append(Connection(from: from, to: to, lane: nil))
    }
    let between = (source.column + 1)...(target.column - 1)
    let isOwn = source.lane == target.lane && target.reach.lowerBound <= between.lowerBound
    let lane = isOwn ? source.lane : takeLane(in: between, from: source.lane)
    connections.append(Connection(from: from, to: to, lane: lane))
  }

  /// The first lane from a given one downward, and then from the top, in which these columns are free.
  private mutating func takeLane(in columns: ClosedRange<Int>, from first: Int) -> Int {
    let order = Array(lanes.indices.dropFirst(first)) + Array(lanes.indices.prefix(first))
    let lane = order.first { lanes[$0].isFree(columns) } ?? lanes.count
    if lane == lanes.count { lanes.append(Lane()) }
    lanes[lane].take(columns)
    return lane
  }
}

/// The columns of a lane that are taken, in order and apart.
private struct Lane {
  private var taken: [ClosedRange<Int>] = []

  /// The place of the first range that does not end before a column.
  private func place(of column: Int) -> Int {
    var (low, high) = (0, taken.count)
    while low < high {
      let middle = (low + high) / 2
      if taken[middle].upperBound < column { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func isFree(_ columns: ClosedRange<Int>) -> Bool {
    let place = place(of: columns.lowerBound)
    return place == taken.count || taken[place].lowerBound > columns.upperBound
  }

  mutating func take(_ columns: ClosedRange<Int>) { taken.insert(columns, at: place(of: columns.lowerBound)) }
}
