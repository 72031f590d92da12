import NetworkModel

/// A row of the properties pane: something about a layer or the network that can be changed.
public struct PropertyField: Equatable, Sendable {
  /// Which property it is.
  public enum Key: Hashable, Sendable {
    case attribute(AttributeName)
    case inputs, shares, name, kind, note
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
    case shares
    case kind

    /// Whether its value can be counted up and down, or changed to the next word.
    var isCounted: Bool {
      switch self {
      case .number, .perAxis, .choice, .toggle: true
      case .text, .inputs, .shares, .kind: false
      }
    }
  }

  public let key: Key
  public let label: String
  /// The value in force, as it would be typed; empty where there is none.
  public let value: String
  /// Whether the author left it alone.
  public let isDefault: Bool
  /// Where its default comes from, if not from the catalogue: `the network's`, `same as size`.
  public let defaultNote: String?
  public let control: Control
  /// What kind of value it takes, where it is typed or one of a few words.
  public let type: AttributeType?
  /// What it means, in a line.
  public let summary: String
  /// What the analysis finds wrong with it.
  public let problem: String?
  /// Whether it may be left to a default, by clearing it.
  public let hasDefault: Bool

  /// What it may be, in words: `1 or more`.
  public var range: String { type?.rangeText ?? "" }

  init(
    _ key: Key, label: String, value: String, isDefault: Bool = false, defaultNote: String? = nil,
    control: Control? = nil, type: AttributeType? = nil, summary: String, problem: String? = nil,
    hasDefault: Bool = false
  ) {
    self.key = key
    self.label = label
    self.value = value
    self.isDefault = isDefault
    self.defaultNote = defaultNote
    self.control = control ?? type?.control ?? .text
    self.type = type
    self.summary = summary
    self.problem = problem
    self.hasDefault = hasDefault
  }
}

extension AttributeType {
  fileprivate var control: PropertyField.Control {
    switch self {
    case .integer, .real: .number
    case .extent, .padding, .sizes, .shapes, .integers: .perAxis
    case .flag: .toggle
    case .choice(let words): .choice(words)
    case .text: .text
    }
  }
}
