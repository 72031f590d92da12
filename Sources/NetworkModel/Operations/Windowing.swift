// What convolution and pooling share: the attributes of a window, and the size they come to.

let kernel = Attribute<Extent>(
  "kernel", .extent(1...Int.max), "Size of the kernel",
  spelled: [.pytorch: "kernel_size", .keras: "kernel_size", .onnx: "kernel_shape", .caffe: "kernel_size"])
let size = Attribute<Extent>(
  "size", .extent(1...Int.max), "Size of the window",
  spelled: [.pytorch: "kernel_size", .keras: "pool_size", .onnx: "kernel_shape", .caffe: "kernel_size"])
let stride = Attribute<Extent>(
  "stride", .extent(1...Int.max), "How far the window moves at each step",
  spelled: [.keras: "strides", .onnx: "strides"])
let dilation = Attribute<Extent>(
  "dilation", .extent(1...Int.max), "Distance between the window's elements; 1 is a dense window",
  spelled: [.keras: "dilation_rate", .onnx: "dilations"])

let padding = Attribute<Padding>(
  "padding", .padding([.same, .sameLower, .valid, .causal]),
  "What is added around the input: a number, one for each axis, or [before, after]",
  spelled: [.onnx: "pads / auto_pad", .caffe: "pad"])

let rounding = Attribute<Rounding>(
  "rounding", .choice(Rounding.allCases.map(\.rawValue)), "What a window that does not divide does",
  spelled: [.pytorch: "ceil_mode", .onnx: "ceil_mode", .caffe: "round_mode"])

extension OperationInput {
  /// The windows that the attributes describe, one for each spatial axis of the first input.
  /// - Throws: `input-rank`, `axis-count`, `attribute-out-of-range`, `overflow`
  func windows(kernel token: Attribute<Extent>) throws(ShapeProblem) -> Windows {
    try requireSpatialRank(1...Extent.maximumAxes)
    let axes = spatialRank
    let (kernel, stride) = (self[token], self[NetworkModel.stride])
    let (dilation, padding) = (self[NetworkModel.dilation], self[NetworkModel.padding])
    if !kernel.fits(axes: axes) { throw axisCountProblem(token.name, kernel.count, axes) }
    if !stride.fits(axes: axes) { throw axisCountProblem("stride", stride.count, axes) }
    if !dilation.fits(axes: axes) { throw axisCountProblem("dilation", dilation.count, axes) }
    if !padding.fits(axes: axes) { throw axisCountProblem("padding", padding.before.count, axes) }
    if padding.mode == .causal, axes != 1 {
      throw ShapeProblem(
        .attributeOutOfRange, "causal padding needs one spatial axis; the input has \(axes)",
        attribute: "padding")
    }
    let rounding = optional(NetworkModel.rounding) ?? networkRounding
    let isPadded = !padding.isZero
    func window(_ axis: Int) throws(ShapeProblem) -> Window {
      let sides = padding.sides(axis: axis, of: axes)
      var window = Window(
        kernel: kernel[axis], stride: stride[axis], dilation: dilation[axis], before: sides.before,
        after: sides.after, rounding: rounding, layerIsPadded: isPadded)
      if padding.mode != .explicit, padding.mode != .valid {
        try window.pad(as: padding.mode, input: spatialSize(axis))
      } else if padding.mode == .valid {
        // `valid` is defined as cutting off what is left over.
        window.rounding = .floor
      }
      return window
    }
    if kernel.count == 1, stride.count == 1, dilation.count == 1, padding.isUniform {
      return Windows(repeating: try window(0), count: axes)
    }
    var windows = Windows()
    for axis in 0..<axes { windows.append(try window(axis)) }
    return windows
  }

  func axisCountProblem(_ name: AttributeName, _ count: Int, _ axes: Int) -> ShapeProblem {
    ShapeProblem(
      .axisCount,
      "\(name) has \(count) numbers; the input has \(axes) spatial \(axes == 1 ? "axis" : "axes")",
      attribute: name)
  }

  /// The first input's shape behind its windows.
  func windowedShape(channels: Int) throws(ShapeProblem) -> Shape {
    try shape(channels: channels) { axis throws(ShapeProblem) in try windowOutput(axis) }
  }

  /// The kernel's sizes: `11·11`.
  var kernelVolume: Product {
    var product = Product()
    for axis in 0..<windows.count { product.append(windows[axis].kernel) }
    return product
  }

  /// The spatial sizes of a shape with as many axes as the first input: `55·55`.
  func spatialSizes(of shape: Shape) -> Product {
    var product = Product()
    for axis in 0..<spatialRank { product.append(shape[layout.firstSpatialAxis + axis]) }
    return product
  }

  /// The size that the layer's window comes to on one axis.
  /// - Throws: `window-too-large`, `overflow`
  func windowOutput(_ axis: Int) throws(ShapeProblem) -> Int {
    let (window, size) = (windows[axis], spatialSize(axis))
    switch window.outcome(on: size) {
    case .size(let output, _): return output
    case .overflow: throw .overflow
    case .doesNotFit:
      let name = spatialRank == 1 ? "" : "\(spatialAxisName(axis, of: spatialRank)): "
      let span = window.effectiveKernel.map(String.init) ?? "over 2^63"
      throw ShapeProblem(
        .windowTooLarge,
        "\(name)\(window.derivation(on: size)): the window spans \(span), "
          + "its padded input is \(size + window.before + window.after)",
        dependsOnSizes: true)
    }
  }
}

extension Window {
  /// Makes the padding follow from the input's size, so that the output is `⌈I/S⌉`.
  fileprivate mutating func pad(as mode: Padding.Mode, input: Int) throws(ShapeProblem) {
    followsInput = true
    guard let effectiveKernel else { throw .overflow }
    let lastStart = (flooredQuotient(input - 1, stride)).multipliedReportingOverflow(by: stride)
    let end = lastStart.partialValue.addingReportingOverflow(effectiveKernel)
    if lastStart.overflow || end.overflow { throw .overflow }
    let total = max(end.partialValue - input, 0)
    switch mode {
    case .sameLower: (before, after) = (total - total / 2, total / 2)
    case .causal: (before, after) = (effectiveKernel - 1, 0)
    default: (before, after) = (total / 2, total - total / 2)
    }
  }
}
