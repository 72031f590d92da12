import NetworkModel

extension Operators {
  static let recurrentLayers: [String: Translation] = [
    "LSTM": recur("lstm", gates: 4), "GRU": recur("gru", gates: 3), "RNN": recur("rnn", gates: 1),
  ]

  /// ONNX' recurrent layers have the steps first, and an axis for the directions; layers here have the batch first
  /// and the directions side by side.
  private static func recur(_ kind: String, gates: Int) -> Translation {
    { reader, node in
      guard let weights = node.shape(1)?.map({ $0.constant ?? 0 }), weights.count == 3,
        let recurrence = node.shape(2)?.last?.constant, node.constant(1) != nil, node.constant(2) != nil,
        (1...2).contains(weights[0]), weights[1] == gates * recurrence, !node.has(7)
      else { return .shapes(recurrentShapes(node)) }
      if let input = node.shape(0), input.count != 3 || !input[2].agrees(with: Size(weights[2])) {
        return .shapes(recurrentShapes(node))
      }
      var attributes: AttributeList = [
        "units": .integer(recurrence), "bidirectional": .flag(weights[0] == 2), "bias": .flag(node.has(3)),
        "returns_state": .flag(node.uses(output: 1) || node.uses(output: 2)),
      ]
      // Both of ONNX' forms have two biases, so that this one says no more than it does.
      if kind == "gru", !node.flag("linear_before_reset") { attributes["reset_after"] = .flag(false) }
      // A file of this program's fills up with zeros where a gate has one bias.
      if reader.drawsWeights, node.constant(3)?.origin == .layers {
        attributes["bias_convention"] = .choice("keras")
      }
      return Outcome(
        layer(&reader, node, kind, attributes, directions: weights[0]), otherwise: recurrentShapes(node))
    }
  }

  private static func layer(
    _ reader: inout GraphReader, _ node: OperatorNode, _ kind: String, _ attributes: AttributeList,
    directions: Int
  ) -> [GraphTensor]? {
    let isBatchFirst = node.flag("layout")
    var input = reader.operand(node, 0)
    if !isBatchFirst {
      input =
        reader.emit("permute", [input], ["axes": .integers([1, 0, 2])], name: node.name + ".batch_first")?[0]
    }
    let learned = [
      LearnedTensor(node.input(1)), LearnedTensor(node.input(2)), LearnedTensor(node.input(3), flag: "bias"),
    ]
    guard let given = reader.emit(kind, input, attributes, learning: learned, name: node.innerName) else {
      return nil
    }
    var outputs = node.outputs.map { _ in GraphTensor() }
    for place in outputs.indices where node.uses(output: place) {
      // Where the shapes are not known, nor is their number.
      let output =
        place < given.count
        ? given[place] : GraphTensor(source: given[0].source.map { InputReference($0.name, output: place) })
      let result: GraphTensor?
      if place == 0 {
        result = separate(&reader, output, node, directions, isBatchFirst)
      } else if isBatchFirst {
        result = output
      } else {
        let name = "\(node.name).state\(place)"
        result = reader.emit("permute", [output], ["axes": .integers([1, 0, 2])], name: name)?[0]
      }
      guard let result else { return nil }
      outputs[place] = result
    }
    return outputs
  }

  /// Takes the directions apart: batch × steps × D·H to steps × D × batch × H.
  private static func separate(
    _ reader: inout GraphReader, _ sequence: GraphTensor, _ node: OperatorNode, _ directions: Int,
    _ isBatchFirst: Bool
  ) -> GraphTensor? {
    let sizes: AttributeList = ["shape": .sizes([.fixed(0), .fixed(directions), .fixed(-1)])]
    let apart = reader.emit("reshape", [sequence], sizes, name: node.name + ".directions")
    guard !isBatchFirst, let apart else { return apart?[0] }
    return reader.emit(
      "permute", apart, ["axes": .integers([1, 2, 0, 3])], name: node.name + ".steps_first")?[0]
  }

  private static func recurrentShapes(_ node: OperatorNode) -> [[Size]?] {
    guard let input = node.shape(0), input.count == 3, let weights = node.shape(1), weights.count == 3,
      let units = node.shape(2)?.last
    else { return [] }
    return node.flag("layout")
      ? [
        [input[0], input[1], weights[0], units], [input[0], weights[0], units],
        [input[0], weights[0], units],
      ]
      : [
        [input[0], weights[0], input[1], units], [weights[0], input[1], units],
        [weights[0], input[1], units],
      ]
  }
}
