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
    makes: .mean, fitsVolumesUnpadded: true,
    spelled: [
      .pytorch: "AvgPool1d/2d/3d", .keras: "AveragePooling1D/2D/3D", .onnx: "AveragePool",
      .caffe: "Pooling AVE",
    ]),
  pool(
    id: "lp_pool", title: "power-average pooling",
    summary: "Takes the p-norm under each window.",
    makes: .norm, fitsVolumesUnpadded: true,
    further: [exponent.defaulting(to: 2)],
    spelled: [.pytorch: "LPPool1d/2d/3d", .onnx: "LpPool"]),
]

/// A pool's declaration; they differ in what they do with the elements, hardly in shapes.
///
/// - Parameter fitsVolumesUnpadded: whether a window over three axes has to fit without the padding, as PyTorch wants
///   it of its averages, and so of its norms (ATen `native/Pool.h`).
private func pool(
  id: String, title: String, summary: String, makes pooled: Pooled, fitsVolumesUnpadded: Bool = false,
  further: [AttributeSpec] = [], spelled: [ForeignFormat: String]
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
      for axis in 0..<windows.count {
        try requirePaddingFits(windows[axis])
        if fitsVolumesUnpadded, windows.count == 3 {
          try requireFitsUnpadded(windows[axis], input.spatialSize(axis))
        }
      }
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

private func requireFitsUnpadded(_ window: Window, _ size: Int) throws(ShapeProblem) {
  if window.followsInput || window.kernel <= size { return }
  throw ShapeProblem(
    .windowTooLarge,
    "a size of \(window.kernel) for \(size) elements: over three axes it takes no window "
      + "that only its padding makes room for", dependsOnSizes: true, attribute: "size")
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
