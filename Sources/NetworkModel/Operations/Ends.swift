// Where tensors come from and where they go.

let shape = Attribute<[AxisSize]>(
  "shape", .sizes(1...Int.max), "Sizes of the axes in the network's layout, batch left out")

let batched = Attribute<Bool>(
  "batched", .flag,
  "Whether the network's batch comes before the sizes; if not, they are all the axes there are")

let endOperations: [OperationSpec] = [
  OperationSpec(
    id: "input", title: "input",
    summary: "A tensor that is fed to the network.",
    category: .ends, arity: 0...0,
    attributes: [shape.required, batched.defaulting(to: true)],
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
    shape: { input in Outputs(input.shape) },
    storage: { _ in .input }
  ),
]

/// The declared sizes, named dimensions looked up, behind the network's batch unless they have it themselves.
func declaredShape(_ input: OperationInput) throws(ShapeProblem) -> Shape {
  try declaredShape(input[shape], input, attribute: shape.name)
}

func declaredShape(
  _ sizes: [AxisSize], _ input: OperationInput, attribute: AttributeName
) throws(ShapeProblem) -> Shape {
  var shape = Shape()
  shape.hasBatch = input[batched]
  if shape.hasBatch { shape.append(input.batch) }
  for size in sizes { shape.append(try input.number(of: size, attribute: attribute)) }
  return shape
}

extension OperationInput {
  /// A size as a number. `batch` is the network's batch, unless the network declares a dimension of that name.
  /// - Throws: `unknown-dimension`, `attribute-out-of-range`
  func number(of size: AxisSize, attribute: AttributeName) throws(ShapeProblem) -> Int {
    switch size {
    case .fixed(let number): return number
    case .named(let name):
      guard let number = dimensions[name] ?? (name == "batch" ? batch : nil) else {
        throw ShapeProblem(
          .unknownDimension, "the network declares no dimension named \(name)", attribute: attribute)
      }
      guard number >= 1 else {
        throw ShapeProblem(
          .attributeOutOfRange, "the dimension \(name) is \(number), which must be 1 or more",
          attribute: attribute)
      }
      return number
    }
  }
}
