import NetworkModel

extension Operators {
  /// Lists of tensors, which exporters take a tensor apart into: no layers, but what their elements are.
  static let sequences: [String: Translation] = [
    "SplitToSequence": splitToSequence,
    "SequenceConstruct": { reader, node in
      let elements = node.inputs.indices.compactMap { reader.operand(node, $0) }
      guard !elements.isEmpty, elements.count == node.inputs.count else { return .shapes([]) }
      return .tensors([GraphTensor(elements: elements)])
    },
    "Optional": pass, "OptionalGetElement": pass,
    "SequenceEmpty": { _, _ in .tensors([GraphTensor(elements: [])]) },
    "SequenceInsert": { reader, node in
      guard var elements = node.input(0)?.elements, let element = reader.operand(node, 1),
        elements.count < FoldedArray.maximumElements,
        let place = node.has(2) ? node.integers(2)?.first : elements.count,
        (-elements.count...elements.count).contains(place)
      else { return .shapes([]) }
      elements.insert(element, at: place < 0 ? place + elements.count : place)
      return .tensors([GraphTensor(elements: elements)])
    },
    "SequenceAt": { _, node in
      guard let elements = node.input(0)?.elements, let place = node.integers(1)?.first,
        (-elements.count..<elements.count).contains(place)
      else { return .shapes([]) }
      return .tensors([elements[place < 0 ? place + elements.count : place]])
    },
    "ConcatFromSequence": { reader, node in
      guard let elements = node.input(0)?.elements, !node.flag("new_axis") else { return .shapes([]) }
      let attributes: AttributeList = ["axis": .integer(node.integer("axis", 0))]
      return Outcome(reader.emit("concat", elements, attributes, name: node.name))
    },
  ]

  private static func splitToSequence(_ reader: inout GraphReader, _ node: OperatorNode) -> Outcome {
    let axis = node.integer("axis", 0)
    guard let shape = node.shape(0), (-shape.count..<shape.count).contains(axis),
      let whole = shape[axis < 0 ? axis + shape.count : axis].constant,
      let sizes = parts(of: whole, node), sizes.count <= FoldedArray.maximumElements
    else { return .shapes([]) }
    let input = reader.operand(node, 0)
    // Without sizes every part is one wide, and its axis may go.
    guard node.has(1) || node.integer("keepdims", 1) != 0 else {
      var elements: [GraphTensor] = []
      for place in sizes.indices {
        let attributes: AttributeList = [
          "axis": .integer(axis), "indices": .integers([place]), "keep_axes": .flag(false),
        ]
        guard let part = reader.emit("gather", [input], attributes, name: "\(node.name).\(place)")?.first
        else { return .shapes([]) }
        elements.append(part)
      }
      return .tensors([GraphTensor(elements: elements)])
    }
    let attributes: AttributeList = ["axis": .integer(axis), "sizes": .integers(sizes)]
    guard let elements = reader.emit("split", [input], attributes, name: node.name),
      elements.count == sizes.count
    else { return .shapes([]) }
    return .tensors([GraphTensor(elements: elements)])
  }

  /// The sizes of the parts: as they are listed, or all of one size with what is left at the end.
  private static func parts(of whole: Int, _ node: OperatorNode) -> [Int]? {
    guard node.has(1) else {
      return whole <= FoldedArray.maximumElements ? Array(repeating: 1, count: whole) : nil
    }
    guard let sizes = node.integers(1), let rank = node.shape(1)?.count else { return nil }
    guard rank == 0 else { return sizes }
    guard let size = sizes.first, size > 0, whole / size < FoldedArray.maximumElements else { return nil }
    let rest = whole % size
    return Array(repeating: size, count: whole / size) + (rest > 0 ? [rest] : [])
  }
}
