import NetworkModel

let kerasSelecting: [KerasOperation] = [
  KerasOperation("expand") { context throws(Refusal) in
    try context.requireBatch()
    let times = (1..<context.rank).map { context.output[$0] / max(context.shape[$0], 1) }
    return tiled(times)
  },
  KerasOperation("repeat") { context in tiled(context.integers("repeats") ?? []) },
  KerasOperation("slice") { context throws(Refusal) in
    // Keras slices no axis that could be a batch, but takes places of one.
    guard context.namedAxis == 0 else {
      return .function(Python.input(0).along(context.namedAxis, context.range))
    }
    let (start, step) = (context.integer("start"), context.integer("step"))
    let first = max(start < 0 ? start + context.shape[0] : start, 0)
    guard context.output[0] <= 64 else { throw Refusal("Keras slices no axis that could be the batch") }
    return .function(
      taken(.list((0..<context.output[0]).map { .integer(first + $0 * step) }), axis: 0))
  },
  KerasOperation("split") { context in
    if context.outputs.count == 1 { return .function(.input(0)) }
    let axis = context.namedAxis
    var places: [Int] = []
    for part in context.outputs.dropLast() { places.append((places.last ?? 0) + part[axis]) }
    let isEven = Set(context.outputs.map { $0[axis] }).count == 1
    let parts: Python =
      isEven
      ? .integer(context.outputs.count) : .list(places.map { .integer($0) })
    return LayerCode(
      forward: .call(
        "ops.split",
        [
          .positional("x", .input(0)), .positional("indices_or_sections", parts),
          .keyword("axis", .integer(axis)),
        ]),
      pattern: .tuple(context.outputs.indices.map { .output($0) }))
  },
  KerasOperation("gather") { context in
    let (indices, axis) = (context.integers("indices") ?? [0], context.namedAxis)
    let places: Python =
      context.flag("keep_axes")
      ? .list(indices.map { .integer($0 < 0 ? $0 + context.shape[axis] : $0) })
      : .integer((indices.first ?? 0) < 0 ? indices[0] + context.shape[axis] : indices.first ?? 0)
    return .function(taken(places, axis: axis))
  },
  KerasOperation("reduce") { context throws(Refusal) in try reduction(context) },
]

private func taken(_ places: Python, axis: Int) -> Python {
  .call(
    "ops.take",
    [.positional("x", .input(0)), .positional("indices", places), .keyword("axis", .integer(axis))])
}

private func tiled(_ times: [Int]) -> LayerCode {
  times.allSatisfy { $0 == 1 }
    ? .function(.input(0)) : .function(.call("ops.tile", .input(0), .numbers([1] + times)))
}

private func reduction(_ context: LayerContext) throws(Refusal) -> LayerCode {
  let axes = (context.integers("axes").map { $0.map(context.axis) } ?? Array(1..<max(context.rank, 1)))
    .sorted()
  if axes.isEmpty { return .function(.input(0)) }
  func over(_ function: String, _ value: Python) -> Python {
    .call(
      "ops.\(function)",
      [
        .positional("x", value), .keyword("axis", .extentOrTuple(axes)),
        .keyword("keepdims", .flag(context.flag("keep_axes")), or: .flag(false)),
      ])
  }
  switch context.word("function") {
  case let name where ["mean", "sum", "max", "min", "prod", "logsumexp"].contains(name):
    return .function(over(name, .input(0)))
  case "l1": return .function(over("sum", .call("ops.abs", .input(0))))
  case "l2": return .function(.call("ops.sqrt", over("sum", .call("ops.square", .input(0)))))
  case let name: throw Refusal("Keras has no reduction \(name.quoted)")
  }
}
