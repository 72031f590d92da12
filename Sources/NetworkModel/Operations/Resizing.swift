// Layers that make an image larger or smaller without learning anything.

private enum PadMode: String, CaseIterable {
  case constant, reflect, replicate, circular
}

private enum Interpolation: String, CaseIterable {
  case nearest, linear, cubic, area

  /// How many elements of the input make one that lies between them, along an axis.
  var reach: Int {
    switch self {
    case .nearest, .area: 1
    case .linear: 2
    case .cubic: 4
    }
  }

  /// Each element that comes out is a sum of its neighbours with factors, or the mean of those that it stands for.
  func flops(_ input: OperationInput, _ output: Shape) -> Product {
    switch self {
    case .nearest: return Product()
    case .linear, .cubic:
      let neighbours = (0..<input.spatialRank).reduce(Count(1)) { count, _ in count * Count(reach) }
      return output.work(perElement: neighbours * 2 - 1)
    case .area: return Product(adaptiveElements(input, output))
    }
  }
}

private let margins = Attribute<Padding>(
  padding.name, .padding([]), "What is added: a number, one for each axis, or [before, after]",
  spelled: [.onnx: "pads"])
private let padMode = Attribute<String>(
  "mode", .choice(PadMode.allCases.map(\.rawValue)), "What is added: a constant, or parts of the input")
private let cropping = Attribute<Padding>(
  "cropping", .padding([]), "What is taken off: a number, one for each axis, or [before, after]")
private let newSize = Attribute<Extent>(
  size.name, .extent(1...Int.max), "Size that comes out; it goes before the factor",
  spelled: [.onnx: "sizes"])
private let factor = Attribute<Extent>(
  "factor", .extent(1...Int.max), "How many times as large each axis becomes",
  spelled: [.pytorch: "scale_factor", .keras: "size", .onnx: "scales"])
private let scaling = Attribute<Double>(
  "scale", .real(0...Double.infinity),
  "How many times as large each axis becomes, rounded down; it goes before the factor",
  spelled: [.pytorch: "scale_factor", .onnx: "scales"])
private let interpolation = Attribute<String>(
  "mode", .choice(Interpolation.allCases.map(\.rawValue)), "How the elements between are found",
  spelled: [.keras: "interpolation"])
private let blockSize = Attribute<Int>(
  factor.name, .integer(1...Int.max), "Width of the block that a group of channels makes",
  spelled: [.pytorch: "upscale_factor", .onnx: "blocksize"])

