import Designer
import NetworkFormats
import NetworkModel
import Terminal

/// A column of the summary as the screen shows it: the table's own column, and how wide and how short it is here.
///
/// A width follows from the totals, which no cell exceeds, and not from the rows in sight: nothing moves
/// sideways while the table scrolls.
struct ScreenColumn: Sendable {
  /// How the screen writes a value.
  enum Style: Sendable {
    /// A number to the digit, and a zero too.
    case exact
    /// Three figures; nothing for none.
    case short
    case text
    /// A part of a whole, as a bar.
    case bar
  }

  /// What the person's choice calls it.
  let id: String
  let title: String
  let summary: String
  let style: Style
  /// Whether it shows what `DesignerState.activationMemory` holds.
  var followsExecution: Bool { column.followsExecution }
  private let column: SummaryColumn

  private init(_ column: SummaryColumn) {
    (id, summary, self.column) = (column.id, column.summary, column)
    title = Self.shortTitles[column.id] ?? column.heading
    style =
      switch column.content {
      case .words: .text
      case .bar: .bar
      case .number, .bytes, .share: Self.exact.contains(column.id) ? .exact : .short
      }
  }
}

extension ScreenColumn {
  /// All but the name, which always stands first.
  static let all = SummaryColumn.all.filter { $0.id != SummaryColumn.name.id }.map { ScreenColumn($0) }

  /// Those that the table comes with, in order, each with the rank by which it gets its room.
  static let standard: [(column: ScreenColumn, rank: Int)] = [
    ("shape", 0), ("weights", 2), ("biases", 3), ("parameters", 1), ("share", 5), ("macs", 4),
    ("receptive_field", 6), ("share_bar", 7),
  ].compactMap { id, rank in named(id).map { ($0, rank) } }

  static let standardColumns = standard.map(\.column)

  static func named(_ id: String) -> ScreenColumn? { all.first { $0.id == id } }

  /// The columns to choose from, those that the table comes with first.
  static let choices: [TableColumn] = {
    let ids = standardColumns.map(\.id)
    let others = all.filter { !ids.contains($0.id) }
    return (standardColumns + others).map {
      TableColumn(id: $0.id, title: $0.title, summary: $0.summary, isStandard: ids.contains($0.id))
    }
  }()

  /// People compare these to the digit; of other numbers three figures are enough to look at.
  private static let exact: Set = ["weights", "biases", "parameters", "non_trainable"]
  private static let shortTitles = ["receptive_field": "Field", "macs_share_bar": "MAC share"]
  /// Widths that leave room for what is usual, and for words, which have no total.
  private static let usualWidths = [
    "weights": 10, "parameters": 10, "share": 5, "macs": 6, "receptive_field": 7, "shape": 12, "kind": 15,
    "inputs": 16, "status": 11, "share_bar": 8, "macs_share_bar": 8,
  ]
}

extension ScreenColumn {
  var align: Alignment { style == .bar || style == .text ? .left : .right }

  /// - Parameter chosen: a width given by hand, which cuts words but no number.
  func width(total: SummaryRow, chosen: Int?) -> Int {
    let needed = max(title.count, text(total, glyphs: .ascii, columns: 0).count)
    if let chosen { return style == .exact || style == .short ? max(chosen, needed) : chosen }
    return max(Self.usualWidths[id] ?? 6, needed)
  }

  /// How wide it may become where there is room.
  var largestWidth: Int? { id == "shape" ? 16 : style == .bar ? 40 : nil }

  /// What stands in a row's cell of so many columns.
  func text(_ row: SummaryRow, glyphs: Glyphs, columns: Int) -> String {
    let value = column.value(row)
    switch (style, value) {
    case (.bar, .bar(let part, let whole)):
      // The whole of it would say nothing.
      return row.subject == .total || whole == 0
        ? "" : glyphs.bar(Double(part) / Double(whole), columns: columns)
    case (.text, .unknown): return "–"
    case (_, .size(let size)): return size.text()
    case (.short, .share(0, _)), (.short, .count(.zero)), (_, .empty), (_, .elsewhere), (_, .unknown):
      return ""
    case (.short, .count(let count)): return count.value?.abbreviated ?? "> 9 E"
    case (.short, .extent(let sizes)):
      // One number where all axes agree.
      return Set(sizes).count == 1 ? "\(sizes[0])" : sizes.map { "\($0)" }.joined(separator: "×")
    case (.short, .fractions(let numbers)) where Set(numbers).count == 1: return numbers[0].description
    default: return value.text(for: .person)
    }
  }
}
