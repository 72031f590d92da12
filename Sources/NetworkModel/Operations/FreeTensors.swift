// Tensors that no input has a part in.

private let operatorName = Attribute<String>(
  "operator", .text, "What the operator is called where it comes from")
private let shapes = Attribute<[[AxisSize]]>(
  "shapes", .shapes, "Shapes of what comes out, in the network's layout, batch left out")
private let filling = Attribute<Double>(
  "value", .real(-Double.infinity...Double.infinity), "The number that all its elements are, if it is known")

let freeTensorOperations: [OperationSpec] = [
  OperationSpec(
    id: "parameter", title: "learned tensor",
    summary: "A tensor that is learned: a class token, a table.",
    category: .ends, arity: 0...0,
    attributes: [shape.required, batched.defaulting(to: true)],
    spelled: [.pytorch: "nn.Parameter", .keras: "add_weight", .onnx: "initializer", .caffe: "Parameter"],
    spatial: .still,
    shape: { input throws(ShapeProblem) in Outputs(try declaredShape(input)) },
    parameters: { input, tally in
      guard let shape = try? declaredShape(input) else { return }
      // A single number has no axes, and is one all the same.
      let sizes = shape.sizes(from: shape.exampleAxes.lowerBound)
      tally.add("weight", sizes.factorCount == 0 ? Product(1) : sizes)
    }
  ),
  OperationSpec(
    id: "constant", title: "constant",
    summary: "A tensor that is always the same.",
    category: .ends, arity: 0...0,
    attributes: [shape.required, batched.defaulting(to: true), filling.optional],
    spelled: [.pytorch: "register_buffer", .onnx: "Constant", .caffe: "DummyData"],
    spatial: .still,
    shape: { input throws(ShapeProblem) in Outputs(try declaredShape(input)) }
  ),
  OperationSpec(
    id: "opaque", title: "opaque operator",
    summary: "An operator that is not modelled, with shapes that are declared.",
    category: .ends, arity: 0...Int.max,
    isModelled: false,
    remark: "is not modelled: its shapes are those declared, and it is counted without parameters and MACs",
    attributes: [operatorName.optional, shapes.required, batched.defaulting(to: true)],
    spatial: .mixing,
    shape: { input throws(ShapeProblem) in
      var declared: [Shape] = []
      for sizes in input[shapes] {
        declared.append(try declaredShape(sizes, input, attribute: shapes.name))
      }
      return Outputs(declared.first ?? input.shape, Array(declared.dropFirst()))
    }
  ),
]
