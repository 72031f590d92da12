import NetworkModel

let caffeConvolutions: [CaffeOperation] = [
  CaffeOperation("conv") { source throws(Refusal) in
    CaffeCode(steps: [try convolution("Convolution", source, groups: source.context.integer("groups"))])
  },
  CaffeOperation("depthwise_conv") { source throws(Refusal) in
    CaffeCode(steps: [try convolution("Convolution", source, groups: source.context.channels)])
  },
  CaffeOperation("separable_conv") { source throws(Refusal) in
    let channels = source.context.channels
    var deep = try convolution(
      "Convolution", source, groups: channels, filters: channels * source.context.integer("multiplier"),
      bias: false)
    deep.suffix = "_depthwise"
    return CaffeCode(steps: [deep, pointwise(source)])
  },
  CaffeOperation("conv_transpose") { source throws(Refusal) in
    CaffeCode(steps: [try convolution("Deconvolution", source, groups: source.context.integer("groups"))])
  },
]

/// A matrix at each place of an image.
func pointwise(_ source: CaffeSource) -> CaffeStep {
  var step = CaffeStep(
    "Convolution", "convolution_param",
    [CaffeField("num_output", source.sizes(source.context.output)[1])]
      + CaffeField.field("bias_term", source.context.flag("bias"), unless: true)
      + [CaffeField("kernel_size", 1)])
  step.sharable = source.context.flag("bias") ? 2 : 1
  return step
}

private func convolution(
  _ type: String, _ source: CaffeSource, groups: Int, filters: Int? = nil, bias: Bool? = nil
) throws(Refusal) -> CaffeStep {
  try source.requireImage()
  let (context, windows) = (source.context, source.context.windows)
  let bias = bias ?? context.flag("bias")
  guard context.agrees(with: { (window: inout Window) in window.rounding = .floor }) else {
    throw context.misfit
  }
  let dilations = windows.map(\.dilation)
  var step = CaffeStep(
    type, "convolution_param",
    [CaffeField("num_output", filters ?? source.sizes(context.output)[1])]
      + CaffeField.field("bias_term", bias, unless: true)
      + CaffeField.extent("pad", windows.map(\.before), unless: 0)
      + CaffeField.extent("kernel_size", stem: "kernel", windows.map(\.kernel))
      + CaffeField.field("group", groups, unless: 1)
      + CaffeField.extent("stride", windows.map(\.stride), unless: 1)
      // The only one that has no form for each axis but a list.
      + (Set(dilations).count > 1
        ? dilations.map { CaffeField("dilation", $0) }
        : CaffeField.field("dilation", dilations.first ?? 1, unless: 1)))
  step.sharable = bias ? 2 : 1
  return step
}

let caffePools: [CaffeOperation] = [
  CaffeOperation("max_pool") { source throws(Refusal) in try pool("MAX", source) },
  CaffeOperation("avg_pool") { source throws(Refusal) in
    var code = try pool("AVE", source)
    let windows = source.context.windows
    // With padding at both ends Caffe averages over it; a window past the end is cut there.
    let isUneven = windows.contains { $0.before != $0.after && !($0.followsInput && $0.before == 0) }
    if isUneven || windows.contains(where: { $0.followsInput && $0.before > 0 }) {
      code.notes.append("averages over another part of the padding at the image's edges")
    }
    return code
  },
  adaptivePool("adaptive_max_pool", "MAX"), adaptivePool("adaptive_avg_pool", "AVE"),
  globalPool("global_max_pool", "MAX"), globalPool("global_avg_pool", "AVE"),
]

/// Caffe rounds pools up in its own way; since 2018 it can be told to round down.
private func pool(_ method: String, _ source: CaffeSource) throws(Refusal) -> CaffeCode {
  try source.requireImage()
  let (context, windows) = (source.context, source.context.windows)
  if windows.contains(where: { $0.dilation > 1 }) { throw Refusal("Caffe's pooling has no dilation") }
  if let wide = windows.first(where: { $0.before >= $0.kernel }) {
    throw Refusal("Caffe pads a pool of \(wide.kernel) by less than that, not by \(wide.before)")
  }
  let isPadded = windows.contains { $0.before > 0 }
  func agrees(_ rounding: Rounding) -> Bool {
    context.agrees { (window: inout Window) in (window.rounding, window.layerIsPadded) = (rounding, isPadded)
    }
  }
  let roundsUp = agrees(.ceilCaffe)
  guard roundsUp || agrees(.floor) else {
    throw context.misfit
  }
  var code = CaffeCode.layer(
    "Pooling", "pooling_param",
    [CaffeField("pool", word: method)]
      + CaffeField.extent("pad", windows.map(\.before), unless: 0)
      + CaffeField.extent("kernel_size", stem: "kernel", windows.map(\.kernel))
      + CaffeField.extent("stride", windows.map(\.stride), unless: 1)
      + (roundsUp ? [] : [CaffeField("round_mode", word: "FLOOR")]))
  if !roundsUp {
    code.notes = ["rounds down, which Caffe's pooling can since 2018: an older one does not know round_mode"]
  }
  return code
}

extension LayerContext {
  /// Whether windows of another rule, padded at both ends as at the first, come to the layer's size; they then
  /// stand in the same places.
  fileprivate func agrees(with change: (inout Window) -> Void) -> Bool {
    windows.enumerated().allSatisfy { axis, window in
      var window = window
      (window.after, window.followsInput) = (window.before, false)
      if window.outputPadding != nil { window.outputPadding = 0 }
      change(&window)
      guard case .size(let size, _) = window.outcome(on: input.spatialSize(axis)) else { return false }
      return size == outputSize(axis)
    }
  }

  /// Why Caffe's windows come to another size.
  fileprivate var misfit: Refusal {
    if windows.contains(where: { ($0.outputPadding ?? 0) > 0 }) {
      return Refusal("Caffe's Deconvolution has no output padding")
    }
    guard let uneven = windows.first(where: { $0.before != $0.after }) else {
      return Refusal("Caffe rounds in another way, which gives another size")
    }
    return Refusal(
      "its padding is \(uneven.before) before and \(uneven.after) after, and Caffe pads both ends alike")
  }
}

/// Parts of equal size are windows.
private func adaptivePool(_ kind: String, _ method: String) -> CaffeOperation {
  CaffeOperation(kind) { source throws(Refusal) in
    try source.requireImage()
    let context = source.context
    let pairs = (0..<2).map { (whole: context.input.spatialSize($0), parts: context.outputSize($0)) }
    guard pairs.allSatisfy({ $0.parts > 0 && $0.whole.isMultiple(of: $0.parts) }) else {
      throw Refusal("Caffe has no adaptive pooling, and the parts are not of one size")
    }
    let sizes = pairs.map { $0.whole / $0.parts }
    var code = CaffeCode.layer(
      "Pooling", "pooling_param",
      [CaffeField("pool", word: method)] + CaffeField.extent("kernel_size", stem: "kernel", sizes)
        + CaffeField.extent("stride", sizes, unless: 1))
    code.notes = ["is written as windows for this size of input"]
    return code
  }
}

private func globalPool(_ kind: String, _ method: String) -> CaffeOperation {
  CaffeOperation(kind) { source throws(Refusal) in
    try source.requireImage()
    var code = CaffeCode.layer(
      "Pooling", "pooling_param", [CaffeField("pool", word: method), CaffeField("global_pooling", true)])
    if !source.context.flag("keep_axes") {
      code.steps[0].suffix = "_global"
      code.steps.append(CaffeStep("Flatten"))
    }
    return code
  }
}
