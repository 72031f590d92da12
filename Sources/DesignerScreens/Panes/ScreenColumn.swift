import NetworkFormats
import NetworkModel
import Terminal

/// A column of the summary as the screen shows it: the table's own column, and how wide and how short it is here.
///
/// A width follows from the totals, which no cell exceeds, and not from the rows in sight: nothing moves
/// sideways while the table scrolls.
struct ScreenColumn: Sendable {
  /// How the screen writes a number.
  enum Style: Sendable {
    /// To the digit, and a zero too.
    case exact
    /// Three figures; nothing for none.
    case short
    /// A part of a whole, as a bar.
    case bar
  }

  private let column: SummaryColumn
  let title: String
  let style: Style
  private let smallestWidth: Int

  /// - Parameter title: where the table's own heading is too long.
  private init(_ column: SummaryColumn, _ title: String? = nil, style: Style, width: Int = 0) {
    self.column = column
    self.title = title ?? column.heading
    self.style = style
    smallestWidth = max(width, self.title.count)
  }

  /// The columns in the order in which they stand, each with the rank by which it gets its room.
  static let all: [(column: ScreenColumn, rank: Int)] = [
    (ScreenColumn(.weights, style: .exact, width: 10), 1),
    (ScreenColumn(.biases, style: .exact), 2),
    (ScreenColumn(.parameters, style: .exact, width: 10), 0),
    (ScreenColumn(.share, style: .short, width: 5), 4),
    (ScreenColumn(.multiplyAdds, style: .short, width: 6), 3),
    (ScreenColumn(.receptiveField, "Field", style: .short, width: 7), 5),
    (ScreenColumn(.share, "Share", style: .bar, width: 8), 6),
  ]

  var align: Alignment { style == .bar ? .left : .right }

  func width(total: SummaryRow) -> Int { max(smallestWidth, text(total, glyphs: .ascii, columns: 0).count) }

  /// What stands in a row's cell of so many columns.
  func text(_ row: SummaryRow, glyphs: Glyphs, columns: Int) -> String {
    let value = column.value(row)
    switch (style, value) {
    case (.bar, .share(let part, let whole)):
      // The whole of it would say nothing.
      return row.subject == .total || whole == 0
        ? "" : glyphs.bar(Double(part) / Double(whole), columns: columns)
    case (.short, .share(0, _)), (.short, .count(.zero)), (_, .empty), (_, .unknown): return ""
    case (.short, .count(let count)): return count.value?.abbreviated ?? "> 9 E"
    case (.short, .extent(let sizes)):
      // One number where all axes agree.
      return Set(sizes).count == 1 ? "\(sizes[0])" : sizes.map { "\($0)" }.joined(separator: "×")
    default: return value.text(for: .person)
    }
  }
}
