import NetworkModel

/// A row of the properties pane: something about a layer or the network that can be changed.
public struct PropertyField: Equatable, Sendable {
  /// Which property it is.
  public enum Key: Hashable, Sendable {
    case attribute(AttributeName)
    case inputs, name, kind, note
    case setting(Setting)
  }

  /// A property of the network as a whole.
  public enum Setting: Hashable, Sendable, CaseIterable { case name, layout, rounding, batch, dimensions }

  /// How it is changed.
  public enum Control: Hashable, Sendable {
    case text
    case number
    /// A number, or several separated by commas.
    case perAxis
    case choice([String])
    case toggle
    case inputs
    case kind
  }

  public let key: Key
  public let label: String
  /// The value in force, as it would be typed; empty where there is none.
  public let value: String
  /// Whether the author left it alone.
  public let isDefault: Bool
  /// Where a default comes from, if not from the catalogue: `the network's`, `same as size`.
  public let defaultNote: String?
  public let control: Control
  /// What it may be, in words: `1 or more`.
  public let range: String
  /// What it means, in a line.
  public let summary: String
  /// What the analysis finds wrong with it.
  public let problem: String?
  /// Whether a layer cannot do without it.
  public let isRequired: Bool

  init(
    _ key: Key, label: String, value: String, isDefault: Bool = false, defaultNote: String? = nil,
    control: Control, range: String = "", summary: String, problem: String? = nil, isRequired: Bool = false
  ) {
    self.key = key
    self.label = label
    self.value = value
    self.isDefault = isDefault
    self.defaultNote = defaultNote
    self.control = control
    self.range = range
    self.summary = summary
    self.problem = problem
    self.isRequired = isRequired
  }
}
