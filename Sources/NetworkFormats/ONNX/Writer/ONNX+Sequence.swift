import NetworkModel

let onnxSequences: [ONNXOperation] = [
  recurrent("rnn", "RNN", gates: 1),
  recurrent("lstm", "LSTM", gates: 4),
  recurrent("gru", "GRU", gates: 3),
  ONNXOperation("multi_head_attention", .asWritten) { layer throws(Refusal) in try attention(layer) },
]

/// Layers one after the other; ONNX has the steps first, and an axis for the directions.
private func recurrent(_ kind: String, _ type: String, gates: Int) -> ONNXOperation {
  ONNXOperation(kind, several: .asWritten) { layer throws(Refusal) in
    let (context, states) = (layer.context, type == "LSTM" ? 2 : 1)
    if context.optionalInteger("projection") != nil {
      throw Refusal("ONNX' recurrent layers do not project their state")
    }
    let (units, batch) = (context.integer("units"), context.shape[0])
    let directions = context.flag("bidirectional") ? 2 : 1
    let direction = ONNXAttribute.word(directions == 2 ? "bidirectional" : "forward")
    let sequenceSizes = [batch, context.shape[1], directions * units]
    var (input, features) = (layer.input, context.shape[2])
    var lasts: [[String]] = []
    for place in 0..<context.integer("layers") {
      let weights = [
        layer.learned("input\(place)", [directions, gates * units, features]),
        layer.learned("recurrent\(place)", [directions, gates * units, units]),
      ]
      let bias =
        context.flag("bias") ? [biases(layer, kind, "bias\(place)", [directions, gates * units])] : []
      let steps = layer.transpose(input, [1, 0, 2])
      let inputs = [steps] + weights + bias
      let size = ONNXAttribute.integer(units)
      let outputs =
        kind == "gru"
        ? layer.nodes(
          type, inputs,
          [
            "hidden_size": size, "direction": direction,
            "linear_before_reset": .flag(context.flag("reset_after")),
          ], outputs: 1 + states, isMain: place == 0)
        : layer.nodes(
          type, inputs, ["hidden_size": size, "direction": direction], outputs: 1 + states,
          isMain: place == 0)
      lasts.append(Array(outputs.dropFirst()))
      input = layer.reshape(layer.transpose(outputs[0], [2, 0, 1, 3]), sequenceSizes)
      features = directions * units
    }
    let last = lasts[lasts.count - 1][0]
    let result =
      context.flag("returns_sequence")
      ? input : layer.reshape(layer.transpose(last, [1, 0, 2]), [batch, directions * units])
    guard context.flag("returns_state") else { return [result] }
    return [result]
      + (0..<states).map { state in
        let all =
          lasts.count == 1
          ? lasts[0][state] : layer.node("Concat", lasts.map { $0[state] }, ["axis": .integer(0)])
        return layer.transpose(all, [1, 0, 2])
      }
  }
}

/// Two for each gate, one behind the other; of Keras' one the second are zeros.
private func biases(_ layer: ONNXLayer, _ kind: String, _ role: String, _ sizes: [Int]) -> String {
  let context = layer.context
  let hasTwo = context.word("bias_convention") != "keras" || (kind == "gru" && context.flag("reset_after"))
  if hasTwo { return layer.learned(role, [sizes[0], 2 * sizes[1]]) }
  return layer.node(
    "Concat", [layer.learned(role, sizes), layer.filled(sizes, with: 0)], ["axis": .integer(1)])
}

/// Each head's softmax(Q·Kᵀ/√d)·V, put together of products.
private func attention(_ layer: ONNXLayer) throws(Refusal) -> String {
  let (context, shapes) = (layer.context, layer.context.input.shapes)
  let places = [0, min(1, shapes.count - 1), shapes.count - 1]
  let (heads, bias) = (context.integer("heads"), context.flag("bias"))
  let keySize = context.optionalInteger("key_size") ?? shapes[0][2] / heads
  let valueSize = context.optionalInteger("value_size") ?? keySize
  func projected(_ part: Int, _ role: String, _ size: Int, order: [Int]) throws(Refusal) -> String {
    let shape = shapes[places[part]]
    let (width, overflow) = heads.multipliedReportingOverflow(by: size)
    if overflow { throw Refusal("its heads are too large") }
    let product = layer.linear(layer.inputs[places[part]], "\(role)_", from: shape[2], to: width, bias: bias)
    return layer.transpose(layer.reshape(product, [shape[0], shape[1], heads, size]), order)
  }
  let query = try projected(0, "query", keySize, order: [0, 2, 1, 3])
  let key = try projected(1, "key", keySize, order: [0, 2, 3, 1])
  let value = try projected(2, "value", valueSize, order: [0, 2, 1, 3])
  let scores = layer.node(
    "Mul", [layer.node("MatMul", [query, key]), layer.scalar(1 / Double(keySize).squareRoot())])
  let weighted = layer.node(
    "MatMul", [layer.node("Softmax", [scores], ["axis": .integer(-1)]), value])
  let width = heads * valueSize
  let joined = layer.reshape(
    layer.transpose(weighted, [0, 2, 1, 3]), [shapes[0][0], shapes[0][1], width])
  return layer.linear(joined, "output_", from: width, to: context.output[2], bias: bias)
}
