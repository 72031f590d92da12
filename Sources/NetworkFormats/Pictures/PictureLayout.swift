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
    let start: Start
  }
  /// Where a connection is no longer the same line as another one from the same node.
  enum Start {
    case source, behindSource, beforeReader
  }

  private(set) var places: [Place] = []
  private(set) var connections: [Connection] = []
  private var lanes = Lanes()

  var columnCount: Int { (places.map(\.column).max() ?? -1) + 1 }

  init(_ nodes: [PictureGraph.Node]) {
    let columns = PictureColumns(nodes)
    var places = [Place?](repeating: nil, count: nodes.count)
    // What computes something for a single reader may not take the lane that the trunk goes on in.
    for aside in [false, true] {
      for (index, node) in nodes.enumerated() where columns.isAside[index] == aside {
        let sources = node.inputs.filter { $0 < index }.compactMap { places[$0] }
        places[index] = place(in: columns[index], behind: sources)
      }
    }
    self.places = places.compactMap(\.self)
    var readers = [[Int]](repeating: [], count: nodes.count)
    for (index, node) in nodes.enumerated() { for source in node.inputs { readers[source].append(index) } }
    for (source, readers) in readers.enumerated() { connect(source, to: readers) }
  }

  /// A node goes on in the uppermost lane of those it reads, if that is free up to it.
  private mutating func place(in column: Int, behind sources: [Place]) -> Place {
    let trunk = sources.min { ($0.lane, $1.column) < ($1.lane, $0.column) }
    let reach = (trunk?.column ?? column - 1) + 1...column
    return Place(column: column, lane: lanes.take(in: reach, from: trunk?.lane ?? 0), reach: reach)
  }

  /// Readers further on share one lane up to the last of them, but for one that goes on in the source's own.
  private mutating func connect(_ from: Int, to readers: [Int]) {
    let source = places[from]
    func isNext(_ place: Place) -> Bool { place.column <= source.column + 1 }
    func isOwn(_ place: Place) -> Bool {
      source.lane == place.lane && place.reach.lowerBound <= source.column + 1
    }
    let last = readers.map { places[$0] }.filter { !isNext($0) && !isOwn($0) }.map(\.column).max()
    let shared = last.map { lanes.take(in: source.column + 1...$0 - 1, from: source.lane) }
    var furthest: Set<Int> = []
    let order = readers.sorted { places[$0].column > places[$1].column }
    for reader in order {
      let place = places[reader]
      let lane = isNext(place) ? nil : isOwn(place) ? source.lane : shared
      let isFurthest = lane.map { furthest.insert($0).inserted } ?? true
      let start: Start = !isFurthest ? .beforeReader : reader == order[0] ? .source : .behindSource
      connections.append(Connection(from: from, to: reader, lane: lane, start: start))
    }
  }
}

/// The column of each node: behind all that it reads; what no input leads to stands right before its reader.
private struct PictureColumns {
  private var columns: [Int] = []
  /// Whether no input leads to it: a parameter, and what is worked out from such.
  private(set) var isAside: [Bool] = []

  subscript(node: Int) -> Int { columns[node] }

  init(_ nodes: [PictureGraph.Node]) {
    var firstReaders = [Int?](repeating: nil, count: nodes.count)
    for (index, node) in nodes.enumerated() {
      let sources = node.inputs.filter { $0 < index }
      columns.append((sources.map { columns[$0] }.max() ?? -1) + 1)
      isAside.append(
        sources.isEmpty
          ? [Kind.parameter.name, Kind.constant.name].contains(node.row.kind)
          : sources.allSatisfy { isAside[$0] })
    }
    for (index, node) in nodes.enumerated().reversed() {
      if isAside[index], let reader = firstReaders[index] { columns[index] = max(columns[index], reader - 1) }
      for source in node.inputs { firstReaders[source] = min(firstReaders[source] ?? .max, columns[index]) }
    }
  }
}

/// The columns that are taken in each lane, in order and apart.
private struct Lanes {
  private var taken: [[ClosedRange<Int>]] = []

  /// The first lane from a given one downward, and then from the top, in which these columns are free.
  mutating func take(in columns: ClosedRange<Int>, from first: Int) -> Int {
    let order = Array(taken.indices.dropFirst(first)) + Array(taken.indices.prefix(first))
    let lane = order.first { isFree(columns, in: $0) } ?? taken.count
    if lane == taken.count { taken.append([]) }
    taken[lane].insert(columns, at: place(of: columns.lowerBound, in: lane))
    return lane
  }

  private func isFree(_ columns: ClosedRange<Int>, in lane: Int) -> Bool {
    let place = place(of: columns.lowerBound, in: lane)
    return place == taken[lane].count || taken[lane][place].lowerBound > columns.upperBound
  }

  /// The place of the first range that does not end before a column.
  private func place(of column: Int, in lane: Int) -> Int {
    var (low, high) = (0, taken[lane].count)
    while low < high {
      let middle = (low + high) / 2
      if taken[lane][middle].upperBound < column { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
