/// How a cell looks.
public struct Style: Hashable, Sendable {
  /// The colour of the text; nil where nothing is said about it.
  public var foreground: Color?
  /// The colour behind the text; nil where nothing is said about it.
  public var background: Color?
  public var attributes: Attributes

  public init(foreground: Color? = nil, background: Color? = nil, attributes: Attributes = []) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  public struct Attributes: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    public static let bold = Attributes(rawValue: 1)
    public static let dim = Attributes(rawValue: 2)
    public static let italic = Attributes(rawValue: 4)
    public static let underline = Attributes(rawValue: 8)
    public static let reverse = Attributes(rawValue: 16)

    /// Every attribute with its name in a theme file.
    public static let named: [(name: String, attribute: Attributes)] = [
      ("bold", .bold), ("dim", .dim), ("italic", .italic), ("underline", .underline),
      ("reverse", .reverse),
    ]
  }

  /// The style with its colours replaced by the nearest that a terminal has. With 8 of them, bold makes bright.
  public func reduced(to depth: ColorDepth) -> Style {
    var attributes = attributes
    if depth == .eight, case .ansi(9...15) = foreground?.reduced(to: .sixteen) { attributes.insert(.bold) }
    return Style(
      foreground: foreground?.reduced(to: depth), background: background?.reduced(to: depth),
      attributes: attributes)
  }
}
