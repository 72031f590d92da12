import Designer
import NetworkFormats

extension OutsideValues {
  /// Those that the program's own tables hold; `nil`: they are in files.
  var known: [Completion]? {
    switch self {
    case .paths, .themes: nil
    case .templates: Templates.all.map { Completion($0.id, detail: $0.summary) }
    case .tableFormats:
      Formats.writable.filter { $0.choices.contains(.columns) }.map { Completion($0.id, detail: $0.title) }
    case .columns: ScreenColumn.choices.map { Completion($0.id, detail: $0.summary) }
    }
  }
}

extension ScreenColumn {
  /// The columns of a list such as `macs,share`; the name stands first anyway.
  static func ids(named list: String) throws(Unavailable) -> [String] {
    do throws(ArgumentProblem) {
      return try SummaryColumn.columns(named: list).map(\.id).filter { named($0) != nil }
    } catch {
      throw Unavailable(error.message)
    }
  }
}
