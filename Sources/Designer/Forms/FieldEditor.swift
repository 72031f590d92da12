/// A field of the properties pane while a value is being typed into it. What it says is applied to the network as
/// long as it is valid.
public struct FieldEditor: Equatable, Sendable {
  /// The field as it was: `was 4`.
  public let field: PropertyField
  public internal(set) var line: TextLine
  /// Why what is typed cannot stand.
  public internal(set) var objection: String?
  /// What could stand instead; `Action.complete` takes it.
  public internal(set) var suggestion: String?

  init(_ field: PropertyField) {
    self.field = field
    line = TextLine(field.value, isSelected: true)
  }
}
