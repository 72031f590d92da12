/// What lies behind a cell. A theme makes one style of a role and the surface it stands on.
public enum Surface: UInt8, BitwiseCopyable, CaseIterable, Sendable {
  /// The terminal's own background.
  case plain
  case popup
  case selection
  /// The box that text is being typed into.
  case field

  /// The role whose entry in a theme tells how the surface looks; nil where it changes nothing.
  public var role: Role? {
    switch self {
    case .plain: nil
    case .popup: .popup
    case .selection: .selection
    case .field: .fieldInput
    }
  }

  /// One character that stands for the surface in golden tests.
  public var letter: Character {
    switch self {
    case .plain: "."
    case .popup: "p"
    case .selection: "s"
    case .field: "f"
    }
  }
}
