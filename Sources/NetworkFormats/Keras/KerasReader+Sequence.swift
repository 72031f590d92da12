import NetworkModel

/// Recurrent layers.
extension KerasReader {
  static let sequenceRules: [String: Rule] = [
    "SimpleRNN": recurrent, "LSTM": recurrent, "GRU": recurrent, "CuDNNLSTM": recurrent,
    "CuDNNGRU": recurrent, "RNN": cells, "ConvLSTM1D": convolutional, "ConvLSTM2D": convolutional,
    "ConvLSTM3D": convolutional,
  ]

  private static let recurrent: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.addRecurrent(layer, inputs, isBidirectional: false)
  }

  /// Adds a recurrent layer. Its states come out by layer and direction, and are taken apart where they are used.
  mutating func addRecurrent(
    _ layer: KerasLayer, _ inputs: KerasInputs, isBidirectional: Bool, returnsSequence: Bool? = nil
  ) throws(FileProblem) -> [ImportedTensor] {
    let isAccelerated = layer.type.hasPrefix("CuDNN")
    let kind = layer.type == "SimpleRNN" ? "rnn" : layer.type.hasSuffix("LSTM") ? "lstm" : "gru"
    let own = try layer.flag("return_sequences")
    let returnsSequence = returnsSequence ?? layer.returnsSequence ?? own ?? false
    guard layer.leading == 0 else {
      return try folding(layer, inputs) { reader, layer, inputs throws(FileProblem) in
        try reader.addRecurrent(
          layer, inputs, isBidirectional: isBidirectional, returnsSequence: returnsSequence)
      }
    }
    let usesStates = inputs.used.contains { $0 > 0 }
    var values: ImportedValues = [
      "units": try layer.literal("units"), "bidirectional": .flag(isBidirectional),
      "returns_sequence": .flag(returnsSequence),
      "returns_state": .flag(usesStates), "bias": try layer.option("use_bias"),
      // Layers for one kind of hardware had two biases for each gate.
      "bias_convention": .word(isAccelerated ? "pytorch" : "keras"),
    ]
    // Before Keras 2.1 there was no other way than the one without.
    if kind == "gru" { values.set("reset_after", .flag(try layer.flag("reset_after") ?? isAccelerated)) }
    let note = inputs.tensors.count > 1 ? "the states that it begins with are left out" : nil
    let outputs = try add(kind, layer.name, inputs.one, values, note: note)
    guard usesStates else { return outputs }
    let states = kind == "lstm" ? 2 : 1
    let count = states * (isBidirectional ? 2 : 1)
    var results = [outputs[0]]
    for place in 0..<count {
      let source = 1 + place % states
      guard inputs.used.contains(place + 1), source < outputs.count else {
        results.append(outputs[0])
        continue
      }
      results += try add(
        "gather", "\(layer.name)_state\(place + 1)", [outputs[source]],
        ["axis": .integer(1), "indices": .integers([place / states]), "keep_axes": .flag(false)])
    }
    return results
  }

  /// `TimeDistributed` around a layer that goes through steps itself: the outer steps join the batch.
  private mutating func folding(
    _ layer: KerasLayer, _ inputs: KerasInputs,
    _ body: (inout KerasReader, KerasLayer, KerasInputs) throws(FileProblem) -> [ImportedTensor]
  ) throws(FileProblem) -> [ImportedTensor] {
    guard let shape = inputs.first?.shape, shape.rank > layer.leading + 1 else {
      return try addOpaque(layer, inputs)
    }
    let outer = Array(shape.dimensions[1...layer.leading])
    func reshape(
      _ name: String, _ tensor: ImportedTensor, _ sizes: [Int]
    ) throws(FileProblem) -> [ImportedTensor] {
      try add(
        "reshape", "\(layer.name)_\(name)", [tensor],
        ["shape": .integers([-1] + sizes), "batched": .flag(false)])
    }
    var inner = layer
    inner.leading = 0
    let folded = try reshape(
      "folded", inputs.tensors[0], Array(shape.dimensions.dropFirst(layer.leading + 1)))
    let output = try body(&self, inner, KerasInputs(folded))[0]
    return try reshape("unfolded", output, outer + (output.shape?.dimensions.dropFirst() ?? []))
  }

  /// A cell, or several one on the other, within `RNN`.
  private static let cells: Rule = { reader, layer, inputs throws(FileProblem) in
    let cell = layer.config["cell"]
    let nodes = cell?["config"]?["cells"].map { Array($0.children) } ?? cell.map { [$0] } ?? []
    var cells: [KerasLayer] = []
    for node in nodes { cells.append(try KerasLayer(node)) }
    let isKnown = cells.allSatisfy { ["SimpleRNNCell", "LSTMCell", "GRUCell"].contains($0.type) }
    guard isKnown, !cells.isEmpty, cells.count == 1 || !inputs.used.contains(where: { $0 > 0 }) else {
      return try reader.addOpaque(layer, inputs)
    }
    var call = inputs
    var outputs: [ImportedTensor] = []
    for (place, var cell) in cells.enumerated() {
      cell.type.removeLast("Cell".count)
      cell.name = cells.count == 1 ? layer.name : "\(layer.name)_\(cell.name)"
      cell.leading = layer.leading
      outputs = try reader.addRecurrent(
        cell, call, isBidirectional: false,
        returnsSequence: place + 1 < cells.count ? true : layer.flag("return_sequences") ?? false)
      call = KerasInputs(outputs)
    }
    return outputs
  }

  /// Gates of convolutions, at each step and from step to step.
  private static let convolutional: Rule = { reader, layer, inputs throws(FileProblem) in
    guard let filters = try layer.integer("filters"), let shape = inputs.first?.shape, shape.rank > 3,
      layer.leading == 0, layer.layout == reader.assembly.settings.layout,
      let kernel = try layer.integers("kernel_size"),
      let step = Shape([shape[0]] + shape.dimensions.dropFirst(2))
    else { return try reader.addOpaque(layer, inputs) }
    let image = ImportedTensor(source: InputReference(layer.name), shape: step)
    let state = reader.assembly.shape(
      "conv", of: [image],
      [
        "filters": .integer(filters), "kernel": try layer.extent("kernel_size"),
        "stride": try layer.extent("strides"), "padding": try layer.padding(),
        "dilation": try layer.extent("dilation_rate"),
      ])
    let kept = try layer.flag("return_sequences") == true ? [shape[1]] : []
    let channels = step[layer.layout.channelAxis(rank: step.rank)]
    let gates = filters.multipliedReportingOverflow(by: 4).partialValue
    return try reader.addOpaque(
      layer, inputs, shape: state.flatMap { Shape([shape[0]] + kept + $0.dimensions.dropFirst()) },
      others: state,
      weights: [
        ("kernel", kernel + [channels, gates]), ("recurrent_kernel", kernel + [filters, gates]),
      ] + (try layer.flag("use_bias") ?? true ? [("bias", [gates])] : []))
  }
}
