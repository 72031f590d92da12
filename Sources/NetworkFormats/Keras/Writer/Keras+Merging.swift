import NetworkModel

let kerasMerging: [KerasOperation] = [
  elementwise("add", "Add") { .infix("+", $0) },
  elementwise("subtract", "Subtract") { .infix("-", $0) },
  elementwise("multiply", "Multiply") { .infix("*", $0) },
  elementwise("divide", nil) { .infix("/", $0) },
  elementwise("maximum", "Maximum") { nested("ops.maximum", $0) },
  elementwise("minimum", "Minimum") { nested("ops.minimum", $0) },
  elementwise("average", "Average") { .infix("/", [.infix("+", $0), .integer($0.count)]) },
  KerasOperation("concat") { context in
    let axis = context.namedAxis
    var code = merged(
      .call(
        "layers.Concatenate",
        [.keyword("axis", .integer(axis == context.rank - 1 ? -1 : axis), or: .integer(-1))]),
      context)
    code.joinsList = true
    return code
  },
]

/// A layer where the shapes are the same; otherwise the operation, which repeats axes of size 1.
private func elementwise(
  _ kind: String, _ layer: String?, _ expression: @escaping @Sendable ([Python]) -> Python
) -> KerasOperation {
  KerasOperation(kind) { context in
    if let layer, Set(context.input.shapes).count == 1 { return merged(.call("layers.\(layer)"), context) }
    return .function(expression(context.input.shapes.indices.map { .input($0) }))
  }
}

private func merged(_ layer: Python, _ context: LayerContext) -> LayerCode {
  LayerCode(
    member: layer,
    forward: .call(.member, [.positional("", .list(context.input.shapes.indices.map { .input($0) }))]))
}

private func nested(_ function: String, _ operands: [Python]) -> Python {
  operands.dropFirst().reduce(operands[0]) { .call(function, $0, $1) }
}
