import NetworkFormats
import Terminal

/// Which columns of the summary fit, and where each stands.
struct SummaryLayout {
  /// A column and where it stands, counted from the left end of the table.
  struct Place {
    let column: ScreenColumn
    let start: Int
    let width: Int
  }

  private(set) var nameWidth: Int
  private(set) var sizeStart = 0
  private(set) var sizeWidth = 0
  private(set) var places: [Place] = []

  private static let smallestName = 13
  private static let smallestSize = 12
  private static let largestName = 40
  private static let largestSize = 22
  private static let largestBar = 40

  /// - Parameter width: the columns between the table's margins.
  init(width: Int, total: SummaryRow) {
    nameWidth = width
    var room = width - Self.smallestName - Self.smallestSize
    guard room >= 0 else { return }
    let gap = width < 60 ? 2 : 3
    var widths = ScreenColumn.all.map { $0.column.width(total: total) }
    var chosen: Set<Int> = []
    for index in widths.indices.sorted(by: { ScreenColumn.all[$0].rank < ScreenColumn.all[$1].rank }) {
      guard room >= widths[index] + gap else { break }
      room -= widths[index] + gap
      chosen.insert(index)
    }
    // What is left over goes to the names, and a third of it to the sizes; then to the bars.
    sizeWidth = min(Self.smallestSize + (room + 2) / 3, Self.largestSize)
    room -= sizeWidth - Self.smallestSize
    sizeStart = min(Self.smallestName + room, Self.largestName + 1)
    room -= sizeStart - Self.smallestName
    nameWidth = sizeStart - 1
    if let bar = chosen.first(where: { ScreenColumn.all[$0].column.style == .bar }) {
      widths[bar] = min(widths[bar] + room, Self.largestBar)
    }
    var start = sizeStart + sizeWidth
    for index in chosen.sorted() {
      start += gap
      places.append(Place(column: ScreenColumn.all[index].column, start: start, width: widths[index]))
      start += widths[index]
    }
  }
}
