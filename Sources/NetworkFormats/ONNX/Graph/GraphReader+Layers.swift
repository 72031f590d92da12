import NetworkModel

extension GraphReader {
  /// Appends a layer; of no node's outputs yet.
  /// - Returns: what comes out, or `nil` where the layer cannot work on what comes in.
  mutating func emit(
    _ kind: OperationKind, _ inputs: [GraphTensor], _ attributes: AttributeList = AttributeList(),
    name: String, shares owner: String? = nil
  ) -> [GraphTensor]? {
    let layer = Layer(
      name: name, kind: kind, inputs: inputs.compactMap(\.source), shares: owner,
      attributes: kind.withoutDefaults(attributes))
    let known = inputs.compactMap(\.shape)
    let shapes = known.count == inputs.count ? trials.shapes(of: layer, for: known) : []
    guard let shapes, layer.inputs?.count == inputs.count else { return nil }
    let source = builder.append(layer)
    return shapes.isEmpty
      ? [GraphTensor(source: source)]
      : shapes.enumerated().map {
        GraphTensor(shape: $1, source: InputReference(source.name, output: $0))
      }
  }

  /// The shapes that a layer would give.
  func shapes(_ kind: OperationKind, _ inputs: [[Size]?], _ attributes: AttributeList = AttributeList())
    -> [[Size]]?
  {
    let known = inputs.compactMap { $0 }
    guard known.count == inputs.count else { return nil }
    let layer = Layer(name: "", kind: kind, attributes: kind.withoutDefaults(attributes))
    return trials.shapes(of: layer, for: known)
  }

  /// An input as a layer's output; a constant gets a layer of its own, once.
  mutating func operand(_ node: OperatorNode, _ place: Int) -> GraphTensor? {
    guard let tensor = node.input(place), place < node.inputNames.count else { return nil }
    let name = node.inputNames[place]
    if tensor.source != nil { return tensor }
    if let known = scope[name], known.source != nil { return known }
    if let elements = tensor.elements { return sequence(of: elements, named: name) }
    guard tensor.constant != nil, let shape = tensor.shape,
      let (sizes, isBatched) = freeDeclaration(of: shape)
    else { return nil }
    let learned = LearnedTensor(
      tensor, factors: shape.dropFirst(isBatched ? 1 : 0).map { $0.constant ?? 0 })
    let sharing = owners.sharing(Kind.parameter, learned.map { [$0] } ?? [])
    let kind = learned != nil && sharing.isExact ? Kind.parameter : Kind.constant
    var layer = Layer(
      name: layerName(ofTensor: name), kind: kind,
      shares: sharing.owner)
    layer.attributes["shape"] = .sizes(sizes)
    if !isBatched { layer.attributes["batched"] = .flag(false) }
    if kind == Kind.constant, let number = tensor.constant?.number {
      layer.attributes["value"] = .real(number)
    }
    layer.tensors = [name]
    let source = append(layer, standingFor: name)
    constantLayers.insert(source.name)
    results[source] = shape
    if let learned, kind == Kind.parameter, sharing.owner == nil {
      owners.add([learned], of: source.name, kind, place: builder.layers.count - 1)
    }
    var result = tensor
    result.source = source
    return result
  }

  /// A list of tensors that something reads as a whole: a layer that is not modelled, and has no shape.
  private mutating func sequence(of elements: [GraphTensor], named name: String) -> GraphTensor {
    let type = "SequenceConstruct"
    var layer = Layer(
      name: layerName(ofTensor: name), kind: Kind.opaque,
      inputs: elements.compactMap(\.source), attributes: ["operator": .text(type)])
    layer.tensors = [name]
    notModelled[type, default: 0] += 1
    return GraphTensor(source: append(layer, standingFor: name), elements: elements)
  }

  /// Appends a layer of a tensor that had none, for all that read it by that name.
  private mutating func append(_ layer: Layer, standingFor name: String) -> InputReference {
    placed.append((scope, name, builder.layers.count))
    let source = builder.append(layer)
    scope.place(name, at: source)
    return source
  }

  /// What is no input has a batch only where that is one example.
  private func freeDeclaration(of shape: [Size]) -> (sizes: [AxisSize], isBatched: Bool)? {
    let isBatched = shape.count > 1 && trials.batch.constant == 1 && shape[0].constant == 1
    let sizes = shape.dropFirst(isBatched ? 1 : 0).map { trials.axisSize($0) ?? .fixed($0[0]) }
    guard sizes.count < Shape.maximumRank, shape.allSatisfy({ $0[0] > 0 }) else { return nil }
    return (Array(sizes), isBatched)
  }

  /// Takes back the layers after the first so many, and the constants among them.
  mutating func takeBack(to mark: Int) {
    for layer in builder.layers[mark...] {
      constantLayers.remove(layer.name)
      countedElsewhere[layer.name] = nil
    }
    builder.removeLayers(after: mark)
    owners.takeBack(to: mark)
    while let last = placed.last, last.layer >= mark {
      last.scope.place(last.name, at: nil)
      placed.removeLast()
    }
  }
}

extension OperationKind {
  /// The values without those that a layer has anyway, and without numbers that are none.
  fileprivate func withoutDefaults(_ attributes: AttributeList) -> AttributeList {
    var attributes = attributes
    for attribute in spec.attributes
    where attributes[attribute.name].map({ attribute.default == .value($0) || $0.isNoNumber }) == true {
      attributes[attribute.name] = nil
    }
    return attributes
  }
}

extension AttributeValue {
  fileprivate var isNoNumber: Bool { if case .real(let number) = self { !number.isFinite } else { false } }
}
