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
  PyTorchOperation("reshape", order: reshapeOrder) { layer in
    let sizes = layer.placed(layer.context.output.dimensions)
    return .function(reshaped(layer.placed(layer.context.shape.dimensions), to: sizes))
  },
  PyTorchOperation("permute", .asWritten) { layer in
    let rank = layer.context.rank
    var order = (layer.context.integers("axes") ?? Array((1..<max(rank, 1)).reversed())).map(
      layer.context.axis)
    if order.count == rank - 1, !order.contains(0) { order.insert(0, at: 0) }
    return .function(Python.input(0).permuted(order))
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

/// Where only one axis has more than one element, these stand in the same order however the axes do.
@Sendable private func reshapeOrder(_ context: LayerContext) -> AxisOrder {
  context.shape.dimensions.dropFirst().count { $0 > 1 } <= 1 ? .any : .asWritten
}

/// Axes that are made one, or of which one is made several, are said as that, so that it holds for tensors of other
/// sizes too. Anything else is said in numbers, with the first axis left open for the batch.
private func reshaped(_ from: [Int], to sizes: [Int]) -> Python {
  if from == sizes { return .input(0) }
  let first = zip(from, sizes).prefix { $0 == $1 }.count
  let rest = min(from.count, sizes.count) - first
  let last = min(rest, zip(from.reversed(), sizes.reversed()).prefix { $0 == $1 }.count)
  let (gone, made) = (from[first..<(from.count - last)], sizes[first..<(sizes.count - last)])
  let input = Python.input(0)
  switch (gone.count, made.count) {
  case (2..., 1):
    return LayerCode.Adaptor.flatten(from: first, to: last == 0 ? -1 : first + gone.count - 1).function
  case (1, 2...) where !made.contains(0):
    // One follows from the others: the batch, or the last of two.
    let parts = made.enumerated().map {
      first == 0 && $0 == 0 || first > 0 && made.count == 2 && $0 == 1 ? -1 : $1
    }
    return input.method(
      "unflatten", [.positional("dim", .integer(first)), .positional("sizes", .numbers(parts))])
  case (0, 1): return input.method("unsqueeze", [.positional("dim", .integer(first))])
  case (1, 0) where first > 0: return input.method("squeeze", [.positional("dim", .integer(first))])
  default:
    if sizes.isEmpty { return input.method("reshape", [.positional("shape", .numbers([]))]) }
    let isEmpty = sizes.contains(0)
    return input.method(
      "reshape", sizes.enumerated().map { .positional("size", .integer($0 == 0 && !isEmpty ? -1 : $1)) })
  }
}

extension Python {
  /// The tensor with its axes in another order; two that change places are said as that.
  func permuted(_ order: [Int]) -> Python {
    let moved = order.indices.filter { order[$0] != $0 }
    if moved.isEmpty { return self }
    return moved.count == 2
      ? method("transpose", moved.map { .positional("dim", .integer($0)) })
      : method("permute", order.map { .positional("dim", .integer($0)) })
  }
}
