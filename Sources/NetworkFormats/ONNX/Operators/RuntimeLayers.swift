import NetworkModel

extension Operators {
  /// What ONNX Runtime makes of several operators, in domains of its own, and what it has beside the standard's.
  static let runtimeLayers: [String: Translation] = quantizedRuntimeLayers.merging(fusedLayers) { first, _ in
    first
  }

  /// The domains in which an operator that is not listed here is the standard's of that name.
  static let runtimeDomains: Set<String> = ["com.microsoft", "com.microsoft.nchwc"]

  private static let fusedLayers: [String: Translation] = [
    "Conv": fusedConvolution, "FusedConv": fusedConvolution,
    "FusedGemm": activated(like("Gemm", [0, 1, 2])),
    "FusedMatMul": fusedProduct, "TransposeMatMul": fusedProduct,
    "BiasAdd": like("Sum", [0, 1, 2]),
    "BiasGelu": biased("Gelu"), "FastGelu": biased("Gelu"), "QuickGelu": quickGelu,
    "SkipLayerNormalization": skipNormalization("LayerNormalization", [2, 3], bias: 4),
    "SkipSimplifiedLayerNormalization": skipNormalization("SimplifiedLayerNormalization", [2], bias: 3),
    "EmbedLayerNormalization": embedding,
    "Attention": attention, "QAttention": attention,
    "MultiHeadAttention": { _, node in
      guard let query = node.shape(0), let value = node.shape(2) ?? node.shape(0), query.count == 3 else {
        return .shapes([])
      }
      return .shapes([[query[0], query[1], value.count == 3 ? value[2] : value[1] &* value[value.count - 1]]])
    },
    "GroupQueryAttention": { _, node in .shapes([node.has(1) ? node.shape(0) : nil]) },
    // Tensors whose channels lie in blocks, which are filled up; they are told without.
    "ReorderInput": pass,
    "ReorderOutput": { reader, node in
      guard var result = reader.operand(node, 0), let shape = node.shape(0) else { return .shapes([]) }
      let isLast = node.flag("channels_last")
      if let channels = node.integer("channels"), shape.count > 1, !shape[1].agrees(with: Size(channels)) {
        let attributes: AttributeList = ["axis": .integer(1), "end": .integer(channels)]
        let name = isLast ? node.name + ".slice" : node.name
        guard let part = reader.emit("slice", [result], attributes, name: name) else { return .shapes([]) }
        result = part[0]
      }
      if !isLast { return .tensors([result]) }
      let order = [0] + Array(shape.indices.dropFirst(2)) + [1]
      return Outcome(reader.emit("permute", [result], ["axes": .integers(order)], name: node.name))
    },
  ]

  // MARK: - Products

  /// A convolution, to which a tensor may be added before it is activated.
  private static func fusedConvolution(_ reader: inout GraphReader, _ node: OperatorNode) -> Outcome {
    var node = node
    node.dropFilledChannels()
    guard node.has(3) else { return activated(like("Conv", [0, 1, 2]))(&reader, node) }
    guard case .tensors(let given) = like("Conv", [0, 1, 2])(&reader, node),
      let sum = reader.emit("add", [given[0], reader.operand(node, 3)], name: node.name + ".add")
    else { return .shapes([]) }
    return activated(sum, &reader, node)
  }

  private static func activated(_ translation: @escaping Translation) -> Translation {
    { reader, node in
      let outcome = translation(&reader, node)
      guard case .tensors(let given) = outcome else { return outcome }
      return activated(given, &reader, node)
    }
  }

  private static func activated(
    _ tensors: [GraphTensor], _ reader: inout GraphReader, _ node: OperatorNode
  ) -> Outcome {
    guard let type = node.word("activation"), !type.isEmpty else { return .tensors(tensors) }
    return follow(tensors, by: type, [], &reader, node)
  }

