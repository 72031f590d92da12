import NetworkModel

let pyTorchShapes: [PyTorchOperation] = [
  PyTorchOperation(
    "flatten", order: flattenOrder
  ) { layer in
    let context = layer.context
    let (first, last) = (context.axis(context.integer("axis")), context.axis(context.integer("end_axis")))
    if first == last { return .function(.input(0)) }
    var code = LayerCode.adaptor(.flatten(from: first, to: last == context.rank - 1 ? -1 : last))
    if layer.isMoved, context.channels > 1, context.output[1] > context.channels {
      code.notes = ["puts the elements in order channel by channel, which the layers behind it learn as well"]
    }
    return code
  },
  PyTorchOperation("reshape", .asWritten) { layer in
    let sizes = layer.context.output.dimensions
    // The batch may be another one, but not where it is rearranged with the rest.
    let kept = layer.context.flag("batched") ? [-1] + sizes.dropFirst() : sizes
    return .function(Python.input(0).method("reshape", kept.map { .positional("", .integer($0)) }))
  },
  PyTorchOperation("permute", .asWritten) { layer in
    let rank = layer.context.rank
    var order = (layer.context.integers("axes") ?? Array((1..<max(rank, 1)).reversed())).map(
      layer.context.axis)
    if order.count == rank - 1, !order.contains(0) { order.insert(0, at: 0) }
    return .function(Python.input(0).method("permute", order.map { .positional("", .integer($0)) }))
  },
  PyTorchOperation("squeeze", order: AxisOrder.ofSqueezed) { layer in
    let context = layer.context
    let axes =
      (context.integers("axes").map { $0.map(context.axis) }
      ?? (1..<max(context.rank, 1)).filter { context.shape[$0] == 1 }).map { layer.place($0) }
    if axes.isEmpty { return .function(.input(0)) }
    return .function(
      Python.input(0).method(
        "squeeze", [.positional("dim", axes.count == 1 ? .integer(axes[0]) : .numbers(axes.sorted()))]))
  },
  PyTorchOperation("unsqueeze", .asWritten) { layer in
    let rank = layer.context.output.rank
    let axes = (layer.context.integers("axes") ?? [-1]).map { $0 < 0 ? $0 + rank : $0 }.sorted()
    return .function(
      axes.reduce(.input(0)) { $0.method("unsqueeze", [.positional("dim", .integer($1))]) })
  },
]

/// A vector's elements may come in any order; axes that are left keep theirs.
@Sendable private func flattenOrder(_ context: LayerContext) -> AxisOrder {
  let (first, last) = (context.axis(context.integer("axis")), context.axis(context.integer("end_axis")))
  return first == 1 && last == context.rank - 1 ? .any : .asWritten
}
