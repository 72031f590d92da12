import NetworkModel

let pyTorchDense: [PyTorchOperation] = [
  PyTorchOperation("fully_connected", .any, elements: .learned) { layer in
    let context = layer.context
    let elements = context.shape.elementsPerExample.value ?? Int.max
    var code = LayerCode.module(linear(elements, layer))
    if context.rank > 2 { code.before = [.flatten()] }
    if context.rank < 2 { code.before = [.column] }
    if layer.isMoved, context.channels > 1, elements > context.channels {
      code.notes = ["reads the elements channel by channel, which is another order of the same weights"]
    }
    return code
  },
  PyTorchOperation("linear", .asWritten, elements: .learned) { layer throws(Refusal) in
    guard layer.context.rank > 1 else { throw Refusal("PyTorch's Linear does not work along the batch") }
    var code = LayerCode.module(linear(layer.context.shape[layer.context.rank - 1], layer))
    if layer.context.ownerKind?.name == "embedding" {
      code.forward = .call("F.linear", .input(0), .suffix(.member, ".weight"))
      code.knowsOwner = true
    }
    return code
  },
  PyTorchOperation("embedding", .asWritten) { layer in
    var code = LayerCode.module(
      .call(
        "nn.Embedding",
        [
          .positional("num_embeddings", .integer(layer.context.integer("entries"))),
          .positional("embedding_dim", .integer(layer.context.integer("dimension"))),
        ]))
    if !layer.readsIntegers { code.before = [.whole] }
    return code
  },
  PyTorchOperation("matmul", .asWritten, operands: .broadcast) { layer in
    let operands = ["transpose_a", "transpose_b"].enumerated().map { place, name -> Python in
      layer.context.flag(AttributeName(name))
        ? .suffix(.input(place), ".transpose(-2, -1)") : .input(place)
    }
    return .function(.infix("@", operands))
  },
]

private func linear(_ inputs: Int, _ layer: PyTorchLayer) -> Python {
  .call(
    "nn.Linear",
    [
      .positional("in_features", .integer(inputs)),
      .positional("out_features", .integer(layer.context.integer("units"))),
      .keyword("bias", .flag(layer.context.flag("bias")), or: .flag(true)),
    ])
}

extension LayerCode.Adaptor {
  /// Places in a table are whole numbers.
  fileprivate static let whole = Self(suffix: "_whole", module: nil, function: .suffix(.input(0), ".long()"))
  /// A number for each example, as a vector of one element.
  fileprivate static let column = Self(
    suffix: "_column", module: nil, function: .suffix(.input(0), ".unsqueeze(1)"))
}