  /// What another operator makes of a tensor that a layer gives, and of more inputs of the node.
  private static func follow(
    _ tensors: [GraphTensor], by type: String, _ places: [Int], _ reader: inout GraphReader,
    _ node: OperatorNode
  ) -> Outcome {
    let more = node.standing(for: type, places)
    let next = OperatorNode(
      type: type, name: "\(node.name).\(type.lowercased())", version: node.version,
      inputNames: [""] + more.inputNames, inputs: [tensors.first] + more.inputs,
      outputs: Array(node.outputs.prefix(1)), isUsed: Array(node.isUsed.prefix(1)),
      attributes: node.attributes)
    return translation(of: type)?(&reader, next) ?? .shapes([tensors.first?.shape])
  }

  private static func fusedProduct(_ reader: inout GraphReader, _ node: OperatorNode) -> Outcome {
    if node.flag("transBatchA") || node.flag("transBatchB") { return .shapes([]) }
    return like("Gemm", [0, 1])(&reader, node)
  }

  // MARK: - Elements

  private static func biased(_ type: String) -> Translation {
    { reader, node in
      guard node.has(1) else { return like(type, [0])(&reader, node) }
      let sum = reader.emit(
        "add", [reader.operand(node, 0), reader.operand(node, 1)], name: node.name + ".bias")
      return sum.map { follow($0, by: type, [], &reader, node) } ?? .shapes([node.shape(0)])
    }
  }

  /// `x` times the sigmoid of `alpha · x`.
  private static func quickGelu(_ reader: inout GraphReader, _ node: OperatorNode) -> Outcome {
    node.real("alpha") == 1 ? like("Swish", [0])(&reader, node) : .shapes([node.shape(0)])
  }

  // MARK: - Transformers

  /// The sum of two tensors and perhaps a bias, normalized; the sum itself is the fourth output.
  ///
  /// - Parameter factors: where the factors of the normalization stand.
  private static func skipNormalization(_ type: String, _ factors: [Int], bias: Int) -> Translation {
    { reader, node in
      let shapes = [node.shape(0), nil, nil, node.shape(0)]
      let terms = [0, 1] + (node.has(bias) ? [bias] : [])
      guard let sum = reader.emit("add", terms.map { reader.operand(node, $0) }, name: node.name + ".add"),
        case .tensors(let result) = follow(sum, by: type, factors, &reader, node), !node.uses(output: 1),
        !node.uses(output: 2)
      else { return .shapes(shapes) }
      return .tensors([result[0], GraphTensor(), GraphTensor(), sum[0]])
    }
  }

  /// The sum of the embeddings of words, of their places and of their segments, normalized.
  private static func embedding(_ reader: inout GraphReader, _ node: OperatorNode) -> Outcome {
    let shape = node.shape(0).flatMap { ids in node.shape(2)?.last.map { ids + [$0] } }
    var terms: [GraphTensor] = []
    for (table, ids, name) in [(2, 0, "word"), (3, 0, "position"), (4, 1, "segment")] where node.has(table) {
      guard let sizes = node.shape(table)?.compactMap(\.constant), sizes.count == 2,
        let rows = reader.emit(
          "embedding", reader.operand(node, ids),
          ["entries": .integer(sizes[0]), "dimension": .integer(sizes[1])],
          learning: [LearnedTensor(node.input(table))], name: "\(node.name).\(name)")
      else { return .shapes([shape]) }
      terms.append(rows[0])
    }
    guard !node.uses(output: 1), let sum = reader.emit("add", terms, name: node.name + ".add") else {
      return .shapes([shape])
    }
    return follow(sum, by: "LayerNormalization", [5, 6], &reader, node)
  }

  /// The projections are a layer of their own, before what is not modelled.
  private static func attention(_ reader: inout GraphReader, _ node: OperatorNode) -> Outcome {
    guard let input = node.shape(0), input.count == 3, let width = node.shape(1)?.last?.constant else {
      return .shapes([])
    }
    let sizes = node.integers("qkv_hidden_sizes") ?? [width / 3, width / 3, width / 3]
    guard let value = sizes.last, value > 0 else { return .shapes([]) }
    let shape = [input[0], input[1], Size(value)]
    let projection = node.standing(
      for: "Gemm", [0, 1, 2], weights: [1], name: node.name + ".projection")
    guard !node.uses(output: 1), case .tensors(let projected) = translation(of: "Gemm")?(&reader, projection)
    else { return .shapes([shape]) }
    return .tensors(reader.emitOpaque(node, [projected[0]], [shape]))
  }
}
