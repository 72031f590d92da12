import NetworkModel

extension Operators {
  static let normalizations: [String: Translation] = [
    "BatchNormalization": { reader, node in
      normalize(&reader, node, "batch_norm", weights: 1..<5)
    },
    "InstanceNormalization": { reader, node in
      // Decomposed group normalization has factors written into the graph, which nobody learned.
      let isLearned = reader.hasLearned(node, 1)
      return normalize(
        &reader, node, "instance_norm", ["scale": .flag(isLearned), "shift": .flag(isLearned)], weights: 1..<3
      )
    },
    "LayerNormalization": { reader, node in
      let axis = node.integer("axis", -1)
      guard isWhole(node, from: axis) else { return .shapes([node.shape(0)]) }
      return normalize(
        &reader, node, "layer_norm",
        [
          "axis": .integer(axis), "scale": .flag(reader.hasLearned(node, 1)),
          "shift": .flag(reader.hasLearned(node, 2)),
        ], weights: 1..<3)
    },
    "RMSNormalization": rmsNorm, "SimplifiedLayerNormalization": rmsNorm,
    "GroupNormalization": { reader, node in
      var attributes: AttributeList = ["groups": .integer(node.integer("num_groups", 1))]
      if !node.has(1) {
        (attributes["scale"], attributes["shift"]) = (.flag(false), .flag(false))
        return normalize(&reader, node, "group_norm", attributes, weights: 1..<3)
      }
      // Up to version 20 the factors are those of groups, which no layer has.
      guard let input = node.shape(0), input.count > 1,
        let factors = node.shape(1)?.drop(while: { $0.constant == 1 }),
        factors.first?.agrees(with: input[1]) == true,
        factors.dropFirst().allSatisfy({ $0.constant == 1 })
      else { return .shapes([node.shape(0)]) }
      return normalize(&reader, node, "group_norm", attributes, weights: 1..<3)
    },
  ]

  private static func rmsNorm(_ reader: inout GraphReader, _ node: OperatorNode) -> Outcome {
    let axis = node.integer("axis", -1)
    guard isWhole(node, from: axis) else { return .shapes([node.shape(0)]) }
    return normalize(
      &reader, node, "rms_norm", ["axis": .integer(axis), "scale": .flag(reader.hasLearned(node, 1))],
      weights: 1..<2)
  }

  /// A layer of a kind whose weights are all constants.
  private static func normalize(
    _ reader: inout GraphReader, _ node: OperatorNode, _ kind: String,
    _ values: AttributeList = AttributeList(),
    weights: Range<Int>
  ) -> Outcome {
    let areConstant = weights.allSatisfy { !node.has($0) || node.constant($0) != nil }
    // Statistics of the batch are outputs that no layer has.
    let hasOneOutput = node.isUsed.dropFirst().allSatisfy { !$0 }
    guard areConstant, hasOneOutput else { return .shapes([node.shape(0)]) }
    var attributes = values
    if reader.drawsWeights {
      for (place, name) in [(1, "scale"), (2, "shift")] where weights.contains(place) {
        attributes[AttributeName(name)] = .flag(node.constant(place)?.isLearned == true)
      }
    }
    attributes["epsilon"] = .real(node.real("epsilon") ?? 1e-5)
    let learned = [(1, "scale"), (2, "shift")].map { place, flag -> LearnedTensor? in
      let flag = AttributeName(flag)
      let isThere = weights.contains(place) && attributes[flag] != .flag(false)
      return isThere ? LearnedTensor(node.input(place), flag: flag) : nil
    }
    return Outcome(
      reader.emit(kind, reader.operand(node, 0), attributes, learning: learned, name: node.name),
      otherwise: [node.shape(0)])
  }

  /// Whether there is a factor for each element from an axis on.
  private static func isWhole(_ node: OperatorNode, from axis: Int) -> Bool {
    guard let input = node.shape(0), node.has(1) else { return true }
    guard let factors = node.shape(1), (-input.count..<input.count).contains(axis) else { return false }
    let normalized = input[(axis < 0 ? axis + input.count : axis)...]
    return normalized.count == factors.count && zip(normalized, factors).allSatisfy { $0.agrees(with: $1) }
  }
}
