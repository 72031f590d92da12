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
  /// Which of the report's choices it follows.
  public let choices: Set<Report.Choice>
  let reader: Reader?
  let exporter: (@Sendable (Report) throws(ProblemList) -> Export)?

  struct Reader: Sendable {
    /// Whether a file's content is of this format, whatever the file is called.
    let recognizes: @Sendable (_ bytes: UnsafeRawBufferPointer) -> Bool
    let read: @Sendable (UnsafeRawBufferPointer, _ sizes: [String: Int]) throws(ProblemList) -> Reading

    init(
      recognizes: @escaping @Sendable (_ bytes: UnsafeRawBufferPointer) -> Bool,
      read: @escaping @Sendable (_ bytes: UnsafeRawBufferPointer) throws(ProblemList) -> Reading
    ) {
      self.recognizes = recognizes
      self.read = { bytes, _ throws(ProblemList) in try read(bytes) }
    }

    /// - Parameter read: for a format whose sizes may follow dimensions in a way that a network cannot say; it is
    ///   given those that are known.
    init(
      recognizes: @escaping @Sendable (_ bytes: UnsafeRawBufferPointer) -> Bool,
      read:
        @escaping @Sendable (UnsafeRawBufferPointer, _ sizes: [String: Int]) throws(ProblemList) -> Reading
    ) {
      (self.recognizes, self.read) = (recognizes, read)
    }
  }

  /// What a reader makes of a file.
  struct Reading {
    var network: Network
    /// What its user has to know of how it was read, a line each.
    var notes: [String] = []
  }

  /// - Parameter writer: for a format that can hold every network, and all of it that it is meant to hold.
  init(
    id: String, title: String, summary: String, extensions: [String], choices: Set<Report.Choice> = [],
    reader: Reader? = nil, writer: @escaping @Sendable (Report) -> String
  ) {
    self.init(
      id: id, title: title, summary: summary, extensions: extensions, choices: choices, reader: reader
    ) {
      Export(writer($0))
    }
  }

  /// - Parameter exporter: for a format that may have to refuse a network, or to say where it differs; `nil` for one
  ///   that is only read.
  init(
    id: String, title: String, summary: String, extensions: [String], choices: Set<Report.Choice> = [],
    reader: Reader? = nil, exporter: (@Sendable (Report) throws(ProblemList) -> Export)? = nil
  ) {
    (self.id, self.title, self.summary, self.extensions) = (id, title, summary, extensions)
    (self.choices, self.reader, self.exporter) = (choices, reader, exporter)
  }

  /// Whether a network can be read from it again.
  public var canRead: Bool { reader != nil }

  /// Whether a network can be written in it.
  public var canWrite: Bool { exporter != nil }

  /// The content of a file that holds the report in this format, and where it differs.
  public func write(_ report: Report) throws(UnwritableNetwork) -> Export {
    guard let exporter else {
      throw UnwritableNetwork(format: title, problems: [FileProblem("it is only read")])
    }
    do throws(ProblemList) {
      return try exporter(report)
    } catch {
      throw UnwritableNetwork(format: title, problems: error.problems)
    }
  }
}

/// What a format is given to write: a network and, for those that show numbers, which ones.
public struct Report: Sendable {
  /// What may be chosen of a report; its name is the option's.
  public enum Choice: String, Sendable, CaseIterable {
    case columns, depth, sort, filter
  }

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
