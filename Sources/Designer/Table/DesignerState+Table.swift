import NetworkModel

// The table's columns: which, in what order, how wide, and from which on.

extension DesignerState {
  mutating func arrangeColumns(_ columns: [TableColumn]) {
    mode = .arranging(ColumnsDialog(columns, shown: table.columns))
  }

  /// Changes the dialog, and with it the table behind.
  mutating func arrange(_ dialog: ColumnsDialog, _ change: (inout ColumnsDialog) -> Void) {
    var dialog = dialog
    change(&dialog)
    mode = .arranging(dialog)
    showColumns(dialog.shown)
  }

  mutating func accept(_ dialog: ColumnsDialog) -> [Effect] {
    mode = .browsing
    return dialog.shown == dialog.former ? [] : [.rememberColumns(dialog.shown ?? [])]
  }

  mutating func cancel(_ dialog: ColumnsDialog) {
    mode = .browsing
    showColumns(dialog.former)
  }

  /// Shows the columns that the table comes with, at their own widths.
  mutating func useStandardColumns() -> [Effect] {
    if case .arranging(let dialog) = mode {
      arrange(dialog) { $0.arrange(nil) }
      return []
    }
    table = TableView()
    return [.rememberColumns([]), .rememberWidths([:])]
  }

  /// Shows these columns from now on.
  mutating func use(columns: [String]) -> [Effect] {
    showColumns(columns)
    return [.rememberColumns(columns)]
  }

  /// Counts bytes in another type from now on.
  mutating func use(_ type: ElementType) {
    count(in: type)
    message = Message("bytes are those of \(type.rawValue)")
  }

  private mutating func showColumns(_ columns: [String]?) {
    if table.columns != columns { (table.columns, table.first) = (columns, 0) }
  }

  mutating func setWidth(_ width: Int, of column: String) {
    table.widths[column] = min(max(width, TableView.widths.lowerBound), TableView.widths.upperBound)
  }
}
