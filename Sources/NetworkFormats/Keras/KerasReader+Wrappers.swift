import NetworkModel

/// Layers around a layer.
extension KerasReader {
  static let wrapperRules: [String: Rule] = [
    "TimeDistributed": distributed, "Bidirectional": bidirectional, "SpectralNormalization": wrapped,
  ]

  /// The layer that another is around, under the outer one's name.
  private static func inner(_ layer: KerasLayer) throws(FileProblem) -> KerasLayer {
    guard let node = layer.config["layer"] else {
      throw layer.node.problem("layer \(layer.name.quoted) wraps no layer")
    }
    var inner = try KerasLayer(node)
    inner.name = layer.name
    return inner
  }

  /// The layer at each step: as it is, with one axis more that it leaves alone.
  private static let distributed: Rule = { reader, layer, inputs throws(FileProblem) in
    reader.leading += 1
    defer { reader.leading -= 1 }
    return try reader.read(inner(layer), inputs)
  }

  private static let wrapped: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.read(inner(layer), inputs)
  }

  /// Both ways, put side by side or added up.
  private static let bidirectional: Rule = { reader, layer, inputs throws(FileProblem) in
    let inner = try inner(layer)
    guard ["SimpleRNN", "LSTM", "GRU", "CuDNNLSTM", "CuDNNGRU"].contains(inner.type) else {
      return try reader.addOpaque(layer, inputs)
    }
    let outputs = try reader.addRecurrent(inner, inputs, isBidirectional: true)
    let kinds = ["sum": "add", "mul": "multiply", "ave": "average"]
    let mode = layer.config["merge_mode"]
    if mode?.string == "concat" || mode == nil { return outputs }
    let halves = try reader.add(
      "split", "\(layer.name)_directions", [outputs[0]], ["axis": .integer(-1)], outputs: 2)
    guard let kind = mode?.string.flatMap({ kinds[$0] }) else { return halves + outputs.dropFirst() }
    let merged = try reader.add(kind, "\(layer.name)_\(mode?.string ?? "")", halves)
    return merged + outputs.dropFirst()
  }
}
