/// A command's stable name: `layer.delete`. Key maps and the `:` line use it.
public struct CommandID: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }
  public init(stringLiteral value: String) { rawValue = value }
}

/// Why a command cannot run now, in words for the person who asked.
public struct Unavailable: Error, Hashable, Sendable {
  public let reason: String

  public init(_ reason: String) { self.reason = reason }
}

/// Something a person can ask for, by key or by name.
public struct Command: Identifiable, Sendable {
  /// Chapters of the help.
  public enum Group: String, Sendable, CaseIterable {
    case moving = "Moving"
    case finding = "Finding"
    case layers = "Layers"
    case properties = "Properties"
    case history = "Undo"
    case files = "Files"
    case table = "Table"
    case screen = "Screen"
  }

  /// What it is given besides the state.
  public struct Arguments: Sendable {
    /// The visible rows of what has the focus, for pages.
    public let rows: Int
    /// How many of the table's columns there are to scroll past.
    public let lastColumn: Int
    /// What was typed behind its name on the `:` line.
    public let text: String
  }

  public typealias Resolver = @Sendable (DesignerState, Arguments) throws(Unavailable) -> Action

  public let id: CommandID
  public let title: String
  /// What it does, in a line.
  public let summary: String
  public let group: Group
  /// Short names for the `:` line: `w`.
  public let aliases: [String]
  /// What may be typed behind its name, if anything.
  public let parameter: Parameter?
  private let resolver: Resolver

  init(
    _ id: CommandID, _ title: String, _ summary: String, group: Group, aliases: [String] = [],
    parameter: Parameter? = nil, resolver: @escaping Resolver
  ) {
    self.id = id
    self.title = title
    self.summary = summary
    self.group = group
    self.aliases = aliases
    self.parameter = parameter
    self.resolver = resolver
  }

  /// What the command comes to now. Cheap enough to be asked for every command at once.
  /// - Throws: why it cannot run.
  public func resolve(
    _ state: DesignerState, rows: Int, lastColumn: Int = 0, argument: String = ""
  ) throws(Unavailable) -> Action {
    try resolver(state, Arguments(rows: rows, lastColumn: lastColumn, text: argument))
  }
}
