import NetworkModel

let kerasSequences: [KerasOperation] = [
  recurrent("rnn", "SimpleRNN", gates: 1, states: ["h"]),
  recurrent("lstm", "LSTM", gates: 4, states: ["h", "c"]),
  recurrent("gru", "GRU", gates: 3, states: ["h"]),
  KerasOperation("multi_head_attention") { context in
    let shapes = context.input.shapes
    let heads = context.integer("heads")
    let keySize = context.optionalInteger("key_size") ?? shapes[0][2] / heads
    let optional = { (name: AttributeName) -> Python in
      context.optionalInteger(name).map { .integer($0) } ?? .nothing
    }
    let last = shapes.count - 1
    let key: [Python.Argument] = shapes.count > 2 ? [.keyword("key", .input(1))] : []
    return LayerCode(
      member: .call(
        "layers.MultiHeadAttention",
        [
          .positional("num_heads", .integer(heads)), .positional("key_dim", .integer(keySize)),
          .keyword("value_dim", optional("value_size"), or: .nothing), context.bias,
          .keyword("output_shape", optional("units"), or: .nothing),
        ]),
      forward: .call(.member, [.positional("", .input(0)), .positional("", .input(last))] + key))
  },
]

private func recurrent(_ kind: String, _ layer: String, gates: Int, states: [String]) -> KerasOperation {
  KerasOperation(kind) { context throws(Refusal) in
    let (count, isBidirectional) = (context.integer("layers"), context.flag("bidirectional"))
    let returnsState = context.flag("returns_state")
    if returnsState, count > 1 || isBidirectional {
      throw Refusal("Keras gives the last states of a single layer in one direction only")
    }
    if context.optionalInteger("projection") != nil { throw Refusal("Keras' LSTM has no projection") }
    func cell(returnsSequence: Bool) -> Python {
      let cell = Python.call(
        "layers.\(layer)",
        [
          .positional("units", .integer(context.integer("units"))), context.bias,
          .keyword("return_sequences", .flag(returnsSequence), or: .flag(false)),
          .keyword("return_state", .flag(returnsState), or: .flag(false)),
        ]
          + (kind == "gru"
            ? [.keyword("reset_after", .flag(context.flag("reset_after")), or: .flag(true))] : []))
      return isBidirectional ? .call("layers.Bidirectional", cell) : cell
    }
    func returnsSequence(_ place: Int) -> Bool { place < count || context.flag("returns_sequence") }
    var code = LayerCode.module(cell(returnsSequence: returnsSequence(1)))
    code.after = (1..<min(count, 64)).map { place in
      .layer(cell(returnsSequence: returnsSequence(place + 1)), suffix: "_\(place + 1)")
    }
    if count > 64 { throw Refusal("\(count) layers are more than anybody would write one after the other") }
    if returnsState {
      code.pattern = .tuple([.output(0)] + states.map { .part($0) })
      for (place, state) in states.enumerated() {
        code.derived[place + 1] = .call(
          "ops.expand_dims", [.positional("x", .name(state)), .keyword("axis", .integer(1))])
      }
    }
    let hasOne = kind != "gru" || !context.flag("reset_after")
    if context.flag("bias"), hasOne, context.ownerKind == nil, context.word("bias_convention") != "keras" {
      let directions = isBidirectional ? 2 : 1
      let fewer = Count(gates) * Count(count) * Count(directions) * Count(context.integer("units"))
      code.notes = ["Keras keeps one bias for each gate, \(fewer) parameters less than the network counts"]
    }
    return code
  }
}
