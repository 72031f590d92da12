import NetworkModel
import Terminal

/// Which columns of the summary fit, and where each stands.
struct SummaryLayout {
  /// A column and where it stands, counted from the left end of the table.
  struct Place {
    let column: SummaryColumn
    let start: Int
    let width: Int
  }

  private(set) var nameWidth: Int
  private(set) var sizeStart = 0
  private(set) var sizeWidth = 0
  private(set) var places: [Place] = []

  private static let gap = 3
  private static let smallestName = 14
  private static let smallestSize = 14
  private static let largestSize = 22

  /// The columns in the order in which they stand, each with the rank by which it gets its room.
  private static let columns: [(column: SummaryColumn, rank: Int)] = [
    (.weights, 1), (.biases, 2), (.parameters, 0), (.percent, 4), (.multiplyAdds, 3), (.field, 5), (.share, 6),
  ]

  /// - Parameter width: the columns between the table's margins.
  init(width: Int, totals: Totals) {
    var room = width - Self.smallestName
    nameWidth = width
    guard room >= Self.smallestSize else { return }
    room -= Self.smallestSize
    let widths = Self.columns.map { $0.column.width(totals) }
    var chosen: Set<Int> = []
    for index in Self.columns.indices.sorted(by: { Self.columns[$0].rank < Self.columns[$1].rank }) {
      guard room >= widths[index] + Self.gap else { break }
      room -= widths[index] + Self.gap
      chosen.insert(index)
    }
    // What is left over goes to the names, and a little of it to the sizes.
    sizeWidth = min(Self.smallestSize + room / 3, Self.largestSize)
    let numbers = chosen.reduce(0) { $0 + widths[$1] + Self.gap }
    sizeStart = width - numbers - sizeWidth
    nameWidth = sizeStart - 1
    var start = sizeStart + sizeWidth
    for index in chosen.sorted() {
      start += Self.gap
      places.append(Place(column: Self.columns[index].column, start: start, width: widths[index]))
      start += widths[index]
    }
  }
}
