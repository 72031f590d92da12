// Layers that only arrange what is there.

private let firstAxis = Attribute<Int>(
  "axis", .integer(Int.min...Int.max), "First axis that is flattened, the batch being 0",
  spelled: [.pytorch: "start_dim"])
private let endAxis = Attribute<Int>(
  "end_axis", .integer(Int.min...Int.max), "Last axis that is flattened; below zero it counts from the end",
  spelled: [.pytorch: "end_dim"])

let axes = Attribute<[Int]>(
  "axes", .integers, "Axes, the batch being 0; below zero they count from the end",
  spelled: [.pytorch: "dim", .keras: "axis, dims", .onnx: "axes, perm"])
private let newAxes = Attribute<[Int]>(
  axes.name, .integers, "Where the new axes stand in what comes out, the batch being 0", spelled: axes.spelled
)
private let newSizes = Attribute<[Int]>(
  shape.name, .integers, "Sizes of the axes, batch left out; 0 keeps one, and -1 is what is left over",
  spelled: [.keras: "target_shape"])

let shapeOperations: [OperationSpec] = [
  OperationSpec(
    id: "flatten", title: "flatten",
    summary: "Makes one axis of several.",
    category: .shape,
    attributes: [firstAxis.defaulting(to: 1), endAxis.defaulting(to: -1)],
    spelled: [.pytorch: "Flatten", .keras: "Flatten", .onnx: "Flatten", .caffe: "Flatten"],
    spatial: .mixing,
    shape: { input throws(ShapeProblem) in Outputs(try flattenedShape(input)) },
    storage: { _ in .input },
    sizeFormula: { input, output in
      guard let axes = try? flattenedAxes(input) else { return nil }
      let factors = axes.map { String(input.shape[$0]) }.joined(separator: "·")
      return "\(factors) = \(output[axes.lowerBound].grouped)"
    }
  ),
  OperationSpec(
    id: "reshape", title: "reshape",
    summary: "Gives the same elements other axes.",
    category: .shape,
    attributes: [newSizes.defaulting(to: [-1])],
    spelled: [.pytorch: "reshape, view", .keras: "Reshape", .onnx: "Reshape", .caffe: "Reshape"],
    spatial: .mixing,
    shape: { input throws(ShapeProblem) in Outputs(try reshapedShape(input)) },
    storage: { _ in .input },
    sizeFormula: { input, output in "\(input.shape.sizes(from: 1)) = \(output.sizes(from: 1))" }
  ),
  OperationSpec(
    id: "permute", title: "permute",
    summary: "Puts the axes into another order, by default back to front.",
    category: .shape,
    attributes: [axes.optional],
    spelled: [.keras: "Permute", .onnx: "Transpose"],
    spatial: .mixing,
    shape: { input throws(ShapeProblem) in Outputs(try permutedShape(input)) }
  ),
  OperationSpec(
    id: "squeeze", title: "squeeze",
    summary: "Drops axes of size 1: all but the batch, or of those named; one that is larger stays.",
    category: .shape,
    attributes: [axes.optional],
    spelled: [.onnx: "Squeeze"],
    spatial: .mixing,
    shape: { input throws(ShapeProblem) in Outputs(try squeezedShape(input)) },
    storage: { _ in .input }
  ),
  OperationSpec(
    id: "unsqueeze", title: "unsqueeze",
    summary: "Adds axes of size 1.",
    category: .shape,
    attributes: [newAxes.defaulting(to: [-1])],
    spelled: [.onnx: "Unsqueeze"],
    spatial: .mixing,
    shape: { input throws(ShapeProblem) in Outputs(try unsqueezedShape(input)) },
    storage: { _ in .input }
  ),
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

/// A 0 stands for the size in the same place, one −1 for what is left over.
private func reshapedShape(_ input: OperationInput) throws(ShapeProblem) -> Shape {
  let sizes = input[newSizes]
  guard let total = input.shape.elementsPerExample.value else { throw .overflow }
  guard sizes.count < Shape.maximumRank else {
    throw ShapeProblem(
      .attributeOutOfRange, "shape has \(sizes.count) sizes; a tensor has at most \(Shape.maximumRank - 1)",
      attribute: newSizes.name)
  }
  var result = Shape()
  result.append(input.shape[0])
  var known = Count(1)
  var inferred: Int?
  for (place, size) in sizes.enumerated() {
    let axis = place + 1
    if size < -1 || (size == -1 && inferred != nil) || (size == 0 && axis >= input.shape.rank) {
      let reason =
        size < -1
        ? "is below -1" : size == 0 ? "keeps an axis that the input does not have" : "is there twice"
      throw ShapeProblem(.attributeOutOfRange, "shape: \(size) \(reason)", attribute: newSizes.name)
    }
    if size == -1 { inferred = axis }
    result.append(size == 0 ? input.shape[axis] : size == -1 ? 1 : size)
    known = known * Count(result[axis])
  }
  let count = known.value ?? Int.max
  if let inferred, count > 0, total.isMultiple(of: count) {
    result[inferred] = total / count
  } else if inferred != nil || count != total {
    let wanted = result.sizes(from: 1)
    let asked =
      inferred == nil ? "\(wanted) = \(known)" : "a multiple of \(known)"
    throw ShapeProblem(
      .elementsDiffer, "the input has \(total) elements, the new shape \(asked)", dependsOnSizes: true,
      attribute: newSizes.name)
  }
  return result
}

/// All axes, or all but the batch, which then stays the first.
private func permutedShape(_ input: OperationInput) throws(ShapeProblem) -> Shape {
  let rank = input.shape.rank
  let given = input.optional(axes) ?? Array((1..<max(rank, 1)).reversed())
  var order = try input.axes(given, of: rank, attribute: axes.name)
  if order.count == rank - 1, !order.contains(0) { order.insert(0, at: 0) }
  guard order.count == rank else {
    throw ShapeProblem(
      .axisOutOfRange, "axes names \(order.count) axes; the input has \(rank), the batch among them",
      attribute: axes.name)
  }
  var result = Shape()
  for axis in order { result.append(input.shape[axis]) }
  return result
}

private func squeezedShape(_ input: OperationInput) throws(ShapeProblem) -> Shape {
  let rank = input.shape.rank
  let dropped: [Int]
  if let named = input.optional(axes) {
    let axes = try input.axes(named, of: rank, attribute: NetworkModel.axes.name)
    if axes.contains(0) {
      throw ShapeProblem(
        .axisOutOfRange, "the batch cannot be dropped", attribute: NetworkModel.axes.name)
    }
    // As in PyTorch, another axis stays.
    dropped = axes.filter { input.shape[$0] == 1 }
  } else {
    dropped = (1..<max(rank, 1)).filter { input.shape[$0] == 1 }
  }
  return input.shape.dropping(dropped)
}

private func unsqueezedShape(_ input: OperationInput) throws(ShapeProblem) -> Shape {
  let places = input[newAxes]
  let (rank, tooMany) = input.shape.rank.addingReportingOverflow(places.count)
  guard !tooMany, rank <= Shape.maximumRank else {
    throw ShapeProblem(.inputRank, "a tensor has at most \(Shape.maximumRank) axes", attribute: newAxes.name)
  }
  let added = try input.axes(places, of: rank, attribute: newAxes.name)
  if added.contains(0) {
    throw ShapeProblem(.axisOutOfRange, "the batch stays the first axis", attribute: newAxes.name)
  }
  var result = Shape()
  var next = 0
  for axis in 0..<rank {
    if added.contains(axis) {
      result.append(1)
    } else {
      result.append(input.shape[next])
      next += 1
    }
  }
  return result
}
