// Tensors that no input has a part in.

let freeTensorOperations: [OperationSpec] = [
  OperationSpec(
    id: "parameter", title: "learned tensor",
    summary: "A tensor that is learned: a class token, a table.",
    category: .ends, arity: 0...0,
    attributes: [shape.required],
    spelled: [.pytorch: "nn.Parameter", .keras: "add_weight", .onnx: "initializer", .caffe: "Parameter"],
    spatial: .still,
    shape: { input throws(ShapeProblem) in Outputs(try declaredShape(input)) },
    parameters: { input, tally in
      guard let shape = try? declaredShape(input) else { return }
      tally.add("weight", shape.sizes(from: 1))
    }
  ),
  OperationSpec(
    id: "constant", title: "constant",
    summary: "A tensor that is always the same.",
    category: .ends, arity: 0...0,
    attributes: [shape.required],
    spelled: [.pytorch: "register_buffer", .onnx: "Constant", .caffe: "DummyData"],
    spatial: .still,
    shape: { input throws(ShapeProblem) in Outputs(try declaredShape(input)) }
  ),
]
