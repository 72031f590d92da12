import NetworkModel

/// Functions among a functional model's layers that put elements elsewhere.
extension KerasReader {
  static let shapeFunctionRules: [String: FunctionRule] = [
    "reshape": reshaped, "flatten": flattened, "transpose": transposed, "swapaxes": exchanged,
    "moveaxis": moved, "expand_dims": expanded, "squeeze": squeezed, "concat": joined, "concatenate": joined,
    "stack": stacked, "unstack": unstacked, "split": divided, "pad": padded, "tile": tiled,
    "repeat": repeated,
    "getitem": indexed, "get_item": indexed, "take": gathered, "gather": gathered,
    "broadcast_to": broadcasted, "one_hot": encoded,
    "top_k": highest, "einsum": contracted,
  ]

  // MARK: - Order

  /// The first size is the batch's.
  private static let reshaped: FunctionRule = { reader, function throws(FileProblem) in
    guard let sizes = function.argument("newshape", "shape", at: 1)?.integers, sizes.count > 1 else {
      return try reader.addOpaque(function.layer, function.inputs)
    }
    if let shape = function.inputs.first?.shape, function.layer.leading == 0, !sizes.dropFirst().contains(-1)
    {
      let each = sizes.dropFirst().reduce(Count(1)) { $0 * Count($1) }.value
      if let each, each > 0,
        shape.elements.value != each.multipliedReportingOverflow(by: shape[0]).partialValue
      {
        // Parts of the examples are put in the place of the batch.
        return try reader.add(
          "reshape", function.layer.name, function.inputs.one,
          ["shape": .integers(sizes), "batched": .flag(false)])
      }
    }
    let kept = Array(repeating: 0, count: function.layer.leading)
    return try reader.add(
      "reshape", function.layer.name, function.inputs.one, ["shape": .integers(kept + sizes.dropFirst())])
  }

  private static let flattened: FunctionRule = { reader, function throws(FileProblem) in
    try reader.add("flatten", function.layer.name, function.inputs.one)
  }

  private static let transposed: FunctionRule = { reader, function throws(FileProblem) in
    let axes = function.argument("axes", "perm", at: 1)?.integers
    return try reader.permute(
      function, axes ?? (0..<(function.inputs.rank ?? 0)).reversed())
  }

  private static let exchanged: FunctionRule = { reader, function throws(FileProblem) in
    var axes = Array(0..<(function.inputs.rank ?? 0))
    let (first, second) = (function.argument("axis1")?.integer, function.argument("axis2")?.integer)
    if let first = first.map(function.place), let second = second.map(function.place),
      axes.indices.contains(first), axes.indices.contains(second)
    {
      axes.swapAt(first, second)
    }
    return try reader.permute(function, axes)
  }

  private static let moved: FunctionRule = { reader, function throws(FileProblem) in
    var axes = Array(0..<(function.inputs.rank ?? 0))
    if let source = function.argument("source")?.integer.map(function.place),
      let goal = function.argument("destination")?.integer.map(function.place),
      axes.indices.contains(source), axes.indices.contains(goal)
    {
      axes.insert(axes.remove(at: source), at: goal)
    }
    return try reader.permute(function, axes)
  }

  private mutating func permute(
    _ function: KerasFunction, _ axes: [Int]
  ) throws(FileProblem) -> [ImportedTensor] {
    if axes.isEmpty { return try addOpaque(function.layer, function.inputs) }
    return try add("permute", function.layer.name, function.inputs.one, ["axes": .integers(axes)])
  }

  private static let expanded: FunctionRule = { reader, function throws(FileProblem) in
    let axes = function.axes("axis", "dim", at: 1) ?? [-1]
    return try reader.add("unsqueeze", function.layer.name, function.inputs.one, ["axes": .integers(axes)])
  }

  private static let squeezed: FunctionRule = { reader, function throws(FileProblem) in
    let axes = function.axes("axis", "squeeze_dims", at: 1)
    return try reader.add(
      "squeeze", function.layer.name, function.inputs.one, ["axes": axes.map { .integers($0) }])
  }

  // MARK: - Several tensors

  private static let joined: FunctionRule = { reader, function throws(FileProblem) in
    let axis = function.axis(or: -1)
    let channels = function.inputs.rank.map { reader.assembly.settings.layout.channelAxis(rank: $0) }
    return try reader.add(
      "concat", function.layer.name, function.inputs.tensors,
      ["axis": function.place(axis) == channels ? nil : .integer(axis)])
  }

  private static let stacked: FunctionRule = { reader, function throws(FileProblem) in
    let (axis, name) = (function.axis(or: 0), function.layer.name)
    var parts: [ImportedTensor] = []
    for (place, tensor) in function.inputs.tensors.enumerated() {
      parts += try reader.add(
        "unsqueeze", "\(name)_part\(place + 1)", [tensor], ["axes": .integers([axis])])
    }
    return try reader.add("concat", name, parts, ["axis": .integer(axis)])
  }

