// Layers that take parts of a tensor, repeat it, or make one number of many.

private let start = Attribute<Int>(
  "start", .integer(Int.min...Int.max), "First element; below zero it counts from the end",
  spelled: [.onnx: "starts"])
private let end = Attribute<Int>(
  "end", .integer(Int.min...Int.max), "Element before which it ends; not set, behind the last",
  spelled: [.onnx: "ends"])
private let step = Attribute<Int>(
  "step", .integer(1...Int.max), "Distance between the elements taken", spelled: [.onnx: "steps"])
private let parts = Attribute<Int>(
  "parts", .integer(1...1024),
  "How many equal parts come out; only if the network rounds may the last be smaller",
  spelled: [.pytorch: "chunks", .keras: "indices_or_sections", .onnx: "num_outputs"])
private let partSizes = Attribute<[Int]>(
  "sizes", .integers, "Sizes of the parts, where they are not equal",
  spelled: [.pytorch: "split_size_or_sections", .onnx: "split"])
private let indices = Attribute<[Int]>(
  "indices", .integers, "Places of the elements taken; below zero they count from the end")
private enum Reduction: String, CaseIterable {
  case mean, sum, max, min, prod, l1, l2, logsumexp

  /// FLOPs that make so many results of so many elements: what brings two together, what is done to each before,
  /// and what is done to each result.
  func flops(elements: Count, results: Count) -> Count {
    let joining = elements - results
    switch self {
    case .sum, .max, .min, .prod: return joining
    case .mean: return joining + results
    case .l1: return elements + joining
    case .l2: return elements + joining + results
    // The largest, the differences to it, their exponentials, the sum, its logarithm, and the largest again.
    case .logsumexp: return joining + elements * 2 + joining + results * 2
    }
  }
}

private let reduction = Attribute<String>(
  "function", .choice(Reduction.allCases.map(\.rawValue)),
  "What is made of the elements")
private let targetSizes = Attribute<[Int]>(
  shape.name, .integers, "Sizes of the axes, batch left out; -1 keeps one; not set, all are kept",
  spelled: [.pytorch: "sizes"])
private let repeats = Attribute<[Int]>(
  "repeats", .integers, "How often each axis is repeated, batch left out; not set, once",
  spelled: [.pytorch: "sizes", .keras: "reps"])

let selectingOperations: [OperationSpec] = [
  OperationSpec(
    id: "expand", title: "expand", summary: "Repeats axes of size 1 to a size.",
    category: .shape, attributes: [targetSizes.optional],
    spelled: [.keras: "ops.broadcast_to", .onnx: "Expand"],
    spatial: .mixing,
    shape: { input throws(ShapeProblem) in Outputs(try expandedShape(input)) }
  ),
  OperationSpec(
    id: "repeat", title: "repeat", summary: "Lays a tensor side by side with itself.",
    category: .shape, attributes: [repeats.optional],
    spelled: [.keras: "ops.tile", .onnx: "Tile", .caffe: "Tile"],
    spatial: .mixing,
    shape: { input throws(ShapeProblem) in Outputs(try repeatedShape(input)) }
  ),
  OperationSpec(
    id: "slice", title: "slice", summary: "Takes a stretch of an axis.",
    category: .shape,
    attributes: [axis.required, start.defaulting(to: 0), end.optional, step.defaulting(to: 1)],
    spelled: [.pytorch: "x[a:b:s]", .keras: "x[a:b:s]", .onnx: "Slice"],
    spatial: .across { input in input.axes(of: axis) },
    shape: { input throws(ShapeProblem) in Outputs(try slicedShape(input)) }
  ),
  OperationSpec(
    id: "split", title: "split", summary: "Divides an axis; each part is an output.",
    category: .shape,
    attributes: [axis.defaultingToNetwork, parts.defaulting(to: 2), partSizes.optional],
    spelled: [.pytorch: "split, chunk", .keras: "ops.split", .onnx: "Split", .caffe: "Slice"],
    spatial: .across { input in splitAxis(input).map { $0..<$0 + 1 } ?? 0..<0 },
    shape: { input throws(ShapeProblem) in try splitShapes(input) },
    sizeFormula: { input, _ in
      guard let axis = splitAxis(input), let outputs = try? splitShapes(input) else { return nil }
      let sizes = ([outputs.first] + outputs.rest).map { String($0[axis]) }
      return "\(input.shape[axis]) = \(sizes.joined(separator: " + "))"
    }
  ),
  OperationSpec(
    id: "gather", title: "gather", summary: "Takes single elements of an axis.",
    category: .shape,
    attributes: [axis.required, indices.defaulting(to: [0]), keepAxes.defaulting(to: true)],
    spelled: [.pytorch: "index_select, select", .keras: "ops.take", .onnx: "Gather"],
    spatial: .mixing,
    shape: { input throws(ShapeProblem) in Outputs(try gatheredShape(input)) }
  ),
  OperationSpec(
    id: "reduce", title: "reduce", summary: "Makes one number of all along some axes.",
    category: .shape,
    attributes: [
      reduction.defaulting(to: Reduction.mean.rawValue), axes.optional, keepAxes.defaulting(to: true),
    ],
    spelled: [
      .pytorch: "mean, sum, amax, …", .keras: "ops.mean, …", .onnx: "ReduceMean, …", .caffe: "Reduction",
    ],
    spatial: .mixing,
    shape: { input throws(ShapeProblem) in Outputs(try reducedShape(input)) },
    otherFLOPs: .total { input, output in
      let function = Reduction(rawValue: input[reduction])
      return Product(
        function?.flops(
          elements: input.shape.elementsPerExample, results: output.elementsPerExample) ?? 0)
    }
  ),
]