let resizingOperations: [OperationSpec] = [
  OperationSpec(
    id: "pad", title: "pad", summary: "Adds a margin to the spatial axes.",
    category: .shape,
    attributes: [margins.required, padMode.defaulting(to: PadMode.constant.rawValue)],
    spelled: [.pytorch: "ConstantPad, ReflectionPad, …", .keras: "ZeroPadding1D/2D/3D", .onnx: "Pad"],
    spatial: .windows { input throws(ShapeProblem) in
      let windows = try marginWindows(input, margins) { ($0, $1) }
      try requireMarginsFit(input, windows)
      return windows
    },
    shape: { input throws(ShapeProblem) in Outputs(try input.windowedShape(channels: input.channels)) },
    sizeFormula: { input, _ in marginFormula(input, "+") }
  ),
  OperationSpec(
    id: "crop", title: "crop", summary: "Takes a margin off the spatial axes.",
    category: .shape, attributes: [cropping.required],
    spelled: [.pytorch: "x[…, a:-b]", .keras: "Cropping1D/2D/3D", .onnx: "Slice", .caffe: "Crop"],
    spatial: .windows { input throws(ShapeProblem) in
      try marginWindows(input, cropping) { (-$0, -$1) }
    },
    shape: { input throws(ShapeProblem) in
      Outputs(
        try input.shape(channels: input.channels) { axis throws(ShapeProblem) in
          guard case .size(let size, _) = input.windows[axis].outcome(on: input.spatialSize(axis)) else {
            throw ShapeProblem(
              .tooFewElements,
              "\(spatialAxisName(axis, of: input.spatialRank)): nothing is left of \(input.spatialSize(axis))",
              dependsOnSizes: true, attribute: cropping.name)
          }
          return size
        })
    },
    sizeFormula: { input, _ in marginFormula(input, "−") }
  ),
  OperationSpec(
    id: "resize", title: "resize", summary: "Makes an image larger by a factor, or gives it a size.",
    category: .shape,
    attributes: [
      factor.defaulting(to: 2), newSize.optional, scaling.optional,
      interpolation.defaulting(to: Interpolation.nearest.rawValue),
    ],
    spelled: [
      .pytorch: "Upsample, interpolate", .keras: "UpSampling1D/2D/3D, Resizing", .onnx: "Resize",
      .caffe: "Interp",
    ],
    spatial: .windows { input throws(ShapeProblem) in
      let reach = Interpolation(rawValue: input[interpolation])?.reach ?? 1
      return try input.optional(newSize) == nil && input.optional(scaling) == nil
        ? enlargingWindows(input, input[factor], reach: reach) : Windows()
    },
    shape: { input throws(ShapeProblem) in
      try input.requireSpatialRank(1...Extent.maximumAxes)
      if let size = input.optional(newSize) {
        if !size.fits(axes: input.spatialRank) {
          throw input.axisCountProblem(newSize.name, size.count, input.spatialRank)
        }
        return Outputs(try input.shape(channels: input.channels) { size[$0] })
      }
      guard let scale = input.optional(scaling) else {
        return Outputs(try input.windowedShape(channels: input.channels))
      }
      return Outputs(
        try input.shape(channels: input.channels) { axis throws(ShapeProblem) in
          try scaledSize(input.spatialSize(axis), by: scale)
        })
    },
    otherFLOPs: .total { input, output in
      Interpolation(rawValue: input[interpolation])?.flops(input, output) ?? Product()
    },
    sizeFormula: { input, output in
      guard input.optional(newSize) == nil, let scale = input.optional(scaling) else { return nil }
      return (0..<input.spatialRank).map { axis in
        let place = input.layout.firstSpatialAxis + axis
        return "⌊\(input.shape[place])·\(AttributeType.text(of: scale))⌋ = \(output[place])"
      }
      .joined(separator: ", ")
    }
  ),
  OperationSpec(
    id: "pixel_shuffle", title: "pixel shuffle", summary: "Turns channels into a larger image.",
    category: .shape, attributes: [blockSize.defaulting(to: 2)],
    spelled: [.pytorch: "PixelShuffle", .onnx: "DepthToSpace"],
    spatial: .windows { input throws(ShapeProblem) in
      try input.requireSpatialRank(2...2)
      return try enlargingWindows(input, Extent(input[blockSize]))
    },
    shape: { input throws(ShapeProblem) in
      let (factor, channels) = (input[blockSize], input.channels)
      let block = Count(factor) * Count(factor)
      guard let square = block.value, channels.isMultiple(of: square) else {
        throw ShapeProblem(
          .partsDoNotDivide, "\(factor)·\(factor) does not divide \(channels) channels", attribute: "factor")
      }
      return Outputs(try input.windowedShape(channels: channels / square))
    }
  ),
  OperationSpec(
    id: "pixel_unshuffle", title: "pixel unshuffle", summary: "Turns an image into more channels.",
    category: .shape, attributes: [blockSize.defaulting(to: 2)],
    spelled: [.pytorch: "PixelUnshuffle", .onnx: "SpaceToDepth", .caffe: "Reorg"],
    spatial: .windows { input throws(ShapeProblem) in
      try input.requireSpatialRank(2...2)
      let factor = input[blockSize]
      return Windows(count: input.spatialRank) { _ in
        Window(kernel: factor, stride: factor, before: 0, after: 0, rounding: .exact)
      }
    },
    shape: { input throws(ShapeProblem) in
      let factor = Count(input[blockSize])
      guard let channels = (Count(input.channels) * factor * factor).value else { throw .overflow }
      return Outputs(try input.windowedShape(channels: channels))
    }
  ),
]

