import NetworkModel

extension OperatorNode {
  /// Whether it works on what was learned, and on nothing that the network is fed.
  var isLearned: Bool {
    let given = inputs.compactMap { $0 }
    return given.allSatisfy { $0.constant != nil } && given.contains { $0.constant?.isLearned == true }
  }
}

extension GraphReader {
  /// What a node gives that does not depend on what the network is fed: its elements where they are few, its
  /// shape otherwise. No layer stands for it, unless one that needs it as a tensor reads it.
  ///
  /// - Returns: `nil` for a node that has to become a layer.
  mutating func fold(_ node: OperatorNode, _ domain: String) -> [GraphTensor]? {
    guard Operators.folds(node.type, in: domain) else { return nil }
    if let sizes = sizes(node) { return [sizes.tensor] }
    if drawsWeights, node.type == "RandomNormal", let shape = node.integers("shape"),
      let name = node.outputs.first
    {
      let origin = Constant.Origin.initializer(scope.prefix + name)
      return [
        GraphTensor(shape: shape.map { Size($0) }, constant: Constant(origin: origin, isInteger: false))
      ]
    }
    let given = node.inputs.compactMap { $0 }
    guard !given.isEmpty, given.allSatisfy({ $0.constant != nil }), !Self.random.contains(node.type) else {
      return nil
    }
    if given.contains(where: { $0.constant?.origin == .step }) {
      let shapes = shapes(withoutLayers: node) ?? []
      return node.outputs.indices.map { .step(shape: $0 < shapes.count ? shapes[$0] : nil) }
    }
    let keepsElements = Folding.views.contains(node.type)
    guard let first = given[0].constant, keepsElements || !node.isLearned else { return nil }
    if let folded = Folding.operators[node.type]?(node) {
      return folded.map { array in
        var tensor = array.tensor
        if keepsElements { tensor.constant?.origin = first.origin }
        return tensor
      }
    }
    guard first.origin != .layers else { return nil }
    let constant = Constant(
      origin: keepsElements ? first.origin : .graph,
      isInteger: first.isInteger && !Folding.makingReal.contains(node.type))
    guard let shapes = shapes(withoutLayers: node) else {
      // One without elements has no shape here; what is made of it may have.
      return node.isLearned ? nil : node.outputs.map { _ in GraphTensor(constant: constant) }
    }
    return shapes.map { GraphTensor(shape: $0, constant: constant) }
  }

  private static let random: Set<String> = [
    "Bernoulli", "Multinomial", "RandomNormalLike", "RandomUniformLike",
  ]

  /// `Shape` and `Size`, which need no elements.
  private func sizes(_ node: OperatorNode) -> FoldedArray? {
    guard let shape = node.shape(0) else { return nil }
    switch node.type {
    case "Shape":
      func place(_ index: Int) -> Int { min(max(index < 0 ? index + shape.count : index, 0), shape.count) }
      let (start, end) = (place(node.integer("start", 0)), place(node.integer("end", shape.count)))
      return FoldedArray(start < end ? shape[start..<end].map { Sample($0) } : [])
    case "Size":
      return FoldedArray([], [shape.reduce(Sample(repeating: 1)) { $0 * Sample($1) }], isInteger: true)
    default: return nil
    }
  }

  /// What the node's layers would give; they are taken back.
  private mutating func shapes(withoutLayers node: OperatorNode) -> [[Size]]? {
    let mark = builder.layers.count
    defer { takeBack(to: mark) }
    let stand = OperatorNode(
      type: node.type, name: node.name, version: node.version, inputNames: node.inputNames,
      inputs: node.inputs.map { input in
        guard var input else { return nil }
        input.source = input.source ?? InputReference("")
        return input
      },
      outputs: node.outputs, isUsed: node.isUsed, attributes: node.attributes)
    switch Operators.translation(of: node.type)?(&self, stand) {
    case .tensors(let tensors)?:
      let shapes = tensors.compactMap(\.shape)
      return shapes.count == tensors.count ? shapes : nil
    case .shapes(let shapes)?:
      let known = shapes.compactMap { $0 }
      return known.count == shapes.count && !known.isEmpty ? known : nil
    case nil: return nil
    }
  }

  /// A `Constant` node's value.
  func constant(_ node: OperatorNode) throws(FileProblem) -> GraphTensor {
    if let value = node.attributes["value"]?.t { return try value.tensor(origin: .graph) }
    for (name, attribute) in node.attributes {
      switch name {
      case "value_int":
        return FoldedArray([], [Sample(repeating: Double(attribute.i))], isInteger: true).tensor
      case "value_float":
        return FoldedArray([], [Sample(repeating: Double(attribute.f))], isInteger: false).tensor
      case "value_ints": return FoldedArray(attribute.ints.map { Sample(repeating: Double($0)) }).tensor
      case "value_floats":
        return FoldedArray(attribute.floats.map { Sample(repeating: Double($0)) }, isInteger: false).tensor
      default: continue
      }
    }
    return GraphTensor(constant: Constant(origin: .graph, isInteger: false))
  }
}