/// A number for each axis but the batch, from a list that a person gave; none where none is given.
private func perAxis(_ token: Attribute<[Int]>, _ input: OperationInput) throws(ShapeProblem) -> [Int] {
  guard let numbers = input.optional(token) else { return [] }
  guard numbers.count == input.shape.rank - 1 else {
    throw ShapeProblem(
      .axisCount,
      "\(token.name) has \(numbers.count) numbers; the input has \(input.shape.rank - 1) axes and the batch",
      attribute: token.name)
  }
  return numbers
}

private func expandedShape(_ input: OperationInput) throws(ShapeProblem) -> Shape {
  var result = input.shape
  for (place, size) in try perAxis(targetSizes, input).enumerated() where size != -1 {
    let old = input.shape[place + 1]
    guard size >= 1, old == 1 || old == size else {
      let reason = size < 1 ? "must be -1, or 1 or more" : "does not follow from \(old): only 1 is repeated"
      throw ShapeProblem(
        .mismatchedInputs, "axis \(place + 1): \(size) \(reason)", attribute: targetSizes.name)
    }
    result[place + 1] = size
  }
  return result
}

private func repeatedShape(_ input: OperationInput) throws(ShapeProblem) -> Shape {
  var result = input.shape
  for (place, times) in try perAxis(repeats, input).enumerated() {
    guard times >= 1 else {
      throw ShapeProblem(
        .attributeOutOfRange, "repeats is \(times) on axis \(place + 1), which must be 1 or more",
        attribute: repeats.name)
    }
    guard let size = (Count(input.shape[place + 1]) * Count(times)).value else { throw .overflow }
    result[place + 1] = size
  }
  return result
}

/// As Python slices: places below zero count from the end, those past it stand for it.
private func slicedShape(_ input: OperationInput) throws(ShapeProblem) -> Shape {
  let axis = try input.axis(input[NetworkModel.axis], attribute: NetworkModel.axis.name)
  let size = input.shape[axis]
  func place(_ index: Int) -> Int { min(max(index < 0 ? index + size : index, 0), size) }
  let (first, last) = (place(input[start]), place(input.optional(end) ?? size))
  guard first < last else {
    throw ShapeProblem(
      .tooFewElements, "nothing lies from \(first) to \(last) on axis \(axis) of size \(size)",
      dependsOnSizes: true, attribute: start.name)
  }
  var result = input.shape
  result[axis] = (last - first - 1) / input[step] + 1
  return result
}

/// The axis that is divided, the channels' unless said; `nil` where the input does not have it.
private func splitAxis(_ input: OperationInput) -> Int? {
  guard let named = input.optional(axis) else { return input.channelAxis }
  return try? input.axis(named, attribute: axis.name)
}

private func splitShapes(_ input: OperationInput) throws(ShapeProblem) -> Outputs {
  let named = input.optional(axis) ?? input.channelAxis
  let axis = try input.axis(named, attribute: NetworkModel.axis.name)
  let size = input.shape[axis]
  let count = input[parts]
  var sizes: [Int]
  if let given = input.optional(partSizes) {
    let total = given.reduce(Count.zero) { $0 + Count(max($1, 0)) }
    guard !given.isEmpty, given.allSatisfy({ $0 >= 1 }), total.value == size else {
      throw ShapeProblem(
        .partsDoNotDivide, "the sizes are to be 1 or more and to add up to \(size), not to \(total)",
        attribute: partSizes.name)
    }
    sizes = given
  } else if !size.isMultiple(of: count), input.networkRounding == .exact {
    throw ShapeProblem(
      .partsDoNotDivide, "\(count) parts do not divide \(size): \(size)/\(count) = \(Fraction(size, count))",
      attribute: parts.name)
  } else {
    // PyTorch's `chunk` and ONNX: the last part is smaller, and there may be fewer of them.
    let whole = (size - 1) / count + 1
    sizes = Array(repeating: whole, count: size / whole)
    if size % whole > 0 { sizes.append(size % whole) }
  }
  let shapes = sizes.map { size in
    var shape = input.shape
    shape[axis] = size
    return shape
  }
  return Outputs(shapes[0], Array(shapes.dropFirst()))
}

private func gatheredShape(_ input: OperationInput) throws(ShapeProblem) -> Shape {
  let axis = try input.axis(input[NetworkModel.axis], attribute: NetworkModel.axis.name)
  let (places, size) = (input[indices], input.shape[axis])
  for place in places where !(-size..<size).contains(place) {
    throw ShapeProblem(
      .axisOutOfRange, "there is no element \(place) on axis \(axis) of size \(size)", dependsOnSizes: true,
      attribute: indices.name)
  }
  var result = input.shape
  if places.isEmpty || (!input[keepAxes] && (places.count != 1 || axis == 0)) {
    throw ShapeProblem(
      .attributeOutOfRange,
      places.isEmpty
        ? "indices names no element" : "only the axis of one element, and not the batch, is dropped",
      attribute: places.isEmpty ? indices.name : keepAxes.name)
  }
  result[axis] = places.count
  return input[keepAxes] ? result : result.dropping([axis])
}

private func reducedShape(_ input: OperationInput) throws(ShapeProblem) -> Shape {
  let rank = input.shape.rank
  let reduced =
    try input.optional(axes).map { list throws(ShapeProblem) in
      try input.axes(list, of: rank, attribute: axes.name)
    } ?? Array(1..<max(rank, 1))
  if reduced.contains(0) {
    throw ShapeProblem(.axisOutOfRange, "the batch cannot be reduced", attribute: axes.name)
  }
  if !input[keepAxes] { return input.shape.dropping(reduced) }
  var result = input.shape
  for axis in reduced { result[axis] = 1 }
  return result
}