  private static let unstacked: FunctionRule = { reader, function throws(FileProblem) in
    let axis = function.axis(or: 0)
    let count = function.inputs.first?.shape.flatMap { shape in
      shape.dimensions.indices.contains(function.place(axis)) ? shape[function.place(axis)] : nil
    }
    guard let count, count <= 1024 else { return try reader.addOpaque(function.layer, function.inputs) }
    var parts: [ImportedTensor] = []
    for place in 0..<count where function.inputs.used.contains(place) || place == 0 {
      while parts.count < place { parts.append(parts[0]) }
      parts += try reader.add(
        "gather", place == 0 ? function.layer.name : "\(function.layer.name)_\(place)", function.inputs.one,
        ["axis": .integer(axis), "indices": .integers([place]), "keep_axes": .flag(false)])
    }
    return parts
  }

  /// Into equal parts, into parts of sizes (TensorFlow), or at places (Keras 3).
  private static let divided: FunctionRule = { reader, function throws(FileProblem) in
    let axis = function.axis(or: 0)
    var values: ImportedValues = ["axis": .integer(axis)]
    let length = function.inputs.first?.shape.flatMap { shape in
      shape.dimensions.indices.contains(function.place(axis)) ? shape[function.place(axis)] : nil
    }
    var count = function.argument("indices_or_sections", "num_or_size_splits", "num_split")?.integer
    if let parts = count {
      values.set("parts", .integer(parts))
    } else if let sizes = function.argument("num_or_size_splits")?.integers {
      values.set("sizes", .integers(sizes))
      count = sizes.count
    } else if let places = function.argument("indices_or_sections")?.integers, let length {
      values.set("sizes", .integers(zip([0] + places, places + [length]).map { $1 &- $0 }))
      count = places.count + 1
    } else {
      return try reader.addOpaque(function.layer, function.inputs)
    }
    return try reader.add(
      "split", function.layer.name, function.inputs.one, values, outputs: min(max(count ?? 1, 1), 1024))
  }

  // MARK: - More and less

  private static let padded: FunctionRule = { reader, function throws(FileProblem) in
    let sides = function.argument("pad_width", "paddings", at: 1)?.children.map { $0.integers ?? [] } ?? []
    let added = function.shape { axis, size in
      axis < sides.count ? sides[axis].reduce(size) { $0 &+ $1 } : size
    }
    let layout = reader.assembly.settings.layout
    let rank = function.inputs.rank ?? 0
    guard sides.count == rank, rank > 2, sides.allSatisfy({ $0.count == 2 && $0.allSatisfy { $0 >= 0 } }),
      sides[0] == [0, 0], sides[layout.channelAxis(rank: rank)] == [0, 0]
    else { return try reader.addOpaque(function.layer, function.inputs, shape: added) }
    let first = layout.firstSpatialAxis
    let modes = ["reflect": "reflect", "edge": "replicate", "wrap": "circular"]
    return try reader.add(
      "pad", function.layer.name, function.inputs.one,
      [
        "padding": .list(sides[first..<first + rank - 2].map { .integers($0) }),
        "mode": function.argument("mode")?.string.flatMap { modes[$0.lowercased()] }.map { .word($0) },
      ])
  }

  private static let tiled: FunctionRule = { reader, function throws(FileProblem) in
    let times = function.argument("repeats", "multiples", at: 1)?.integers ?? []
    guard times.count == function.inputs.rank, times.first == 1 else {
      return try reader.addOpaque(function.layer, function.inputs)
    }
    return try reader.add(
      "repeat", function.layer.name, function.inputs.one, ["repeats": .integers(times.dropFirst())])
  }

  private static let repeated: FunctionRule = { reader, function throws(FileProblem) in
    guard let times = function.argument("repeats", at: 1)?.integer, let axis = function.axes("axis")?.first,
      let rank = function.inputs.rank, (1..<rank).contains(function.place(axis))
    else { return try reader.addOpaque(function.layer, function.inputs) }
    let place = function.place(axis)
    return try reader.add(
      "repeat", function.layer.name, function.inputs.one,
      ["repeats": .integers((1..<rank).map { $0 == place ? times : 1 })],
      note: "each element stands beside its copies")
  }

  private static let broadcasted: FunctionRule = { reader, function throws(FileProblem) in
    guard let sizes = function.argument("shape", at: 1)?.integers, sizes.count == function.inputs.rank else {
      return try reader.addOpaque(function.layer, function.inputs)
    }
    return try reader.add(
      "expand", function.layer.name, function.inputs.one, ["shape": .integers(sizes.dropFirst())])
  }

