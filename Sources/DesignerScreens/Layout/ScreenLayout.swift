import Terminal

/// Where everything stands on a screen of a certain size.
public struct ScreenLayout: Equatable, Sendable {
  /// How much of the designer fits.
  public enum Form: Equatable, Sendable {
    /// All three panes at once.
    case full
    /// One pane at a time.
    case single
    /// Too small for anything but saying so.
    case notice
  }

  /// From here on up all three panes are shown at once.
  public static let fullSize = Size(columns: 64, rows: 18)
  /// Below this no pane can be used.
  public static let smallestSize = Size(columns: 30, rows: 6)

  public let form: Form
  public let screen: Rect
  public let title: Rect
  /// The panes with their borders; in single form all three are the same place, without borders.
  public let layers, properties, summary: Rect
  public let status: Rect
  public let hints: Rect

  public init(size: Size) {
    screen = Rect(origin: Point(column: 0, row: 0), size: size)
    form = Self.form(for: size)
    let (title, belowTitle) = screen.splitTop(1)
    let (bars, body) = belowTitle.splitBottom(2)
    (self.title, status, hints) = (title, bars.row(0), bars.row(1))
    guard form == .full else {
      (layers, properties, summary) = (body, body, body)
      return
    }
    let (summary, upper) = body.splitBottom(Self.summaryRows(of: body.size.rows))
    (layers, properties) = upper.splitLeft(min(size.columns * 2 / 5 + 4, 76))
    self.summary = summary
  }

  private static func form(for size: Size) -> Form {
    if size.columns < smallestSize.columns || size.rows < smallestSize.rows { return .notice }
    return size.columns < fullSize.columns || size.rows < fullSize.rows ? .single : .full
  }

  /// Half of a small screen; on a large one the properties, which are read in full, get more.
  private static func summaryRows(of rows: Int) -> Int { 11 + (rows - 21) * 5 / 16 }

  /// What is inside a pane's border.
  public func content(of pane: Rect) -> Rect { form == .full ? pane.inset() : pane }

  /// How many layers the list shows at once. The table follows the list, and shows fewer.
  public var visibleRows: Int { max(1, content(of: layers).size.rows) }
}
