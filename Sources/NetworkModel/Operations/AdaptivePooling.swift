// Pooling whose output has the size one asks for, whatever comes in.

/// The size of an axis that is left as it is.
private let kept = 0

private let outputSize = Attribute<Extent>(
  "size", .extent(kept...Int.max), "Size that comes out; 0 keeps an axis as it is",
  spelled: [.pytorch: "output_size", .keras: "output_size"])

let keepAxes = Attribute<Bool>(
  "keep_axes", .flag, "Whether the axes that are reduced stay, with size 1, or are dropped",
  spelled: [.pytorch: "keepdim", .keras: "keepdims", .onnx: "keepdims"])

let adaptivePoolingOperations: [OperationSpec] = [
  adaptivePool(
    id: "adaptive_max_pool", title: "adaptive max pooling",
    summary: "Keeps the largest element of each of n parts.",
    makes: .largest,
    spelled: [.pytorch: "AdaptiveMaxPool1d/2d/3d", .keras: "AdaptiveMaxPooling1D/2D/3D"]),
  adaptivePool(
    id: "adaptive_avg_pool", title: "adaptive average pooling",
    summary: "Averages each of n parts of every spatial axis.",
    makes: .mean,
    spelled: [.pytorch: "AdaptiveAvgPool1d/2d/3d", .keras: "AdaptiveAveragePooling1D/2D/3D"]),
  globalPool(
    id: "global_max_pool", title: "global max pooling",
    summary: "Keeps the largest element of each channel.",
    makes: .largest,
    spelled: [
      .pytorch: "AdaptiveMaxPool1d/2d/3d(1)", .keras: "GlobalMaxPooling1D/2D/3D", .onnx: "GlobalMaxPool",
      .caffe: "Pooling MAX global_pooling",
    ]),
  globalPool(
    id: "global_avg_pool", title: "global average pooling",
    summary: "Averages each channel over all spatial axes.",
    makes: .mean,
    spelled: [
      .pytorch: "AdaptiveAvgPool1d/2d/3d(1)", .keras: "GlobalAveragePooling1D/2D/3D",
      .onnx: "GlobalAveragePool", .caffe: "Pooling AVE global_pooling",
    ]),
]

private func adaptivePool(
  id: String, title: String, summary: String, makes pooled: Pooled, spelled: [ForeignFormat: String]
) -> OperationSpec {
  OperationSpec(
    id: id, title: title, summary: summary, category: .pooling,
    attributes: [outputSize.required], spelled: spelled, spatial: .mixing,
    shape: { input throws(ShapeProblem) in
      try input.requireSpatialRank(1...Extent.maximumAxes)
      let size = input[outputSize]
      if !size.fits(axes: input.spatialRank) {
        throw input.axisCountProblem(outputSize.name, size.count, input.spatialRank)
      }
      return Outputs(
        try input.shape(channels: input.channels) { size[$0] == kept ? input.spatialSize($0) : size[$0] })
    },
    otherFLOPs: .total { input, output in
      let elements = adaptiveElements(input, output)
      return Product(pooled.flops(elements: elements, windows: output.elementsPerExample))
    })
}

private func globalPool(
  id: String, title: String, summary: String, makes pooled: Pooled, spelled: [ForeignFormat: String]
) -> OperationSpec {
  OperationSpec(
    id: id, title: title, summary: summary, category: .pooling,
    attributes: [keepAxes.defaulting(to: true)], spelled: spelled, spatial: .mixing,
    shape: { input throws(ShapeProblem) in
      try input.requireSpatialRank(1...Extent.maximumAxes)
      return input[keepAxes]
        ? Outputs(try input.shape(channels: input.channels) { _ in 1 })
        : Outputs(Shape(batch: input.shape[0], features: input.channels))
    },
    otherFLOPs: .total { input, _ in
      var product = Product(input.channels)
      product.append(pooled.flops(elements: input.spatialSizes(of: input.shape).count, windows: 1))
      return product
    })
}
