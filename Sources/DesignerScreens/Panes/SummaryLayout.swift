import Designer
import NetworkFormats
import Terminal

/// Which columns of the summary are in sight, and where each stands. The names always stand at the left.
struct SummaryLayout {
  /// A column and where it stands, counted from the left end of the table.
  struct Place {
    let column: ScreenColumn
    let start: Int
    let width: Int
  }

  /// What the person's widths call the names.
  static let nameID = SummaryColumn.name.id

  private(set) var nameWidth: Int
  private(set) var places: [Place] = []
  /// Columns out of sight, to the left and to the right or left out.
  private(set) var hidden = (left: 0, right: 0)
  /// The first column from which all that follow fit: to scroll further would show nothing more.
  private(set) var last = 0

  private static let smallestName = 13
  private static let largestName = 40
  private let gap: Int

  /// - Parameter width: the columns between the table's margins.
  init(width: Int, total: SummaryRow, _ table: TableView) {
    gap = width < 60 ? 2 : 3
    let all = table.shownColumns
    let widths = all.map { $0.width(total: total, chosen: table.widths[$0.id]) }
    let name = table.widths[Self.nameID].map { min($0, max(width - 10, 0)) }
    nameWidth = name ?? Self.smallestName - 1

    var order = Array(all.indices)
    last = Self.last(order, fitting: width - nameWidth) { gap(before: $0, all) + widths[$0] }
    let first = min(table.first, last)
    // As the table comes, unscrolled, what matters least is left out; otherwise the order is the person's own.
    let leavesOut = table.columns == nil && first == 0
    if leavesOut { order.sort { ScreenColumn.standard[$0].rank < ScreenColumn.standard[$1].rank } }
    var room = width - nameWidth
    var shown: [Int] = []
    for index in order.dropFirst(first) {
      guard room >= widths[index] + gap(before: index, all) else { break }
      room -= widths[index] + gap(before: index, all)
      shown.append(index)
    }
    shown.sort()
    hidden = (first, all.count - first - shown.count)
    place(shown.map { (all[$0], widths[$0], table.widths[all[$0].id] != nil) }, room, keepsName: name != nil)
  }

  /// Words stand close to words before them; a number needs the room.
  private func gap(before index: Int, _ columns: [ScreenColumn]) -> Int {
    columns[index].style == .text && (index == 0 || columns[index - 1].style == .text) ? 1 : gap
  }

  private static func last(_ order: [Int], fitting room: Int, _ width: (Int) -> Int) -> Int {
    var room = room
    for index in order.reversed() {
      room -= width(index)
      if room < 0 { return max(0, min(index + 1, order.count - 1)) }
    }
    return 0
  }

  /// Shares out what room is left: a third of it to a column of sizes, the rest to the names, then to a bar.
  private mutating func place(
    _ shown: [(column: ScreenColumn, width: Int, isFixed: Bool)], _ room: Int, keepsName: Bool
  ) {
    var (shown, room) = (shown, room)
    func widen(_ index: Int, by share: Int) {
      let most = shown[index].column.largestWidth ?? 0
      let added = max(0, min(share, most - shown[index].width))
      shown[index].width += added
      room -= added
    }
    let growing = shown.indices.filter { !shown[$0].isFixed && shown[$0].column.largestWidth != nil }
    for index in growing where shown[index].column.style == .text { widen(index, by: (room + 2) / 3) }
    if !keepsName, !shown.isEmpty {
      let added = max(0, min(room, Self.largestName - nameWidth))
      nameWidth += added
      room -= added
    }
    for index in growing where shown[index].column.style == .bar { widen(index, by: room) }
    if shown.isEmpty { nameWidth += max(0, room) }
    var start = nameWidth
    let columns = shown.map(\.column)
    for (index, entry) in shown.enumerated() {
      start += gap(before: index, columns)
      places.append(Place(column: entry.column, start: start, width: entry.width))
      start += entry.width
    }
  }
}

extension TableView {
  /// All columns but the name, in order, those out of sight too.
  fileprivate var shownColumns: [ScreenColumn] {
    columns?.compactMap { ScreenColumn.named($0) } ?? ScreenColumn.standardColumns
  }

  /// Whether a column needs what the activations take, which not every screen has worked out.
  var mayFollowExecution: Bool { shownColumns.contains(where: \.followsExecution) }
}
