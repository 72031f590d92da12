import NetworkModel

let onnxMerging: [ONNXOperation] = [
  elementwise("add") { layer in layer.node(layer.inputs.count == 2 ? "Add" : "Sum", layer.inputs) },
  elementwise("subtract") { layer in layer.node("Sub", layer.inputs) },
  elementwise("multiply") { layer in
    layer.inputs.dropFirst().reduce(layer.input) { layer.node("Mul", [$0, $1]) }
  },
  elementwise("divide") { layer in layer.node("Div", layer.inputs) },
  elementwise("maximum") { layer in layer.node("Max", layer.inputs) },
  elementwise("minimum") { layer in layer.node("Min", layer.inputs) },
  elementwise("average") { layer in layer.node("Mean", layer.inputs) },
  ONNXOperation("concat", .any) { layer in
    layer.node("Concat", layer.inputs, ["axis": .integer(layer.place(layer.context.namedAxis))])
  },
]

private func elementwise(_ kind: String, _ node: @escaping @Sendable (ONNXLayer) -> String) -> ONNXOperation {
  ONNXOperation(kind, order: AxisOrder.ofAligned, node: node)
}
