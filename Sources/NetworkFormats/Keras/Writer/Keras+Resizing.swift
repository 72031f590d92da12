import NetworkModel

let kerasResizing: [KerasOperation] = [
  KerasOperation("pad") { context throws(Refusal) in
    let margins = context.windows.map { (before: $0.before, after: $0.after) }
    if margins.allSatisfy({ $0 == (0, 0) }) { return .function(.input(0)) }
    switch context.word("mode") {
    case "constant": return .adaptor(context.pad(margins))
    case "reflect":
      return .function(
        .call(
          "ops.pad",
          [
            .positional("x", .input(0)), .positional("pad_width", context.widths(margins)),
            .keyword("mode", .text("reflect")),
          ]))
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
  let interpolation = Python.Argument.keyword("interpolation", .text(word), or: .text("nearest"))
  if let factor = context.enlargement {
    return .module(
      .call("layers.UpSampling2D", [.positional("size", .extent(factor)), context.dataFormat, interpolation]))
  }
  return .module(
    .call(
      "layers.Resizing",
      [
        .positional("height", .integer(context.outputSize(0))),
        .positional("width", .integer(context.outputSize(1))),
        .keyword("interpolation", .text(word), or: .text("bilinear")), context.dataFormat,
      ]))
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
