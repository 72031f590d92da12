import NetworkFormats
import NetworkModel

/// What a user's configuration file changes; what it does not mention is `nil` or as it comes.
///
///     theme: dark
///     mouse: false
///     ascii: false
///     columns: [name, shape, parameters, macs]
///     widths: {name: 30}
///     element_type: float16
///     keys:
///       undo: U                            # one key, in the places where the command has one
///       file.save: [Ctrl-S, F2]            # or several
///       search: {layers: Ctrl-F}           # or only in one place
///       screen.suspend: []                 # or none
public struct Configuration: Sendable {
  /// The keys at the top of the file.
  public enum Key: String, CaseIterable, Sendable {
    case theme, mouse, ascii, columns, widths
    case elementType = "element_type"
    case keys
  }

  public var theme: String?
  /// Whether the mouse is the program's rather than the terminal's.
  public var mouse: Bool?
  /// Whether to draw in plain ASCII.
  public var ascii: Bool?
  /// The columns of the summary pane, in order.
  public var columns: [SummaryColumn]?
  /// The widths of the summary pane's columns, by their names.
  public var widths: [String: Int]?
  /// What bytes are counted in.
  public var elementType: ElementType?
  public var keyMap = KeyMap.standard

  public init() {}

  /// Reads a configuration file. Never fails: a bad entry is a warning, and what it would have changed stays.
  ///
  /// - Parameter themes: the names of the themes that there are.
  public static func read(
    _ bytes: [UInt8], themes: [String]
  ) -> (configuration: Configuration, warnings: [FileProblem]) {
    var reader = ConfigurationReader()
    let configuration = reader.read(bytes, themes: themes)
    return (configuration, reader.warnings)
  }
}
