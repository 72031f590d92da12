/// The columns of the table, to be shown or not and put in order; the table behind follows at once.
public struct ColumnsDialog: Sendable {
  public struct Entry: Hashable, Sendable {
    public let column: TableColumn
    public internal(set) var isShown: Bool
  }

  public private(set) var entries: [Entry] = []
  /// The highlighted one.
  public internal(set) var index = 0
  /// What was shown before.
  let former: [String]?
  /// All there are, those that the table comes with first and in their order.
  private let columns: [TableColumn]

  init(_ columns: [TableColumn], shown: [String]?) {
    (self.columns, former) = (columns, shown)
    arrange(shown)
  }

  private var standard: [String] { columns.filter(\.isStandard).map(\.id) }

  /// Takes columns for those that are shown; the others stand below them.
  mutating func arrange(_ shown: [String]?) {
    let ids = shown ?? standard
    entries =
      ids.compactMap { id in columns.first { $0.id == id } }.map { Entry(column: $0, isShown: true) }
      + columns.filter { !ids.contains($0.id) }.map { Entry(column: $0, isShown: false) }
  }

  /// The columns shown, in order; `nil` where they are just those that the table comes with.
  var shown: [String]? {
    let ids = entries.filter(\.isShown).map(\.column.id)
    return ids == standard ? nil : ids
  }

  mutating func toggle() {
    if entries.indices.contains(index) { entries[index].isShown.toggle() }
  }

  /// Moves the highlighted column by so many places.
  mutating func moveHighlighted(by distance: Int) {
    let target = Movement.by(distance).index(from: index, count: entries.count)
    guard entries.indices.contains(index), target != index else { return }
    entries.insert(entries.remove(at: index), at: target)
    index = target
  }
}
