import NetworkModel

extension Operators {
  static let rearrangements: [String: Translation] = [
    "Identity": pass, "Cast": pass, "CastLike": pass,
    "Reshape": { reader, node in
      guard let target = target(node) else { return .shapes([]) }
      return Outcome(
        reader.reshape(reader.operand(node, 0), to: target.sizes, words: target.words, name: node.name),
        otherwise: [target.sizes])
    },
    "Flatten": { reader, node in
      let axis = node.integer("axis", 1)
      guard let shape = node.shape(0), (-shape.count...shape.count).contains(axis) else { return .shapes([]) }
      let first = axis < 0 ? axis + shape.count : axis
      guard first == 1, shape.count > 1 else {
        let sizes = [shape[..<first], shape[first...]].map { $0.reduce(Size(1), &*) }
        return Outcome(
          reader.reshape(reader.operand(node, 0), to: sizes, words: [nil, nil], name: node.name))
      }
      return Outcome(reader.emit("flatten", [reader.operand(node, 0)], name: node.name))
    },
    "Transpose": { reader, node in
      var attributes = AttributeList()
      let order = node.integers("perm") ?? node.shape(0)?.indices.reversed()
      if let order { attributes["axes"] = .integers(order) }
      return Outcome(reader.emit("permute", [reader.operand(node, 0)], attributes, name: node.name))
    },
    "Squeeze": { reader, node in
      guard let shape = node.shape(0) else { return .shapes([]) }
      let named = node.integers("axes", orInput: 1)?.map { $0 < 0 ? $0 + shape.count : $0 }
      let axes = named ?? shape.indices.filter { shape[$0].constant == 1 }
      if !axes.contains(0), !axes.isEmpty {
        return Outcome(
          reader.emit("squeeze", [reader.operand(node, 0)], ["axes": .integers(axes)], name: node.name))
      }
      let kept = shape.indices.filter { !axes.contains($0) }.map { shape[$0] }
      return Outcome(
        reader.reshape(reader.operand(node, 0), to: kept, words: kept.map { _ in nil }, name: node.name))
    },
    "Unsqueeze": { reader, node in
      guard let shape = node.shape(0), let axes = node.integers("axes", orInput: 1),
        axes.count <= Shape.maximumRank
      else { return .shapes([]) }
      let places = axes.map { $0 < 0 ? $0 + shape.count + axes.count : $0 }
      if !places.contains(0), !shape.isEmpty {
        return Outcome(
          reader.emit("unsqueeze", [reader.operand(node, 0)], ["axes": .integers(places)], name: node.name))
      }
      var sizes = shape.makeIterator()
      let target = (0..<(shape.count + axes.count)).map {
        places.contains($0) ? Size(1) : sizes.next() ?? Size(1)
      }
      return Outcome(
        reader.reshape(reader.operand(node, 0), to: target, words: target.map { _ in nil }, name: node.name))
    },
    "Expand": { reader, node in
      guard let sizes = node.constant(1)?.values?.map({ Size($0) }) else { return .shapes([]) }
      return Outcome(reader.expand(node, to: sizes))
    },
  ]

  /// The same numbers, of another type or under another name.
  static func pass(_ reader: inout GraphReader, _ node: OperatorNode) -> Outcome {
    reader.operand(node, 0).map { .tensors([$0]) } ?? .shapes([node.shape(0)])
  }

