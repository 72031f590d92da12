// Where tensors come from and where they go.

let shape = Attribute<[AxisSize]>(
  "shape", .sizes, "Sizes of the axes in the network's layout, batch left out")

let endOperations: [OperationSpec] = [
  OperationSpec(
    id: "input", title: "input",
    summary: "A tensor that is fed to the network.",
    category: .ends, arity: 0...0,
    attributes: [shape.required],
    spelled: [
      .pytorch: "(argument of forward)", .keras: "InputLayer", .onnx: "graph input", .caffe: "Input",
    ],
    spatial: .source,
    shape: { input throws(ShapeProblem) in Outputs(try declaredShape(input)) }
  ),
  OperationSpec(
    id: "output", title: "output",
    summary: "A result of the network; passes its input on.",
    category: .ends, isEnd: true,
    spelled: [.pytorch: "return", .keras: "outputs=", .onnx: "graph output", .caffe: "(top nobody uses)"],
    spatial: .pointwise,
    shape: { input in Outputs(input.shape) }
  ),
]

/// The declared sizes behind the network's batch, named dimensions looked up.
func declaredShape(_ input: OperationInput) throws(ShapeProblem) -> Shape {
  try declaredShape(input[shape], input, attribute: shape.name)
}

func declaredShape(
  _ sizes: [AxisSize], _ input: OperationInput, attribute: AttributeName
) throws(ShapeProblem) -> Shape {
  var shape = Shape()
  shape.append(input.batch)
  for size in sizes {
    switch size {
    case .fixed(let number): shape.append(number)
    case .named(let name):
      guard let number = input.dimensions[name] else {
        throw ShapeProblem(
          .unknownDimension, "the network declares no dimension named \(name)", attribute: attribute)
      }
      guard number >= 1 else {
        throw ShapeProblem(
          .attributeOutOfRange, "the dimension \(name) is \(number), which must be 1 or more",
          attribute: attribute)
      }
      shape.append(number)
    }
  }
  return shape
}
