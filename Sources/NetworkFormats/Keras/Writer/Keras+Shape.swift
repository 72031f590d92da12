import NetworkModel

let kerasShapes: [KerasOperation] = [
  KerasOperation("flatten") { context throws(Refusal) in
    let (first, last) = (context.axis(context.integer("axis")), context.axis(context.integer("end_axis")))
    if first == 0, last > 0 { throw Refusal("Keras does not flatten the batch") }
    if first == last { return .function(.input(0)) }
    return first == 1 && last == context.rank - 1 ? .module(.call("layers.Flatten")) : reshaped(context)
  },
  KerasOperation("reshape") { context throws(Refusal) in
    try context.requireBatch()
    return reshaped(context)
  },
  KerasOperation("permute") { context in
    let rank = context.rank
    var order = (context.integers("axes") ?? Array((1..<max(rank, 1)).reversed())).map(context.axis)
    if order.count == rank - 1, !order.contains(0) { order.insert(0, at: 0) }
    if order.first == 0 {
      return .module(.call("layers.Permute", [.positional("dims", .numbers(Array(order.dropFirst())))]))
    }
    return .function(.call("ops.transpose", .input(0), .numbers(order)))
  },
  KerasOperation("squeeze") { context in
    let axes =
      (context.integers("axes")?.map(context.axis) ?? Array(1..<max(context.rank, 1)))
      .filter { context.shape[$0] == 1 }.sorted()
    if axes.isEmpty { return .function(.input(0)) }
    return .function(
      .call("ops.squeeze", [.positional("x", .input(0)), .keyword("axis", .extentOrTuple(axes))]))
  },
  KerasOperation("unsqueeze") { context in
    let rank = context.output.rank
    let axes = (context.integers("axes") ?? [-1]).map { $0 < 0 ? $0 + rank : $0 }.sorted()
    return .function(
      axes.reduce(.input(0)) {
        .call("ops.expand_dims", [.positional("x", $0), .keyword("axis", .integer($1))])
      })
  },
]

private func reshaped(_ context: LayerContext) -> LayerCode {
  .module(
    .call(
      "layers.Reshape", [.positional("target_shape", .numbers(Array(context.output.dimensions.dropFirst())))])
  )
}

extension Python {
  /// An axis, or several.
  static func extentOrTuple(_ axes: [Int]) -> Python { axes.count == 1 ? .integer(axes[0]) : .numbers(axes) }
}