  /// The sizes of a `Reshape`, and how they are written where a layer is to keep or to infer them.
  private static func target(_ node: OperatorNode) -> (sizes: [Size], words: [AxisSize?])? {
    guard let input = node.shape(0),
      let wanted = node.integers("shape")?.map({ Sample(repeating: Double($0)) }) ?? node.constant(1)?.values
    else { return nil }
    var sizes: [Size] = []
    var words: [AxisSize?] = []
    var open: Int?
    for (axis, sample) in wanted.enumerated() {
      switch sample.constantInteger {
      case 0? where !node.flag("allowzero"):
        guard axis < input.count else { return nil }
        sizes.append(input[axis])
        words.append(.fixed(0))
      case .some(-1):
        guard open == nil else { return nil }
        open = axis
        sizes.append(Size(1))
        words.append(.fixed(-1))
      default:
        sizes.append(Size(sample))
        words.append(nil)
      }
    }
    if let open {
      let (total, known) = (input.reduce(Size(1), &*), sizes.reduce(Size(1), &*))
      for trial in 0..<Size.scalarCount {
        sizes[open][trial] =
          known[trial] > 0 && total[trial] % known[trial] == 0 ? total[trial] / known[trial] : 0
      }
    }
    return (sizes, words)
  }
}

extension GraphReader {
  /// Gives a tensor other sizes, which hold the same elements.
  ///
  /// - Parameter words: how a size is written where the file says it in a way that holds for other inputs too.
  mutating func reshape(_ tensor: GraphTensor?, to sizes: [Size], words: [AxisSize?], name: String)
    -> [GraphTensor]?
  {
    guard let tensor, let input = tensor.shape else { return nil }
    let keepsFirst = sizes.count > 1 && !input.isEmpty && sizes[0].agrees(with: input[0])
    let first = keepsFirst ? 1 : 0
    var isOpen = words.dropFirst(first).contains(.fixed(-1))
    let written = sizes.indices.dropFirst(first).map { axis -> AxisSize in
      if let word = words[axis] { return word }
      if let constant = sizes[axis].constant { return .fixed(constant) }
      if axis < input.count, sizes[axis].agrees(with: input[axis]) { return .fixed(0) }
      if let named = trials.axisSize(sizes[axis]) { return named }
      if isOpen { return .fixed(sizes[axis][0]) }
      isOpen = true
      return .fixed(-1)
    }
    var attributes: AttributeList = ["shape": .sizes(written)]
    if !keepsFirst { attributes["batched"] = .flag(false) }
    return emit("reshape", [tensor], attributes, name: name).map { $0.withShape(sizes) }
  }

  /// Repeats axes of size 1, and adds axes in front where the shape has more of them.
  fileprivate mutating func expand(_ node: OperatorNode, to target: [Size]) -> [GraphTensor]? {
    guard var tensor = operand(node, 0), var shape = tensor.shape, target.count <= Shape.maximumRank else {
      return nil
    }
    if target.count > shape.count {
      shape = Array(repeating: Size(1), count: target.count - shape.count) + shape
      let added = reshape(tensor, to: shape, words: shape.map { _ in nil }, name: node.name + ".axes")
      guard let added else { return nil }
      tensor = added[0]
    }
    let lead = shape.count - target.count
    let sizes = shape.indices.map { axis in
      axis < lead || target[axis - lead].constant == 1 ? shape[axis] : target[axis - lead]
    }
    let keepsFirst = shape.count > 1 && sizes[0].agrees(with: shape[0])
    let words = shape.indices.dropFirst(keepsFirst ? 1 : 0).map { axis -> AxisSize in
      sizes[axis].agrees(with: shape[axis])
        ? .fixed(-1) : trials.axisSize(sizes[axis]) ?? .fixed(sizes[axis][0])
    }
    var attributes: AttributeList = ["shape": .sizes(words)]
    if !keepsFirst { attributes["batched"] = .flag(false) }
    return emit("expand", [tensor], attributes, name: node.name).map { $0.withShape(sizes) }
  }
}

extension [GraphTensor] {
  /// With the sizes that the file gives, where the layer has them as the network opens, and may not with others.
  fileprivate func withShape(_ sizes: [Size]) -> [GraphTensor] {
    guard let shape = self[0].shape, zip(shape, sizes).allSatisfy({ $0[0] == $1[0] }) else { return self }
    var tensor = self[0]
    tensor.shape = zip(shape, sizes).map { given, wanted in given.agrees(with: wanted) ? given : wanted }
    return [tensor]
  }
}
