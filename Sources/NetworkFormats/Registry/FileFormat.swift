import NetworkModel

/// A format that networks are read from or written to; one declaration each, in the format's own file.
public struct FileFormat: Sendable, Identifiable {
  /// What `--format` and `--to` call it.
  public let id: String
  public let title: String
  /// One line for the manual.
  public let summary: String
  /// Endings of file names, without the dot; the first is the usual one.
  public let extensions: [String]
  let reader: Reader?
  let writer: (@Sendable (Report) -> String)?

  struct Reader: Sendable {
    /// Whether a file's content is of this format, whatever the file is called.
    let recognizes: @Sendable (_ bytes: UnsafeRawBufferPointer) -> Bool
    let read: @Sendable (_ bytes: UnsafeRawBufferPointer) throws(ProblemList) -> Reading
  }

  /// What a reader makes of a file.
  struct Reading {
    var network: Network
    /// What its user has to know of how it was read, a line each.
    var notes: [String] = []
  }

  init(
    id: String, title: String, summary: String, extensions: [String], reader: Reader? = nil,
    writer: (@Sendable (Report) -> String)? = nil
  ) {
    (self.id, self.title, self.summary, self.extensions) = (id, title, summary, extensions)
    (self.reader, self.writer) = (reader, writer)
  }

  /// Whether a network can be read from it again.
  public var canRead: Bool { reader != nil }

  /// Whether a network can be written in it.
  public var canWrite: Bool { writer != nil }

  /// The content of a file that holds the report in this format; nothing for one that cannot be written.
  public func write(_ report: Report) -> [UInt8] { writer.map { Array($0(report).utf8) } ?? [] }
}

/// What a format is given to write: a network and, for those that show numbers, which ones.
public struct Report: Sendable {
  public var network: Network
  /// The facts about that very network.
  public var analysis: Analysis
  public var columns: [SummaryColumn]
  /// How many parts of a name are shown: deeper groups are folded into a row; `nil` folds nothing.
  public var depth: Int?
  /// Only rows to which all of them apply are shown; the totals are of the whole network all the same.
  public var filters: [RowFilter]
  /// The column by which the rows are put in order; `nil` leaves them in that of the list.
  public var sort: SummaryColumn?

  public init(
    _ network: Network, _ analysis: Analysis, columns: [SummaryColumn] = SummaryColumn.standard,
    depth: Int? = nil, filters: [RowFilter] = [], sort: SummaryColumn? = nil
  ) {
    (self.network, self.analysis, self.columns) = (network, analysis, columns)
    (self.depth, self.filters, self.sort) = (depth, filters, sort)
  }
}
