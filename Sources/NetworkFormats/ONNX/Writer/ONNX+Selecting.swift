import NetworkModel

let onnxSelecting: [ONNXOperation] = [
  ONNXOperation("expand", .any) { layer in
    layer.node("Expand", [layer.input, layer.list(layer.outputSizes)])
  },
  ONNXOperation("repeat", .any) { layer in
    guard let times = layer.context.integers("repeats") else { return layer.input }
    return layer.node("Tile", [layer.input, layer.list(layer.placed([1] + times))])
  },
  ONNXOperation("slice", .any) { layer in
    let context = layer.context
    return layer.slice(
      layer.input, from: [context.integer("start")], to: [context.optionalInteger("end") ?? Int.max],
      axes: [layer.place(of: "axis")], steps: [context.integer("step")])
  },
  ONNXOperation("split", several: .any) { layer in
    let context = layer.context
    if context.outputs.count == 1 { return [layer.input] }
    let sizes = context.outputs.map { $0[context.namedAxis] }
    return layer.nodes(
      "Split", [layer.input, layer.list(sizes)], ["axis": .integer(layer.place(context.namedAxis))],
      outputs: sizes.count)
  },
  ONNXOperation("gather", order: AxisOrder.ofKept) { layer in
    let indices = layer.context.integers("indices") ?? [0]
    let places = layer.context.flag("keep_axes") ? layer.list(indices) : layer.scalar(indices.first ?? 0)
    return layer.node("Gather", [layer.input, places], ["axis": .integer(layer.place(of: "axis"))])
  },
  ONNXOperation("reduce", order: AxisOrder.ofKept) { layer throws(Refusal) in
    let context = layer.context
    let axes = (context.integers("axes").map { $0.map(context.axis) } ?? Array(1..<max(context.rank, 1)))
      .map { layer.place($0) }.sorted()
    if axes.isEmpty { return layer.input }
    let function = context.word("function")
    guard let type = reductions[function] else { throw Refusal("ONNX has no reduction \(function.quoted)") }
    return layer.node(
      "Reduce\(type)", [layer.input, layer.list(axes)], ["keepdims": .flag(context.flag("keep_axes"))])
  },
]

private let reductions = [
  "mean": "Mean", "sum": "Sum", "max": "Max", "min": "Min", "prod": "Prod", "l1": "L1", "l2": "L2",
  "logsumexp": "LogSumExp",
]
