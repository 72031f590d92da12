import NetworkModel

let pyTorchMerging: [PyTorchOperation] = [
  elementwise("add") { .infix("+", $0) },
  elementwise("subtract") { .infix("-", $0) },
  elementwise("multiply") { .infix("*", $0) },
  elementwise("divide") { .infix("/", $0) },
  elementwise("maximum", .broadcast) { nested("torch.maximum", $0) },
  elementwise("minimum", .broadcast) { nested("torch.minimum", $0) },
  elementwise("average") { .infix("/", [.infix("+", $0), .integer($0.count)]) },
  PyTorchOperation("concat", .any) { layer in
    let axis = layer.place(layer.context.namedAxis)
    var code = LayerCode.function(
      .call(
        "torch.cat",
        [
          .positional("tensors", .list(layer.context.input.shapes.indices.map { .input($0) })),
          .keyword("dim", .integer(axis)),
        ]))
    code.joinsList = true
    return code
  },
]

private func elementwise(
  _ kind: String, _ operands: PyTorchOperation.Operands = .numbers,
  _ expression: @escaping @Sendable ([Python]) -> Python
) -> PyTorchOperation {
  PyTorchOperation(kind, order: AxisOrder.ofAligned, operands: operands) { layer in
    .function(expression(layer.context.input.shapes.indices.map { .input($0) }))
  }
}

/// `f(f(a, b), c)`
private func nested(_ function: String, _ operands: [Python]) -> Python {
  operands.dropFirst().reduce(operands[0]) { .call(function, $0, $1) }
}
