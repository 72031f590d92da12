/// What can be said of a layer without knowing the shapes that come into it.
struct OwnFindings: Sendable {
  private(set) var diagnostics: [Diagnostic] = []
  /// Whether no shape can come of it.
  private(set) var isHopeless = false

  var isClean: Bool { diagnostics.isEmpty }

  init() {}

  init(of id: LayerID, in network: Network) {
    guard let layer = network[id] else { return }
    let spec = layer.spec
    checkAttributes(of: layer, spec)
    checkInputs(of: id, layer, spec, network)
    checkName(of: id, layer, network)
    if let name = layer.shares { checkSharing(of: id, name, network) }
    if let remark = spec.remark { add(.notModelled, .note, remark) }
    if !spec.isEnd, network.wiring.consumers[id.index].isEmpty, network.order.ids.last != id {
      add(.unusedOutput, .warning, "no layer uses its output, and it is no output of the network")
    }
  }

  private mutating func add(
    _ code: DiagnosticCode, _ severity: Diagnostic.Severity, _ message: String,
    attribute: AttributeName? = nil
  ) {
    diagnostics.append(Diagnostic(code, severity, .text(message), attribute: attribute))
  }

  private mutating func checkAttributes(of layer: Layer, _ spec: OperationSpec) {
    for attribute in spec.attributes {
      if let value = layer.attributes[attribute.name] {
        guard let objection = attribute.type.objection(to: value) else { continue }
        add(
          .attributeOutOfRange, .error, "\(attribute.name) is \(value.text), which \(objection)",
          attribute: attribute.name)
        isHopeless = true
      } else if attribute.default == .required {
        add(.missingAttribute, .error, "\(attribute.name) is not set", attribute: attribute.name)
        isHopeless = true
      }
    }
  }

  private mutating func checkInputs(of id: LayerID, _ layer: Layer, _ spec: OperationSpec, _ network: Network)
  {
    let wires = network.wiring.inputs[id.index]
    for (wire, reference) in zip(wires, layer.inputs ?? []) where wire.source == nil {
      add(.unknownInput, .error, "there is no layer named \(reference.name)")
      isHopeless = true
    }
    guard !spec.arity.contains(wires.count), !isHopeless else { return }
    if wires.isEmpty, layer.inputs == nil {
      add(.noInput, .error, "nothing comes before it: the network does not begin with an input")
    } else {
      add(.inputCount, .error, "has \(Self.plural(wires.count, "input")), needs \(Self.text(of: spec.arity))")
    }
    isHopeless = true
  }

  private mutating func checkName(of id: LayerID, _ layer: Layer, _ network: Network) {
    let holders = network.wiring.holders(of: layer.name)
    guard holders.count > 1, let place = network.index(of: id),
      // The first is most often before it: thousands of one name are no work.
      holders.contains(where: { network.index(of: $0) ?? .max < place })
    else { return }
    // Where that layer stands is not said: it changes with edits that do not concern this one.
    add(.duplicateName, .error, "a layer before it has the name \(layer.name) already")
  }

  private mutating func checkSharing(of id: LayerID, _ name: String, _ network: Network) {
    if let owner = network.id(named: name) {
      if let obstacle = network.sharingObstacle(id, owner) { add(.sharedParameters, .error, obstacle) }
    } else {
      add(.sharedParameters, .error, "shares the parameters of \(name), a layer that does not exist")
    }
  }

  private static func text(of arity: ClosedRange<Int>) -> String {
    switch (arity.lowerBound, arity.upperBound) {
    case (0, 0): "none"
    case (let low, .max): "\(low) or more"
    case (let low, let high): low == high ? "\(low)" : "\(low) to \(high)"
    }
  }

  private static func plural(_ count: Int, _ word: String) -> String {
    "\(count) \(word)\(count == 1 ? "" : "s")"
  }
}