/// A window of one element on an input with a margin, added or taken off.
private func marginWindows(
  _ input: OperationInput, _ margin: Attribute<Padding>, sides: (Int, Int) -> (before: Int, after: Int)
) throws(ShapeProblem) -> Windows {
  try input.requireSpatialRank(1...Extent.maximumAxes)
  let margins = input[margin]
  if !margins.fits(axes: input.spatialRank) {
    throw input.axisCountProblem(margin.name, margins.before.count, input.spatialRank)
  }
  return Windows(count: input.spatialRank) { axis in
    let given = margins.sides(axis: axis, of: input.spatialRank)
    let sides = sides(given.before, given.after)
    return Window(kernel: 1, stride: 1, before: sides.before, after: sides.after, rounding: .floor)
  }
}

private func marginFormula(_ input: OperationInput, _ sign: String) -> String {
  (0..<input.windows.count).map { axis in
    let window = input.windows[axis]
    let (before, after) = (window.before.magnitude, window.after.magnitude)
    let size = input.spatialSize(axis)
    return "\(size) \(sign) \(before) \(sign) \(after) = \(size + window.before + window.after)"
  }
  .joined(separator: ", ")
}

/// What is mirrored is less than the input, what goes round no more than it.
private func requireMarginsFit(_ input: OperationInput, _ windows: Windows) throws(ShapeProblem) {
  let mode = PadMode(rawValue: input[padMode])
  guard mode == .reflect || mode == .circular else { return }
  for axis in 0..<windows.count {
    let margin = max(windows[axis].before, windows[axis].after)
    let limit = mode == .reflect ? input.spatialSize(axis) - 1 : input.spatialSize(axis)
    if margin > limit {
      throw ShapeProblem(
        .paddingTooLarge,
        "\(spatialAxisName(axis, of: windows.count)): \(input[padMode]) takes at most \(limit), not \(margin)",
        dependsOnSizes: true, attribute: margins.name)
    }
  }
}

/// `⌊I·s⌋`.
private func scaledSize(_ size: Int, by scale: Double) throws(ShapeProblem) -> Int {
  guard let scaled = Int(exactly: (Double(size) * scale).rounded(.down)) else { throw .overflow }
  guard scaled >= 1 else {
    throw ShapeProblem(
      .tooFewElements, "⌊\(size)·\(AttributeType.text(of: scale))⌋ = 0: nothing is left",
      dependsOnSizes: true,
      attribute: scaling.name)
  }
  return scaled
}

/// Every element becomes a block: a transposed window as wide as its stride. Where several elements reach a block
/// it is so many times as wide, less one where the middle of a block is the element itself, and cropped to the block.
private func enlargingWindows(
  _ input: OperationInput, _ factor: Extent, reach: Int = 1
) throws(ShapeProblem) -> Windows {
  try input.requireSpatialRank(1...Extent.maximumAxes)
  if !factor.fits(axes: input.spatialRank) {
    throw input.axisCountProblem("factor", factor.count, input.spatialRank)
  }
  var windows = Windows()
  for axis in 0..<input.spatialRank {
    let factor = factor[axis]
    let isPlain = reach == 1 || factor == 1
    let (kernel, overflow) = factor.multipliedReportingOverflow(by: isPlain ? 1 : reach)
    if overflow { throw .overflow }
    let width = isPlain || factor.isMultiple(of: 2) ? kernel : kernel - 1
    let cropped = (width - factor) / 2
    var window = Window(kernel: width, stride: factor, before: cropped, after: cropped, rounding: .floor)
    (window.outputPadding, window.followsInput) = (0, true)
    windows.append(window)
  }
  return windows
}
