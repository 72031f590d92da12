// Layers that only arrange what is there.

private let firstAxis = Attribute<Int>(
  "axis", .integer(Int.min...Int.max), "First axis that is flattened, the batch being 0",
  spelled: [.pytorch: "start_dim"])
private let endAxis = Attribute<Int>(
  "end_axis", .integer(Int.min...Int.max), "Last axis that is flattened; below zero it counts from the end",
  spelled: [.pytorch: "end_dim"])

let shapeOperations: [OperationSpec] = [
  OperationSpec(
    id: "flatten", title: "flatten",
    summary: "Makes one axis of several.",
    category: .shape,
    attributes: [firstAxis.defaulting(to: 1), endAxis.defaulting(to: -1)],
    spelled: [.pytorch: "Flatten", .keras: "Flatten", .onnx: "Flatten", .caffe: "Flatten"],
    spatial: .mixing,
    shape: { input throws(ShapeProblem) in Outputs(try flattenedShape(input)) },
    sizeFormula: { input, output in
      guard let axes = try? flattenedAxes(input) else { return nil }
      let factors = axes.map { String(input.shape[$0]) }.joined(separator: "·")
      return "\(factors) = \(output[axes.lowerBound].grouped)"
    }
  )
]

private func flattenedAxes(_ input: OperationInput) throws(ShapeProblem) -> ClosedRange<Int> {
  let first = try input.axis(input[firstAxis], attribute: "axis")
  let last = try input.axis(input[endAxis], attribute: "end_axis")
  guard first <= last else {
    throw ShapeProblem(.axisOutOfRange, "end_axis \(last) is before axis \(first)", attribute: "end_axis")
  }
  return first...last
}

private func flattenedShape(_ input: OperationInput) throws(ShapeProblem) -> Shape {
  let axes = try flattenedAxes(input)
  var result = Shape()
  for axis in 0..<axes.lowerBound { result.append(input.shape[axis]) }
  var size = Count(1)
  for axis in axes { size = size * Count(input.shape[axis]) }
  guard let size = size.value else { throw .overflow }
  result.append(size)
  for axis in (axes.upperBound + 1)..<input.shape.rank { result.append(input.shape[axis]) }
  return result
}
