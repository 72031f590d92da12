// Pooling keeps the channels. Sizes as PyTorch's, ONNX', Keras' and Caffe's (formulas.md, "Windows").

private let exponent = Attribute<Double>(
  "exponent", .real(0...Double.infinity), "The p of the norm",
  spelled: [.pytorch: "norm_type", .onnx: "p"])

let poolingOperations: [OperationSpec] = [
  pool(
    id: "max_pool", title: "max pooling", summary: "Keeps the largest element under each window.",
    makes: .largest,
    spelled: [
      .pytorch: "MaxPool1d/2d/3d", .keras: "MaxPooling1D/2D/3D", .onnx: "MaxPool", .caffe: "Pooling MAX",
    ]),
  pool(
    id: "avg_pool", title: "average pooling", summary: "Averages the elements under each window.",
    makes: .mean,
    spelled: [
      .pytorch: "AvgPool1d/2d/3d", .keras: "AveragePooling1D/2D/3D", .onnx: "AveragePool",
      .caffe: "Pooling AVE",
    ]),
  pool(
    id: "lp_pool", title: "power-average pooling",
    summary: "Takes the p-norm under each window.",
    makes: .norm,
    further: [exponent.defaulting(to: 2)],
    spelled: [.pytorch: "LPPool1d/2d/3d", .onnx: "LpPool"]),
]

/// A pool's declaration; they differ in what they do with the elements, not in shapes.
private func pool(
  id: String, title: String, summary: String, makes pooled: Pooled, further: [AttributeSpec] = [],
  spelled: [ForeignFormat: String]
) -> OperationSpec {
  OperationSpec(
    id: id, title: title, summary: summary, category: .pooling,
    attributes: [
      size.required, stride.defaulting(to: size),
      padding.defaulting(to: 0), dilation.defaulting(to: 1),
      rounding.defaultingToNetwork,
    ] + further,
    spelled: spelled,
    spatial: .windows { input throws(ShapeProblem) in
      let windows = try input.windows(kernel: size)
      for axis in 0..<windows.count { try requirePaddingFits(windows[axis]) }
      return windows
    },
    shape: { input throws(ShapeProblem) in
      Outputs(try input.windowedShape(channels: input.channels))
    },
    otherFLOPs: .perElement { input in pooled.flops(elements: input.kernelVolume.count, windows: 1) }
  )
}

private func requirePaddingFits(_ window: Window) throws(ShapeProblem) {
  if window.followsInput { return }
  let limit = window.rounding.paddingLimit(of: window.kernel)
  let padding = max(window.before, window.after)
  guard padding > limit else { return }
  let rule = window.rounding == .ceilCaffe ? "less than the size" : "at most half the size"
  throw ShapeProblem(
    .paddingTooLarge, "padding \(padding) for a size of \(window.kernel): a pool takes \(rule), \(limit)",
    attribute: "padding")
}

extension Rounding {
  /// How much a pool may be padded, since a window must not lie in padding alone. PyTorch allows half the kernel
  /// itself, dilation not counted; Caffe anything below the kernel.
  func paddingLimit(of kernel: Int) -> Int { self == .ceilCaffe ? kernel - 1 : kernel / 2 }

  /// The smallest pool that may be padded so much; `nil` beyond 64 bits.
  func smallestPool(paddedBy padding: Int) -> Int? {
    let (kernel, overflow) =
      self == .ceilCaffe ? padding.addingReportingOverflow(1) : padding.multipliedReportingOverflow(by: 2)
    return overflow ? nil : kernel
  }
}
