import NetworkModel

/// A condition on a row: `kind=conv`, `status=error`, `name=stage2/*`. Any column may stand before the equals sign,
/// behind it what the column has for programs, case aside, in which `*` stands for any characters.
public struct RowFilter: Sendable {
  public let column: SummaryColumn
  private let pattern: String

  /// The condition as a person writes it.
  public var text: String { "\(column.id)=\(pattern)" }

  public init(_ text: String) throws(ArgumentProblem) {
    guard let sign = text.firstIndex(of: "=") else {
      throw ArgumentProblem(message: "\(text.quoted) is not of the form column=pattern, such as kind=conv")
    }
    column = try SummaryColumn.existing(String(text[..<sign]))
    pattern = String(text[text.index(after: sign)...])
  }

  func applies(to row: SummaryRow) -> Bool {
    matches(column.value(row).text(for: .program).lowercased(), pattern.lowercased())
  }
}

/// Whether a text is of a pattern in which a star stands for any characters. A star takes as little as it can; where
/// that does not lead on, the last one takes more, so that the time is at most the product of both lengths.
private func matches(_ text: String, _ pattern: String) -> Bool {
  let (text, pattern) = (Array(text.unicodeScalars), Array(pattern.unicodeScalars))
  var (place, next) = (0, 0)
  var star: (next: Int, place: Int)?
  while place < text.count {
    if next < pattern.count, pattern[next] == "*" {
      star = (next + 1, place)
      next += 1
    } else if next < pattern.count, pattern[next] == text[place] {
      (place, next) = (place + 1, next + 1)
    } else if let last = star {
      star = (last.next, last.place + 1)
      (place, next) = (last.place + 1, last.next)
    } else {
      return false
    }
  }
  return pattern[next...].allSatisfy { $0 == "*" }
}

extension Report {
  /// The rows that are asked for, in the order that is asked for. Numbers go from the largest down, words from A to
  /// Z, what is not known comes last; rows that are equal stay in the order of the list.
  func selection(of rows: [SummaryRow]) -> [SummaryRow] {
    let shown = rows.filter { row in filters.allSatisfy { $0.applies(to: row) } }
    guard let sort else { return shown }
    let keyed = shown.enumerated().map { (place: $0, row: $1, key: sort.value($1).sortKey) }
    return keyed.sorted { a, b in
      if a.key.precedes(b.key) { return true }
      return !b.key.precedes(a.key) && a.place < b.place
    }
    .map(\.row)
  }
}
