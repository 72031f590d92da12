import NetworkModel

extension PropertyField {
  /// The properties of a layer: first what its kind declares, then what every layer has.
  static func fields(
    of id: LayerID, _ layer: Layer, _ network: Network, _ facts: LayerFacts
  ) -> [PropertyField] {
    var fields = layer.offeredAttributes.map { attribute($0, of: layer, network.settings, facts) }
    if layer.spec.arity.upperBound > 0 { fields.append(inputs(of: id, layer, network)) }
    fields.append(PropertyField(.name, label: "name", value: layer.name, type: .text, summary: "Its name"))
    fields.append(
      PropertyField(
        .kind, label: "kind", value: layer.kind.name, control: .kind, summary: layer.spec.summary))
    if layer.spec.learns || layer.shares != nil { fields.append(sharing(layer, facts)) }
    fields.append(
      PropertyField(
        .note, label: "note", value: layer.note ?? "", isDefault: layer.note == nil, type: .text,
        summary: "A remark, kept with the layer", hasDefault: true))
    return fields
  }

  private static func attribute(
    _ spec: AttributeSpec, of layer: Layer, _ settings: NetworkSettings, _ facts: LayerFacts
  ) -> PropertyField {
    let isDefault = layer.attributes[spec.name] == nil
    var value = layer.value(of: spec.name)?.text ?? ""
    // The one value that the network as a whole has for its layers.
    if isDefault, spec.default == .network, spec.name == "rounding" { value = settings.rounding.rawValue }
    return PropertyField(
      .attribute(spec.name), label: spec.label, value: value, isDefault: isDefault,
      defaultNote: spec.default.note,
      type: spec.type, summary: spec.summary,
      problem: facts.diagnostics.first { $0.attribute == spec.name }?.message,
      hasDefault: spec.default != .required)
  }

  private static func inputs(of id: LayerID, _ layer: Layer, _ network: Network) -> PropertyField {
    let names =
      layer.inputs?.map(\.description)
      ?? network.inputs(of: id).compactMap { $0.source.flatMap { network[$0]?.name } }
    return PropertyField(
      .inputs, label: "inputs", value: names.joined(separator: ", "), isDefault: layer.inputs == nil,
      defaultNote: "the layer before", control: .inputs, summary: "The layers that it reads, in order",
      hasDefault: true)
  }

  private static func sharing(_ layer: Layer, _ facts: LayerFacts) -> PropertyField {
    PropertyField(
      .shares, label: "shares", value: layer.shares ?? "", isDefault: layer.shares == nil,
      defaultNote: "its own", control: .shares,
      summary: "The layer whose parameters it uses in place of its own",
      problem: facts.diagnostics.first { $0.code == .sharedParameters }?.message, hasDefault: true)
  }
}

extension AttributeSpec {
  /// The name as a form shows it.
  var label: String { String(name.text.map { $0 == "_" ? " " : $0 }) }
}

extension AttributeDefault {
  fileprivate var note: String? {
    switch self {
    case .required, .value: nil
    case .sameAs(let other): "same as \(other)"
    case .network: "the network's"
    case .unset: "not set"
    }
  }
}
