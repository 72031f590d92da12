/// How a person looks at the table: which columns, how wide, and from which on.
public struct TableView: Hashable, Sendable {
  /// What a column's width may be.
  public static let widths = 4...120

  /// The columns chosen, in order, by their names; `nil`: those that the table comes with, as many as fit.
  public internal(set) var columns: [String]?
  /// The widths given to columns by hand, by their names.
  public internal(set) var widths: [String: Int] = [:]
  /// How many columns have been scrolled out of sight at the left; the names always stay.
  public internal(set) var first = 0

  public init(columns: [String]? = nil, widths: [String: Int] = [:]) {
    (self.columns, self.widths) = (columns, widths)
  }
}

/// A column that the table can have.
public struct TableColumn: Hashable, Sendable {
  public let id: String
  public let title: String
  /// What it says, in a line.
  public let summary: String
  /// Whether the table comes with it.
  public let isStandard: Bool

  public init(id: String, title: String, summary: String, isStandard: Bool) {
    (self.id, self.title, self.summary, self.isStandard) = (id, title, summary, isStandard)
  }
}