  /// Layer by layer what stands between the brackets of `x[:, 0, 2:-1]`.
  private static let indexed: FunctionRule = { reader, function throws(FileProblem) in
    guard let given = function.argument("slice_spec", "key", at: 1), let rank = function.inputs.rank else {
      return try reader.addOpaque(function.layer, function.inputs)
    }
    var items = given.kind == .list ? Array(given.children) : [given]
    let taken = items.count { !$0.isNull && !$0.isEllipsis }
    if let place = items.firstIndex(where: \.isEllipsis) {
      items.replaceSubrange(place...place, with: Array(repeating: items[place], count: max(rank - taken, 0)))
    }
    var (tensors, axis, name) = (function.inputs.one, 0, function.layer.name)
    func next() { name = "\(function.layer.name)_axis\(axis + 1)" }
    for item in items {
      if item.isNull {
        tensors = try reader.add("unsqueeze", name, tensors, ["axes": .integers([axis])])
      } else if let place = item.integer, axis == 0, let shape = tensors.first?.shape {
        // What stands first is no batch, or is one no more.
        let part = try reader.add(
          "slice", "\(name)_part", tensors,
          ["axis": .integer(0), "start": .integer(place), "end": place == -1 ? nil : .integer(place &+ 1)])
        tensors = try reader.add(
          "reshape", name, part, ["shape": .integers(shape.dimensions.dropFirst()), "batched": .flag(false)])
        next()
        continue
      } else if let place = item.integer {
        tensors = try reader.add(
          "gather", name, tensors,
          ["axis": .integer(axis), "indices": .integers([place]), "keep_axes": .flag(false)])
        next()
        continue
      } else if let range = item.slice {
        let values: ImportedValues = [
          "axis": .integer(axis), "start": range.start.map { .integer($0) },
          "end": range.end.map { .integer($0) }, "step": range.step.map { .integer($0) },
        ]
        if range.start != nil || range.end != nil || range.step != nil {
          if let step = range.step, step < 1 { return try reader.addOpaque(function.layer, function.inputs) }
          tensors = try reader.add("slice", name, tensors, values)
          next()
        }
      } else if !item.isEllipsis {
        return try reader.addOpaque(function.layer, function.inputs)
      }
      axis += 1
    }
    return tensors.first?.source == function.inputs.first?.source
      ? try reader.apply("linear", named: name, tensors) : tensors
  }

  private static let gathered: FunctionRule = { reader, function throws(FileProblem) in
    guard let indices = function.argument("indices", at: 1), let places = indices.integers,
      function.inputs.tensors.count == 1, let axis = function.axes("axis")?.first
    else { return try reader.addOpaque(function.layer, function.inputs) }
    return try reader.add(
      "gather", function.layer.name, function.inputs.one,
      [
        "axis": .integer(axis), "indices": .integers(places), "keep_axes": .flag(indices.kind == .list),
      ])
  }

  // MARK: - Tables

  private static let encoded: FunctionRule = { reader, function throws(FileProblem) in
    let count = function.argument("num_classes", "depth", at: 1)?.integer
    let shape = count.flatMap { count in
      function.inputs.first?.shape.flatMap { Shape($0.dimensions + [count]) }
    }
    return try reader.addOpaque(function.layer, function.inputs, shape: shape)
  }

  /// A size for each letter of the output.
  private static let contracted: FunctionRule = { reader, function throws(FileProblem) in
    let parts = (function.argument("subscripts", "equation")?.string ?? "").filter { $0 != " " }
      .split { $0 == "," || $0 == "-" || $0 == ">" }
    var sizes: [Character: Int] = [:]
    for (letters, tensor) in zip(parts, function.inputs.tensors) {
      for (letter, size) in zip(letters, tensor.shape?.dimensions ?? []) { sizes[letter] = size }
    }
    let output = parts.count == function.inputs.tensors.count + 1 ? parts[parts.count - 1] : ""
    let dimensions = output.compactMap { sizes[$0] }
    return try reader.addOpaque(
      function.layer, function.inputs,
      shape: !output.isEmpty && dimensions.count == output.count ? Shape(dimensions) : nil)
  }

  /// The values, and their places.
  private static let highest: FunctionRule = { reader, function throws(FileProblem) in
    let count = function.argument("k", at: 1)?.integer
    let shape = count.flatMap { count in
      function.shape { axis, size in axis + 1 == function.inputs.rank ? count : size }
    }
    return try reader.addOpaque(function.layer, function.inputs, shape: shape, others: shape)
  }
}

extension SyntaxNode {
  fileprivate var isEllipsis: Bool { self["class_name"]?.string == "__ellipsis__" }

  /// `start:end:step`
  fileprivate var slice: (start: Int?, end: Int?, step: Int?)? {
    guard kind == .object, !isEllipsis else { return nil }
    let range = self["config"] ?? self
    return (range["start"]?.integer, range["stop"]?.integer, range["step"]?.integer)
  }
}
