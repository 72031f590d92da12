import NetworkModel

/// Layers around a layer.
extension KerasReader {
  static let wrapperRules: [String: Rule] = [
    "TimeDistributed": distributed, "Bidirectional": bidirectional, "SpectralNormalization": spectral,
    "Lambda": lambda,
  ]

  /// The layer that another is around, under the outer one's name.
  static func inner(_ layer: KerasLayer) throws(FileProblem) -> KerasLayer {
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

  /// Both ways, put side by side or added up.
  private static let bidirectional: Rule = { reader, layer, inputs throws(FileProblem) in
    var inner = try inner(layer).ofCell()
    inner.leading = layer.leading
    guard ["SimpleRNN", "LSTM", "GRU", "CuDNNLSTM", "CuDNNGRU"].contains(inner.type) else {
      return try reader.addOpaque(layer, inputs)
    }
    let kinds = ["sum": "add", "mul": "multiply", "ave": "average"]
    let mode = layer.config["merge_mode"]
    if let node = layer.config["backward_layer"], !node.isNull {
      let back = try KerasLayer(node).ofCell()
      let (own, other) = (try inner.integer("units"), try back.integer("units"))
      if back.type != inner.type || own != other {
        let kind = kinds[mode?.string ?? ""] ?? "concat"
        return try uneven(&reader, layer, inputs, [inner, back], kind)
      }
    }
    let outputs = try reader.addRecurrent(inner, inputs, isBidirectional: true)
    if mode?.string == "concat" || mode == nil { return outputs }
    let halves = try reader.add(
      "split", "\(layer.name)_directions", [outputs[0]], ["axis": .integer(-1)], outputs: 2)
    guard let kind = mode?.string.flatMap({ kinds[$0] }) else { return halves + outputs.dropFirst() }
    let merged = try reader.add(kind, "\(layer.name)_\(mode?.string ?? "")", halves)
    return merged + outputs.dropFirst()
  }

  /// Two layers that differ, one of which runs backward.
  private static func uneven(
    _ reader: inout KerasReader, _ layer: KerasLayer, _ inputs: KerasInputs, _ directions: [KerasLayer],
    _ kind: String
  ) throws(FileProblem) -> [ImportedTensor] {
    var halves: [ImportedTensor] = []
    for (direction, name) in zip(directions, ["forward", "backward"]) {
      var direction = direction
      direction.name = "\(layer.name)_\(name)"
      halves += try reader.addRecurrent(direction, inputs, isBidirectional: false).prefix(1)
    }
    return try reader.add(kind, layer.name, halves, ["axis": kind == "concat" ? .integer(-1) : nil])
  }

  /// Its shape is in the file where its author gave it.
  private static let lambda: Rule = { reader, layer, inputs throws(FileProblem) in
    let sizes = layer.config["output_shape"]?.integers ?? []
    let batch = inputs.first?.shape?.dimensions.first
    let shape = sizes.isEmpty ? nil : batch.flatMap { Shape([$0] + sizes) }
    return try reader.addOpaque(layer, inputs, shape: shape)
  }
}

extension KerasLayer {
  /// An `RNN` around a single cell, as the layer that is the same.
  fileprivate func ofCell() throws(FileProblem) -> KerasLayer {
    guard type == "RNN", let node = config["cell"], node["config"]?["cells"] == nil else { return self }
    var cell = try KerasLayer(node)
    if cell.type.hasSuffix("Cell") { cell.type.removeLast("Cell".count) }
    cell.name = name
    cell.returnsSequence = try flag("return_sequences") ?? false
    return cell
  }
}
