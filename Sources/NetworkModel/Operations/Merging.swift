// Layers that make one tensor of several.

let axis = Attribute<Int>(
  "axis", .integer(Int.min...Int.max), "Axis, the batch being 0; below zero it counts from the end",
  spelled: [.pytorch: "dim"])

let mergingOperations: [OperationSpec] = [
  elementwise(
    id: "add", title: "addition", summary: "Adds tensors element by element",
    spelled: [.pytorch: "a + b", .keras: "Add", .onnx: "Add, Sum", .caffe: "Eltwise SUM"]),
  elementwise(
    id: "subtract", title: "subtraction", summary: "Subtracts the second tensor from the first",
    arity: 2...2,
    spelled: [.pytorch: "a - b", .keras: "Subtract", .onnx: "Sub", .caffe: "Eltwise SUM coeff: -1"]),
  elementwise(
    id: "multiply", title: "multiplication", summary: "Multiplies tensors element by element",
    spelled: [.pytorch: "a * b", .keras: "Multiply", .onnx: "Mul", .caffe: "Eltwise PROD"]),
  elementwise(
    id: "divide", title: "division", summary: "Divides the first tensor by the second",
    arity: 2...2, spelled: [.pytorch: "a / b", .keras: "ops.divide", .onnx: "Div"]),
  elementwise(
    id: "maximum", title: "maximum", summary: "Keeps the largest of the elements at each place",
    spelled: [.keras: "Maximum", .onnx: "Max", .caffe: "Eltwise MAX"]),
  elementwise(
    id: "minimum", title: "minimum", summary: "Keeps the smallest of the elements at each place",
    spelled: [.keras: "Minimum", .onnx: "Min"]),
  elementwise(
    id: "average", title: "average", summary: "Averages the elements at each place", divides: true,
    spelled: [.pytorch: "(a + b) / 2", .keras: "Average", .onnx: "Mean"]),
  OperationSpec(
    id: "concat", title: "concatenation",
    summary: "Joins tensors along an axis, by default the channels'.",
    category: .merging, arity: 1...Int.max,
    attributes: [axis.defaultingToNetwork],
    spelled: [.pytorch: "cat", .keras: "Concatenate", .onnx: "Concat", .caffe: "Concat"],
    spatial: .pointwise,
    shape: { input throws(ShapeProblem) in Outputs(try concatenatedShape(input)) },
    sizeFormula: { input, output in
      let axis = (try? concatenationAxis(input)) ?? input.channelAxis
      return input.shapes.map { String($0[axis]) }.joined(separator: " + ") + " = \(output[axis])"
    }
  ),
]

/// The declaration of what brings tensors together element by element; one rule for the shapes of all.
///
/// - Parameter divides: whether a division follows.
private func elementwise(
  id: String, title: String, summary: String, arity: ClosedRange<Int> = 2...Int.max,
  divides: Bool = false, spelled: [ForeignFormat: String]
) -> OperationSpec {
  OperationSpec(
    id: id, title: title, summary: summary + "; an axis of size 1 is repeated to fit.",
    category: .merging, arity: arity, spelled: spelled, spatial: .pointwise,
    shape: { input throws(ShapeProblem) in Outputs(try broadcastShape(input)) },
    otherFLOPs: .perElement { input in Count(input.shapes.count - (divides ? 0 : 1)) })
}

/// Broadcasting as NumPy, PyTorch and ONNX define it: axes are aligned at the end, sizes agree or are 1.
func broadcastShape(_ input: OperationInput) throws(ShapeProblem) -> Shape {
  guard let widest = input.shapes.max(by: { $0.rank < $1.rank }) else { return Shape() }
  var result = widest
  for axis in 0..<result.rank {
    result[axis] = 1
    for shape in input.shapes {
      let place = axis - (result.rank - shape.rank)
      guard place >= 0, shape[place] != 1, shape[place] != result[axis] else { continue }
      guard result[axis] == 1 else {
        throw mismatch(on: axis, in: result, input)
      }
      result[axis] = shape[place]
    }
  }
  return result
}

private func concatenationAxis(_ input: OperationInput) throws(ShapeProblem) -> Int {
  guard let axis = input.optional(NetworkModel.axis) else { return input.channelAxis }
  return try input.axis(axis, attribute: "axis")
}

/// All axes but the joined one agree.
private func concatenatedShape(_ input: OperationInput) throws(ShapeProblem) -> Shape {
  let axis = try concatenationAxis(input)
  var result = input.shape
  for shape in input.shapes.dropFirst() {
    guard shape.rank == result.rank else {
      throw ShapeProblem(.mismatchedInputs, "the inputs differ in their number of axes")
    }
    for other in 0..<result.rank where other != axis && shape[other] != result[other] {
      throw mismatch(on: other, in: result, input)
    }
    let (sum, overflow) = result[axis].addingReportingOverflow(shape[axis])
    if overflow { throw .overflow }
    result[axis] = sum
  }
  return result
}

private func mismatch(on axis: Int, in shape: Shape, _ input: OperationInput) -> ShapeProblem {
  let spatialAxis = axis - input.layout.firstSpatialAxis
  let isSpatial = (0..<max(shape.rank - 2, 0)).contains(spatialAxis)
  let name =
    axis == 0
    ? "the batch" : isSpatial ? spatialAxisName(spatialAxis, of: shape.rank - 2) : "the number of channels"
  // A vector's length may come of flattened sizes.
  let dependsOnSizes = isSpatial || shape.rank < 3
  return ShapeProblem(.mismatchedInputs, "the inputs differ in \(name)", dependsOnSizes: dependsOnSizes)
}
