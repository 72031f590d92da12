import NetworkModel

let kerasResizing: [KerasOperation] = [
  KerasOperation("pad") { context throws(Refusal) in
    let margins = context.windows.map { (before: $0.before, after: $0.after) }
    if margins.allSatisfy({ $0 == (0, 0) }) { return .function(.input(0)) }
    switch context.word("mode") {
    case "constant": return .adaptor(context.pad(margins))
    case "reflect":
      // PyTorch's backend reflects three axes at the end only.
      let isTurned = context.spatialRank > 2 && context.input.layout == .channelsLast
      let padded = Python.call(
        "ops.pad",
        [
          .positional(
            "x", isTurned ? .call("ops.moveaxis", .input(0), .integer(-1), .integer(1)) : .input(0)),
          .positional("pad_width", context.widths(margins, from: isTurned ? 2 : nil)),
          .keyword("mode", .text("reflect")),
        ])
      return .function(isTurned ? .call("ops.moveaxis", padded, .integer(1), .integer(-1)) : padded)
    case let mode: throw Refusal("Keras has no padding that is \(mode)")
    }
  },
  KerasOperation("crop") { context in
    .adaptor(context.crop(context.windows.map { (before: -$0.before, after: -$0.after) }))
  },
  KerasOperation("resize") { context throws(Refusal) in try resized(context) },
  KerasOperation("pixel_shuffle") { context in
    let (factor, layout) = (context.integer("factor"), context.input.layout)
    let channels = [context.channels / (factor * factor), factor, factor]
    let sizes = (0..<2).map { context.input.spatialSize($0) }
    return shuffled(
      context, layout == .channelsFirst ? channels + sizes : sizes + channels, order: [1, 4, 2, 5, 3])
  },
  KerasOperation("pixel_unshuffle") { context in
    let (factor, layout) = (context.integer("factor"), context.input.layout)
    let sizes = (0..<2).flatMap { [context.outputSize($0), factor] }
    let parts = layout == .channelsFirst ? [context.channels] + sizes : sizes + [context.channels]
    return shuffled(context, parts, order: [1, 3, 5, 2, 4])
  },
]

private func resized(_ context: LayerContext) throws(Refusal) -> LayerCode {
  let mode = context.word("mode")
  if mode == "area" { return adaptivePool(context, "AdaptiveAveragePooling#") }
  let words = ["nearest": "nearest", "linear": "bilinear", "cubic": "bicubic"]
  guard let word = words[mode] else { throw Refusal("Keras does not interpolate by \(mode)") }
  if context.spatialRank != 2 {
    guard mode == "nearest", let factor = context.enlargement,
      context.spatialRank == 3 || context.input.layout == .channelsLast
    else { throw Refusal("Keras resizes along two axes only, and along others by repeating elements") }
    let format = context.spatialRank == 3 ? [context.dataFormat] : []
    return .module(
      context.spatialLayer("UpSampling#", [.positional("size", .extent(factor))] + format)
    )
  }
  let isWhole = (0..<2).allSatisfy { context.outputSize($0).isMultiple(of: context.input.spatialSize($0)) }
  var notes: [String] = []
  if mode == "nearest", !isWhole {
    notes.append("takes the element nearest to a pixel's centre, not the one before it")
  } else if mode == "linear", let scale = context.ownScale, !isWhole,
    scale * Double(context.input.spatialSize(0)) != Double(context.outputSize(0))
      || scale * Double(context.input.spatialSize(1)) != Double(context.outputSize(1))
  {
    notes.append("samples by the ratio of the sizes, not by the scale of \(scale)")
  } else if mode == "cubic" {
    notes.append("interpolates as Keras' backend does: TensorFlow by other weights than PyTorch")
  }
  let interpolation = Python.Argument.keyword("interpolation", .text(word), or: .text("nearest"))
  if let factor = context.enlargement {
    var code = LayerCode.module(
      .call("layers.UpSampling2D", [.positional("size", .extent(factor)), context.dataFormat, interpolation]))
    code.notes = notes
    return code
  }
  var code = LayerCode.module(
    .call(
      "layers.Resizing",
      [
        .positional("height", .integer(context.outputSize(0))),
        .positional("width", .integer(context.outputSize(1))),
        .keyword("interpolation", .text(word), or: .text("bilinear")), context.dataFormat,
      ]))
  code.notes = notes
  return code
}

/// Pixels and channels change places: the axes are taken apart, put in another order and joined again.
private func shuffled(_ context: LayerContext, _ parts: [Int], order: [Int]) -> LayerCode {
  var code = LayerCode.module(
    .call(
      "layers.Reshape", [.positional("target_shape", .numbers(Array(context.output.dimensions.dropFirst())))])
  )
  code.before = [
    .layer(.call("layers.Reshape", [.positional("target_shape", .numbers(parts))]), suffix: "_parts"),
    .layer(.call("layers.Permute", [.positional("dims", .numbers(order))]), suffix: "_order"),
  ]
  return code
}
