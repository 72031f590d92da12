import NetworkModel

let pyTorchSelecting: [PyTorchOperation] = [
  PyTorchOperation("expand", .any) { layer in
    let sizes = zip(layer.context.shape.dimensions, layer.context.output.dimensions).map {
      $0 == $1 ? -1 : $1
    }
    return sizes.allSatisfy { $0 == -1 }
      ? .function(.input(0)) : .function(perAxis("expand", layer.placed(sizes)))
  },
  PyTorchOperation("repeat", .any) { layer in
    guard let times = layer.context.integers("repeats") else { return .function(.input(0)) }
    return .function(perAxis("repeat", layer.placed([1] + times)))
  },
  PyTorchOperation("slice", .any) { layer in
    .function(Python.input(0).along(layer.place(of: "axis"), layer.context.range))
  },
  PyTorchOperation("split", .any) { layer in
    let context = layer.context
    let axis = Python.Argument.keyword("dim", .integer(layer.place(context.namedAxis)))
    let forward: Python =
      context.integers("sizes").map { sizes in
        .call(
          "torch.split",
          [.positional("tensor", .input(0)), .positional("sizes", .list(sizes.map { .integer($0) })), axis])
      }
      ?? .call(
        "torch.chunk",
        [.positional("input", .input(0)), .positional("chunks", .integer(context.outputs.count)), axis])
    if context.outputs.count == 1 { return .function(.input(0)) }
    return LayerCode(forward: forward, pattern: .tuple(context.outputs.indices.map { .output($0) }))
  },
  PyTorchOperation(
    "gather", order: AxisOrder.ofKept
  ) { layer in
    let indices = layer.context.integers("indices") ?? [0]
    let item: Python =
      layer.context.flag("keep_axes") ? .list(indices.map { .integer($0) }) : .integer(indices.first ?? 0)
    return .function(Python.input(0).along(layer.place(of: "axis"), item))
  },
  PyTorchOperation(
    "reduce", order: AxisOrder.ofKept
  ) { layer throws(Refusal) in try reduction(layer) },
]

private func perAxis(_ method: String, _ values: [Int]) -> Python {
  Python.input(0).method(method, values.map { .positional("", .integer($0)) })
}

private func reduction(_ layer: PyTorchLayer) throws(Refusal) -> LayerCode {
  let context = layer.context
  let axes = (context.integers("axes").map { $0.map(context.axis) } ?? Array(1..<max(context.rank, 1)))
    .map { layer.place($0) }.sorted()
  if axes.isEmpty { return .function(.input(0)) }
  let keep = Python.Argument.keyword("keepdim", .flag(context.flag("keep_axes")), or: .flag(false))
  func over(_ axes: [Int]) -> Python.Argument {
    .keyword("dim", axes.count == 1 ? .integer(axes[0]) : .numbers(axes))
  }
  let name = context.word("function")
  switch name {
  case "mean", "sum", "logsumexp":
    return .function(Python.input(0).method(name, [over(axes), keep]))
  case "max", "min": return .function(Python.input(0).method("a\(name)", [over(axes), keep]))
  case "prod":
    // It takes one axis at a time; from the last on, so that the numbers of the others hold.
    return .function(
      axes.reversed().reduce(.input(0)) { value, axis in
        .call("torch.prod", [.positional("input", value), over([axis]), keep])
      })
  case "l1", "l2":
    return .function(
      .call(
        "torch.linalg.vector_norm",
        [
          .positional("x", .input(0)), .keyword("ord", .integer(name == "l1" ? 1 : 2), or: .integer(2)),
          over(axes), keep,
        ]))
  default: throw Refusal("PyTorch has no reduction \(name.quoted)")
  }
}
