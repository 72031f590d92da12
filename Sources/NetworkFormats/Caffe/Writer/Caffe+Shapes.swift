import NetworkModel

let caffeShapes: [CaffeOperation] = [
  CaffeOperation("flatten") { source throws(Refusal) in
    let context = source.context
    let (first, last) = (context.axis(context.integer("axis")), context.axis(context.integer("end_axis")))
    if first != 1 || last != context.rank - 1 { try source.requireOrder() }
    if source.isMoved(rank: context.rank), first != 1 || last != context.rank - 1 {
      return reshape(source)
    }
    return CaffeCode(
      steps: [
        CaffeStep(
          "Flatten", "flatten_param",
          CaffeField.field("axis", first, unless: 1)
            + (last == context.rank - 1 ? [] : [CaffeField("end_axis", last)]))
      ], notes: source.orderNotes)
  },
  reshaping("reshape"), reshaping("squeeze"), reshaping("unsqueeze"),
  CaffeOperation("permute") { source throws(Refusal) in
    let (context, rank) = (source.context, source.context.rank)
    var order = (context.integers("axes") ?? Array((1..<max(rank, 1)).reversed())).map(context.axis)
    if order.count == rank - 1 { order.insert(0, at: 0) }
    var placed = order
    for (axis, former) in order.enumerated() { placed[source.place(axis)] = source.place(former) }
    var code = CaffeCode.layer("Permute", "permute_param", placed.map { CaffeField("order", $0) })
    code.notes = ["Permute \(forkNote)"]
    return code
  },
  CaffeOperation("crop") { source throws(Refusal) in
    try source.requireImage()
    let sizes = Array(source.sizes(source.context.output)[2...])
    guard let image = source.images[sizes] else {
      throw Refusal(
        "Caffe crops to another blob's size, and there is none before it of \(sizes[0])×\(sizes[1])")
    }
    let offsets = source.context.windows.map { -$0.before }
    var step = CaffeStep(
      "Crop", "crop_param",
      Set(offsets).count == 1
        ? CaffeField.field("offset", offsets[0], unless: 0) : offsets.map { CaffeField("offset", $0) })
    step.bottoms = [.input(0), .blob(image)]
    return CaffeCode(steps: [step])
  },
]

private func reshaping(_ kind: String) -> CaffeOperation {
  CaffeOperation(kind) { source throws(Refusal) in
    try source.requireOrder()
    return reshape(source)
  }
}

/// The sizes that come out; the batch is kept, whatever it is.
private func reshape(_ source: CaffeSource) -> CaffeCode {
  var sizes = source.sizes(source.context.output)
  if sizes.first == source.context.shape.dimensions.first { sizes[0] = 0 }
  return .layer("Reshape", "reshape_param", [CaffeField("shape", .sizes(sizes))])
}

let caffeSelecting: [CaffeOperation] = [
  CaffeOperation("split") { source in
    let context = source.context
    let axis = context.namedAxis
    var (edge, points): (Int, [CaffeField]) = (0, [])
    for part in context.outputs.dropLast() {
      edge += part[axis]
      points.append(CaffeField("slice_point", edge))
    }
    return slice(source, axis, points, tops: context.outputs.count)
  },
  CaffeOperation("slice") { source throws(Refusal) in
    let context = source.context
    if context.integer("step") > 1 { throw Refusal("Caffe takes every element of a stretch") }
    let axis = context.namedAxis
    let (size, length) = (context.shape[axis], context.output[axis])
    let given = context.optionalInteger("start") ?? 0
    let start = min(max(given < 0 ? given + size : given, 0), size)
    let edges = [start, start + length].filter { $0 > 0 && $0 < size }
    if edges.isEmpty { return .copy }
    var code = slice(source, axis, edges.map { CaffeField("slice_point", $0) }, tops: edges.count + 1)
    code.firstTop = start > 0 ? 1 : 0
    return code
  },
  CaffeOperation("repeat") { source in
    let context = source.context
    var steps: [CaffeStep] = []
    for axis in 0..<context.rank where context.output[axis] != context.shape[axis] {
      var step = CaffeStep(
        "Tile", "tile_param",
        CaffeField.field("axis", source.place(axis), unless: 1)
          + [CaffeField("tiles", context.output[axis] / max(context.shape[axis], 1))])
      step.suffix = "_\(steps.count + 1)"
      steps.append(step)
    }
    if steps.isEmpty { return .copy }
    steps[steps.count - 1].suffix = ""
    return CaffeCode(steps: steps)
  },
  CaffeOperation("reduce") { source throws(Refusal) in
    let (context, rank) = (source.context, source.context.rank)
    let operations = ["sum": "SUM", "mean": "MEAN", "l1": "ASUM"]
    guard let operation = operations[context.word("function")] else {
      throw Refusal("Caffe's Reduction has no \(context.word("function").quoted)")
    }
    let axes = (context.integers("axes")?.map(context.axis) ?? Array(1..<max(rank, 2)))
      .map { source.place($0) }.sorted()
    guard let first = axes.first, axes == Array(first..<rank) else {
      throw Refusal("Caffe's Reduction takes all axes from one on")
    }
    var step = CaffeStep(
      "Reduction", "reduction_param",
      (operation == "SUM" ? [] : [CaffeField("operation", word: operation)]) + [CaffeField("axis", first)])
    guard context.flag("keep_axes") else { return CaffeCode(steps: [step]) }
    step.suffix = "_reduction"
    return CaffeCode(steps: [step] + reshape(source).steps)
  },
]

private func slice(_ source: CaffeSource, _ axis: Int, _ points: [CaffeField], tops: Int) -> CaffeCode {
  var step = CaffeStep(
    "Slice", "slice_param", CaffeField.field("axis", source.place(axis), unless: 1) + points)
  step.tops = tops
  return CaffeCode(steps: [step])
}
