import NetworkModel

let onnxShapes: [ONNXOperation] = [
  ONNXOperation("flatten", .asWritten) { layer in
    let context = layer.context
    let (first, last) = (context.axis(context.integer("axis")), context.axis(context.integer("end_axis")))
    if first == last { return layer.input }
    return first == 1 && last == context.rank - 1
      ? layer.node("Flatten", [layer.input]) : layer.reshape(layer.input, layer.outputSizes)
  },
  ONNXOperation("reshape", .asWritten) { layer in layer.reshape(layer.input, layer.outputSizes) },
  ONNXOperation("permute", .asWritten) { layer in
    let rank = layer.context.rank
    var order = (layer.context.integers("axes") ?? Array((1..<max(rank, 1)).reversed())).map(
      layer.context.axis)
    if order.count == rank - 1, !order.contains(0) { order.insert(0, at: 0) }
    return layer.transpose(layer.input, order)
  },
  ONNXOperation("squeeze", order: AxisOrder.ofSqueezed) { layer in
    let context = layer.context
    let axes =
      (context.integers("axes").map { $0.map(context.axis) } ?? Array(1..<max(context.rank, 1)))
      .filter { context.shape[$0] == 1 }.map { layer.place($0) }.sorted()
    return axes.isEmpty ? layer.input : layer.node("Squeeze", [layer.input, layer.list(axes)])
  },
  ONNXOperation("unsqueeze", .asWritten) { layer in
    let rank = layer.context.output.rank
    let axes = (layer.context.integers("axes") ?? [-1]).map { $0 < 0 ? $0 + rank : $0 }.sorted()
    return layer.node("Unsqueeze", [layer.input, layer.list(axes)])
  },
]
