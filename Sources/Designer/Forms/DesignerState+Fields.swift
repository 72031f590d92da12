import NetworkModel

/// The rows of the properties pane.
extension DesignerState {
  /// The layer that the properties pane shows; `nil`: the network's settings, or a folded group.
  public var subject: LayerID? { showsNetworkSettings || selectedGroup != nil ? nil : selection }

  /// The folded group that the properties pane shows.
  public var subjectGroup: GroupFacts? {
    showsNetworkSettings ? nil : selectedRow.flatMap { group(atRow: $0) }
  }

  /// The rows, as they are now: with a value that is being typed.
  public var fields: [PropertyField] {
    if !showsNetworkSettings, selectedGroup != nil { return [] }
    guard let id = subject, let layer = network[id] else { return PropertyField.fields(of: network.settings) }
    return PropertyField.fields(of: id, layer, network, analysis[id])
  }

  /// The selected row.
  public var selectedField: PropertyField? {
    let fields = fields
    return fields.isEmpty ? nil : fields[min(field, fields.count - 1)]
  }

  func field(_ key: PropertyField.Key) -> PropertyField? { fields.first { $0.key == key } }

  /// What a property belongs to, for the name of a step: `Conv-1 stride`.
  func stepSubject(_ field: PropertyField) -> String {
    if field.key == .name { return "rename" }
    return "\(subject.flatMap { network[$0]?.name } ?? "network") \(field.label)"
  }
}
