import NetworkModel

let kerasDense: [KerasOperation] = [
  KerasOperation("fully_connected") { context throws(Refusal) in
    guard context.rank > 1 else { throw Refusal("Keras' Dense does not work along the batch") }
    var code = LayerCode.module(dense(context))
    if context.rank > 2 { code.before = [.layer(.call("layers.Flatten"), suffix: "_flatten")] }
    return code
  },
  KerasOperation("linear") { context throws(Refusal) in
    guard context.rank > 1 else { throw Refusal("Keras' Dense does not work along the batch") }
    var code = LayerCode.module(dense(context))
    if context.ownerKind?.name == "embedding" {
      code.forward = .call(.member, [.positional("", .input(0)), .keyword("reverse", .flag(true))])
      code.knowsOwner = true
    }
    return code
  },
  KerasOperation("embedding") { context in
    .module(
      .call(
        context.lendsTo.contains("linear") ? "layers.ReversibleEmbedding" : "layers.Embedding",
        [
          .positional("input_dim", .integer(context.integer("entries"))),
          .positional("output_dim", .integer(context.integer("dimension"))),
        ]))
  },
  KerasOperation("matmul") { context in
    let operands = ["transpose_a", "transpose_b"].enumerated().map { place, name -> Python in
      context.flag(AttributeName(name))
        ? .call("ops.swapaxes", .input(place), .integer(-2), .integer(-1)) : .input(place)
    }
    return .function(.call("ops.matmul", operands[0], operands[1]))
  },
]

private func dense(_ context: LayerContext) -> Python {
  .call("layers.Dense", [.positional("units", .integer(context.integer("units"))), context.bias])
}
