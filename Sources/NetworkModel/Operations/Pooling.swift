// Pooling keeps the channels. Sizes as PyTorch's, ONNX', Keras' and Caffe's (formulas.md, "Windows").

let keepAxes = Attribute<Bool>(
  "keep_axes", .flag, "Whether the pooled axes stay, with size 1, or are dropped",
  spelled: [.keras: "keepdims"])

let poolingOperations: [OperationSpec] = [
  pool(
    id: "max_pool", title: "max pooling", summary: "Keeps the largest element under each window.",
    spelled: [
      .pytorch: "MaxPool1d/2d/3d", .keras: "MaxPooling1D/2D/3D", .onnx: "MaxPool", .caffe: "Pooling MAX",
    ]),
  pool(
    id: "avg_pool", title: "average pooling", summary: "Averages the elements under each window.",
    spelled: [
      .pytorch: "AvgPool1d/2d/3d", .keras: "AveragePooling1D/2D/3D", .onnx: "AveragePool",
      .caffe: "Pooling AVE",
    ]),
  OperationSpec(
    id: "global_avg_pool", title: "global average pooling",
    summary: "Averages each channel over all spatial axes.",
    category: .pooling,
    attributes: [keepAxes.defaulting(to: true)],
    spelled: [
      .pytorch: "AdaptiveAvgPool1d/2d/3d(1)", .keras: "GlobalAveragePooling1D/2D/3D",
      .onnx: "GlobalAveragePool", .caffe: "Pooling AVE global_pooling",
    ],
    spatial: .mixing,
    shape: { input throws(ShapeProblem) in
      try input.requireSpatialRank(1...Extent.maximumAxes)
      return input[keepAxes]
        ? Outputs(try input.shape(channels: input.channels) { _ in 1 })
        : Outputs(Shape(batch: input.shape[0], features: input.channels))
    }
  ),
]

/// A pool's declaration; they differ in what they do with the elements, not in shapes.
private func pool(
  id: String, title: String, summary: String, spelled: [ForeignFormat: String]
) -> OperationSpec {
  OperationSpec(
    id: id, title: title, summary: summary, category: .pooling,
    attributes: [
      size.required, stride.defaulting(to: size),
      padding.defaulting(to: 0), dilation.defaulting(to: 1),
      rounding.defaultingToNetwork,
    ],
    spelled: spelled,
    spatial: .windows { input throws(ShapeProblem) in
      let windows = try input.windows(kernel: size)
      for axis in 0..<windows.count { try requirePaddingFits(windows[axis]) }
      return windows
    },
    shape: { input throws(ShapeProblem) in
      Outputs(
        try input.shape(channels: input.channels) { axis throws(ShapeProblem) in try input.windowOutput(axis)
        })
    }
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
