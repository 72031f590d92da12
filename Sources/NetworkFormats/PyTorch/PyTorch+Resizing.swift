import NetworkModel

let pyTorchResizing: [PyTorchOperation] = [
  PyTorchOperation("pad", .channelsFirst) { layer in
    let margins = layer.context.windows.map { (before: $0.before, after: $0.after) }
    let mode = layer.context.word("mode")
    if margins.allSatisfy({ $0 == (0, 0) }) { return .function(.input(0)) }
    if mode == "constant" {
      return .adaptor(.pad(margins))
    }
    let module = ["reflect": "ReflectionPad", "replicate": "ReplicationPad", "circular": "CircularPad"]
    let numbers = Python.numbers(margins.reversed().flatMap { [$0.before, $0.after] })
    return .module(layer.spatial(module[mode] ?? "ReplicationPad", [.positional("padding", numbers)]))
  },
  PyTorchOperation("crop", .channelsFirst) { layer in
    .adaptor(.crop(layer.context.windows.map { (before: -$0.before, after: -$0.after) }))
  },
  PyTorchOperation("resize", .channelsFirst) { layer throws(Refusal) in
    let context = layer.context
    let word = context.word("mode")
    guard let mode = interpolation(word, axes: context.spatialRank) else {
      throw Refusal("PyTorch interpolates by \(word) along two axes only")
    }
    let size: Python.Argument =
      context.extent("size").map { .keyword("size", .extent(context.values(of: $0))) }
      ?? .keyword(
        "scale_factor", context.enlargement.map { .extent($0) } ?? .real(context.real("scale")))
    return .module(.call("nn.Upsample", [size, .keyword("mode", .text(mode), or: .text("nearest"))]))
  },
  shuffle("pixel_shuffle", "PixelShuffle", "upscale_factor"),
  shuffle("pixel_unshuffle", "PixelUnshuffle", "downscale_factor"),
]

private func interpolation(_ word: String, axes: Int) -> String? {
  switch word {
  case "nearest", "area": word
  case "linear": ["linear", "bilinear", "trilinear"][min(axes, 3) - 1]
  case "cubic": axes == 2 ? "bicubic" : nil
  default: nil
  }
}

private func shuffle(_ kind: String, _ module: String, _ argument: String) -> PyTorchOperation {
  PyTorchOperation(kind, .channelsFirst) { layer in
    .module(.call("nn.\(module)", [.positional(argument, .integer(layer.context.integer("factor")))]))
  }
}
