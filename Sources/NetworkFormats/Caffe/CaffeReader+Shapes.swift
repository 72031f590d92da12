import NetworkModel

/// What arranges, cuts, repeats and reduces.
extension CaffeReader {
  static let shapeRules: [String: Rule] = [
    "flatten": flatten, "reshape": reshape, "permute": permute, "crop": crop, "tile": tile,
    "reduction": reduction, "argmax": largest, "shufflechannel": shuffle, "unsqueeze": unsqueezing,
    "transpose": transposition, "batchreindex": selection, "filter": selection,
  ]

  private static let flatten: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("flatten_param")
    return try reader.assembly.add(
      "flatten", layer.name, inputs,
      [
        "axis": try values.integer("axis").map { .integer($0) },
        "end_axis": try values.integer("end_axis").map { .integer($0) },
      ])
  }

  /// The axes from `axis` on, `num_axes` of them, get other sizes; 0 keeps one, −1 is what is left over.
  private static let reshape: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("reshape_param")
    guard let shape = inputs.first?.shape, let sizes = try values.shape("shape") else {
      return try reader.assembly.addOpaque(layer.type, layer.name, inputs, shapes: [nil])
    }
    let axis = try values.integer("axis") ?? 0
    let count = try values.integer("num_axes") ?? -1
    let first = axis < 0 ? axis &+ shape.rank &+ 1 : axis
    let end = count < 0 ? shape.rank : first.addingReportingOverflow(count).partialValue
    guard 0 <= first, first <= end, end <= shape.rank, sizes.count <= Shape.maximumRank else {
      throw layer.node.problem("layer \(layer.name.quoted): the axes to reshape are not among the input's")
    }
    let old = shape.dimensions
    let kept = sizes.enumerated().map { place, size in
      size == 0 && first + place < old.count ? old[first + place] : size
    }
    var new = old[..<first] + kept + old[end...]
    if let batch = new.first, batch == -1 {
      let rest = new.dropFirst().reduce(1) { $0.multipliedReportingOverflow(by: $1).partialValue }
      if rest > 0, shape.elements.value == rest.multipliedReportingOverflow(by: old[0]).partialValue {
        new[new.startIndex] = old[0]
      }
    }
    let keepsBatch = new.first == old.first
    return try reader.assembly.add(
      "reshape", layer.name, inputs,
      ["shape": .integers(keepsBatch ? new.dropFirst() : new), "batched": .flag(keepsBatch)])
  }

  private static let permute: Rule = { reader, layer, inputs throws(FileProblem) in
    var order = try layer.parameters("permute_param").integers("order")
    // Axes that are not named follow in their order.
    order += (0..<(inputs.first?.rank ?? 0)).filter { !order.contains($0) }
    return try reader.assembly.add("permute", layer.name, inputs, ["axes": .integers(order)])
  }

  /// Cuts the axes from `axis` on to the sizes of the second bottom.
  private static let crop: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("crop_param")
    let (axis, offsets) = (try values.integer("axis") ?? 2, try values.integers("offset"))
    guard inputs.count == 2, let shape = inputs[0].shape, let wanted = inputs[1].shape,
      shape.rank == wanted.rank, shape.rank > 2
    else {
      return try reader.assembly.addOpaque(layer.type, layer.name, inputs, shapes: [nil])
    }
    let first = axis < 0 ? axis &+ shape.rank : axis
    func margins(_ axis: Int) -> (before: Int, after: Int) {
      guard axis >= first, first >= 0 else { return (0, 0) }
      let place = min(axis - first, offsets.count - 1)
      let before = place >= 0 ? offsets[place] : 0
      return (before, shape[axis] &- before &- wanted[axis])
    }
    var cut = [inputs[0]]
    if margins(1) != (0, 0) {
      let (start, _) = margins(1)
      cut = try reader.assembly.add(
        "slice", "\(layer.name)_channels", cut,
        ["axis": .integer(1), "start": .integer(start), "end": .integer(start &+ wanted[1])])
    }
    return try reader.assembly.add(
      "crop", layer.name, cut,
      [
        "cropping": .list(
          (2..<shape.rank).map { axis in
            let (before, after) = margins(axis)
            return .list([.integer(before), .integer(after)])
          })
      ],
      note: "cut to the size of \(inputs[1].source.name.quoted)")
  }

  private static let tile: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("tile_param")
    let (axis, times) = (try values.integer("axis") ?? 1, try values.integer("tiles") ?? 1)
    let rank = inputs.first?.rank ?? 2
    let place = axis < 0 ? axis &+ rank : axis
    if place == 0, (1...64).contains(times) {
      let copies = Array(repeating: inputs, count: times).flatMap(\.self)
      return try reader.assembly.add("concat", layer.name, copies, ["axis": .integer(0)])
    }
    return try reader.assembly.add(
      "repeat", layer.name, inputs, ["repeats": .integers((1..<max(rank, 2)).map { $0 == place ? times : 1 })]
    )
  }

  /// Makes one number of all from `axis` on.
  private static let reduction: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("reduction_param")
    let operation = try values.word("operation", of: ["", "SUM", "ASUM", "SUMSQ", "MEAN"]) ?? "SUM"
    let axis = try values.integer("axis") ?? 0
    let rank = inputs.first?.rank ?? 1
    let first = axis < 0 ? axis &+ rank : axis
    let functions = ["ASUM": "l1", "MEAN": "mean"]
    if first < 1 { reader.assembly.tell("Caffe makes one number of the whole batch", of: layer.name) }
    let inputs =
      operation == "SUMSQ"
      ? try reader.assembly.apply([.power(2)], "\(layer.name)_squares", inputs) : inputs
    let factor = try values.real("coeff") ?? 1
    let reduced = try reader.assembly.add(
      "reduce", factor == 1 ? layer.name : "\(layer.name)_reduced", inputs,
      [
        "function": .word(functions[operation] ?? "sum"),
        "axes": .integers(max(first, 1)..<max(rank, max(first, 1))), "keep_axes": .flag(false),
      ])
    return factor == 1 ? reduced : try reader.assembly.apply([.multiply(by: factor)], layer.name, reduced)
  }

  private static let largest: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("argmax_param")
    let count = try values.integer("top_k") ?? 1
    guard var shape = inputs.first?.shape else {
      return try reader.assembly.addOpaque(layer.type, layer.name, inputs, shapes: [nil])
    }
    if let axis = try values.integer("axis") {
      let place = axis < 0 ? axis &+ shape.rank : axis
      if (1..<max(shape.rank, 1)).contains(place) { shape[place] = count }
    } else {
      let rows = try values.flag("out_max_val") == true ? 2 : 1
      let others = Array(repeating: 1, count: max(shape.rank - 3, 0))
      shape = Shape([shape[0], rows, count] + others) ?? shape
    }
    return try reader.assembly.addOpaque(layer.type, layer.name, inputs, shapes: [shape])
  }

  /// Deals the channels out anew, the first of each group before the second of any.
  private static let shuffle: Rule = { reader, layer, inputs throws(FileProblem) in
    let groups = try layer.parameters("shuffle_channel_param").integer("group") ?? 1
    guard let shape = inputs.first?.shape, shape.rank == 4, groups > 0, shape[1] % groups == 0 else {
      return try reader.assembly.addOpaque(layer.type, layer.name, inputs, shapes: [inputs.first?.shape])
    }
    func reshape(
      _ name: String, _ tensors: [ImportedTensor], _ channels: [Int]
    ) throws(FileProblem) -> [ImportedTensor] {
      try reader.assembly.add(
        "reshape", name, tensors, ["shape": .integers(channels + [shape[2], shape[3]])])
    }
    let apart = try reshape("\(layer.name)_groups", inputs, [groups, shape[1] / groups])
    let dealt = try reader.assembly.add(
      "permute", "\(layer.name)_order", apart, ["axes": .integers([0, 2, 1, 3, 4])])
    return try reshape(layer.name, dealt, [shape[1]])
  }

  private static let unsqueezing: Rule = { reader, layer, inputs throws(FileProblem) in
    let axis = try layer.parameters("unsqueeze_param").integer("dim")
    return try reader.assembly.add(
      "unsqueeze", layer.name, inputs, ["axes": axis.map { .integers([$0]) }])
  }

  /// Puts all axes in another order, as networks that read text do.
  private static let transposition: Rule = { reader, layer, inputs throws(FileProblem) in
    let order = try layer.parameters("transpose_param").integers("dim")
    return try reader.assembly.add("permute", layer.name, inputs, ["axes": .integers(order)])
  }

  /// Some examples of the batch: those that the last bottom numbers, or does not rule out.
  private static let selection: Rule = { reader, layer, inputs throws(FileProblem) in
    let count = layer.typeKey == "batchreindex" ? inputs.last?.shape?.dimensions.first : nil
    let shapes = layer.tops.indices.map { place -> Shape? in
      guard place < inputs.count, var shape = inputs[place].shape else { return nil }
      if let count { shape[0] = count }
      return shape
    }
    return try reader.assembly.addOpaque(layer.type, layer.name, inputs, shapes: shapes)
  }
}
