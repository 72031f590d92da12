import NetworkModel

let pyTorchSequences: [PyTorchOperation] = [
  recurrent("rnn", "RNN", gates: 1, states: ["h"]),
  recurrent("lstm", "LSTM", gates: 4, states: ["h", "c"]),
  recurrent("gru", "GRU", gates: 3, states: ["h"]),
  PyTorchOperation("multi_head_attention", .asWritten) { layer throws(Refusal) in
    let context = layer.context
    let shapes = context.input.shapes
    let (query, key, value) = (
      shapes[0][2], (shapes.count > 1 ? shapes[1] : shapes[0])[2], shapes[shapes.count - 1][2]
    )
    let heads = context.integer("heads")
    let keySize = context.optionalInteger("key_size") ?? query / heads
    let (width, overflow) = keySize.multipliedReportingOverflow(by: heads)
    guard !overflow, width == query, (context.optionalInteger("value_size") ?? keySize) == keySize,
      (context.optionalInteger("units") ?? query) == query
    else {
      throw Refusal(
        "PyTorch's MultiheadAttention has no sizes but the query's \(query) features over \(heads) heads")
    }
    let inputs = [0, min(1, shapes.count - 1), shapes.count - 1]
    return LayerCode(
      member: .call(
        "nn.MultiheadAttention",
        [
          .positional("embed_dim", .integer(query)), .positional("num_heads", .integer(heads)),
          .keyword("bias", .flag(context.flag("bias")), or: .flag(true)),
          .keyword("kdim", .integer(key), or: .integer(query)),
          .keyword("vdim", .integer(value), or: .integer(query)), .keyword("batch_first", .flag(true)),
        ]),
      forward: .call(
        .member, inputs.map { .positional("", .input($0)) } + [.keyword("need_weights", .flag(false))]),
      pattern: .tuple([.output(0), .unused]))
  },
]

private func recurrent(_ kind: String, _ module: String, gates: Int, states: [String]) -> PyTorchOperation {
  PyTorchOperation(kind, .asWritten) { layer in
    let context = layer.context
    let isBidirectional = context.flag("bidirectional")
    let returnsSequence = context.flag("returns_sequence")
    var code = LayerCode.module(
      .call(
        "nn.\(module)",
        [
          .positional("input_size", .integer(context.shape[2])),
          .positional("hidden_size", .integer(context.integer("units"))),
          .keyword("num_layers", .integer(context.integer("layers")), or: .integer(1)),
          .keyword("bias", .flag(context.flag("bias")), or: .flag(true)),
          .keyword("batch_first", .flag(true)),
          .keyword("bidirectional", .flag(isBidirectional), or: .flag(false)),
          .keyword("proj_size", .integer(context.optionalInteger("projection") ?? 0), or: .integer(0)),
        ]))
    let returnsState = context.flag("returns_state")
    let readsState = !returnsSequence || returnsState
    let parts: [LayerCode.Pattern] = states.map { name in
      readsState && (returnsState || name == states[0]) ? .part(name) : .unused
    }
    let state: LayerCode.Pattern = !readsState ? .unused : parts.count == 1 ? parts[0] : .tuple(parts)
    code.pattern = .tuple([returnsSequence ? .output(0) : .unused, state])
    // The last layer's state after all steps, of both directions.
    if !returnsSequence {
      code.derived[0] =
        isBidirectional
        ? .call(
          "torch.cat",
          [
            .positional("", .list([.suffix(.name(states[0]), "[-2]"), .suffix(.name(states[0]), "[-1]")])),
            .keyword("dim", .integer(1)),
          ])
        : .suffix(.name(states[0]), "[-1]")
    }
    if returnsState {
      for (place, name) in states.enumerated() {
        code.derived[place + 1] = .suffix(.name(name), ".transpose(0, 1)")
      }
    }
    code.notes = biasNotes(kind, gates: gates, context)
    return code
  }
}

private func biasNotes(_ kind: String, gates: Int, _ context: LayerContext) -> [String] {
  var notes: [String] = []
  let isGRU = kind == "gru"
  if isGRU, !context.flag("reset_after") {
    notes.append("PyTorch's GRU applies the reset gate after the matrix, not before it")
  }
  let hasTwo = context.word("bias_convention") != "keras" || (isGRU && context.flag("reset_after"))
  if context.flag("bias"), !hasTwo, context.ownerKind == nil {
    let gateCount =
      Count(gates) * Count(context.integer("layers")) * Count(context.flag("bidirectional") ? 2 : 1)
    let further = gateCount * Count(context.integer("units"))
    notes.append("PyTorch keeps two biases for each gate, \(further) parameters more than the network counts")
  }
  return notes
}
