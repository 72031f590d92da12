import NetworkModel

/// What makes an image larger or smaller without anything to learn.
extension CaffeReader {
  static let resizingRules: [String: Rule] = [
    "interp": interpolation, "bilinearinterpolate": interpolation, "upsample": unpooling,
    "unpooling": unpooling,
    "maxunpool": unpooling, "pad": padding, "padding": padding, "pixelshuffle": shuffle,
    "reorg": reorganization,
    "resample": resampling, "spatialtransformer": transformation,
  ]

  /// DeepLab's resizing: to a size, or by a factor that keeps the corners where they are. Other forks' has a factor
  /// for the size.
  private static let interpolation: Rule = { reader, layer, inputs throws(FileProblem) in
    guard let input = inputs.first, let shape = input.shape, shape.rank == 4, inputs.count == 1 else {
      return try reader.resize(layer, inputs, inputs.count > 1 ? inputs.last?.shape : nil)
    }
    if layer.typeKey == "bilinearinterpolate" {
      let values = layer.parameters("bilinear_interpolate_param")
      return try reader.resize(
        layer, input, shape, height: "dst_h", width: "dst_w", "scale_factor", of: values)
    }
    let values = layer.parameters("interp_param")
    let margin = (try values.integer("pad_beg") ?? 0) &+ (try values.integer("pad_end") ?? 0)
    let shrinking = max(try values.integer("shrink_factor") ?? 1, 1)
    let zooming = max(try values.integer("zoom_factor") ?? 1, 1)
    let given = [try values.integer("height"), try values.integer("width")]
    let sizes: [Int] = [2, 3].map { axis in
      if let size = given[axis - 2] { return size }
      let shrunk = (max(shape[axis] &+ margin, 1) - 1) / shrinking + 1
      return shrunk &+ (shrunk - 1) &* (zooming - 1)
    }
    return try reader.resize(layer, [input], sizes)
  }

  /// Brings the first input to the height and width of a shape.
  private mutating func resize(
    _ layer: CaffeLayer, _ inputs: [ImportedTensor], _ shape: Shape?, mode: String = "linear"
  ) throws(FileProblem) -> [ImportedTensor] {
    try resize(layer, inputs, shape.flatMap { $0.rank == 4 ? [$0[2], $0[3]] : nil } ?? [], mode: mode)
  }

  private mutating func resize(
    _ layer: CaffeLayer, _ inputs: [ImportedTensor], _ sizes: [Int], mode: String = "linear"
  ) throws(FileProblem) -> [ImportedTensor] {
    if layer.typeKey == "interp" {
      assembly.tell(
        "Interp keeps the corners where they are, and a resizing elsewhere may not", of: layer.name)
    }
    return try assembly.add(
      "resize", layer.name, Array(inputs.prefix(1)), ["size": .extent(sizes), "mode": .word(mode)])
  }

  /// The layers of SegNet and others that put each maximum back to where it was.
  private static let unpooling: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("upsample_param")
    let others = [layer.parameters("max_unpool_param"), layer.parameters("unpooling_param")]
    var given = [try values.integer("upsample_h"), try values.integer("upsample_w")].compactMap { $0 }
    for other in others {
      given += [try other.integer("dst_h", or: "unpool_size"), try other.integer("dst_w", or: "unpool_size")]
        .compactMap { $0 }
    }
    let factors = [
      try values.integer("scale_h", or: "scale") ?? 2, try values.integer("scale_w", or: "scale") ?? 2,
    ]
    // An odd image had lost a row or a column in the pool.
    let lost = [try values.flag("pad_out_h") ?? false, try values.flag("pad_out_w") ?? false]
    if given.isEmpty, lost.contains(true), let shape = inputs.first?.shape, shape.rank == 4 {
      given = [0, 1].map { (shape[$0 + 2] &* factors[$0]) &- (lost[$0] ? 1 : 0) }
    }
    let note = "\(layer.type.madeSafe) puts each value to where the pool found it, and zeros elsewhere"
    reader.assembly.tell("Caffe's \(note); here it is repeated", of: layer.name)
    return try reader.assembly.add(
      "resize", layer.name, Array(inputs.prefix(1)),
      given.count == 2 ? ["size": .extent(given)] : ["factor": .extent(factors)], note: note)
  }

  /// FlowNet's: to a size, by a factor, or as large as the second bottom.
  private static let resampling: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("resample_param")
    let mode =
      try values.word("type", of: ["", "NEAREST", "CUBIC", "LINEAR", "AREA"])?.lowercased() ?? "linear"
    if inputs.count > 1 { return try reader.resize(layer, inputs, inputs[1].shape, mode: mode) }
    guard let input = inputs.first, let shape = input.shape, shape.rank == 4 else {
      return try reader.resize(layer, inputs, nil, mode: mode)
    }
    return try reader.resize(
      layer, input, shape, height: "height", width: "width", "factor", of: values, mode: mode)
  }

  /// To a height and a width that are both given, or by a factor that need not be whole.
  private mutating func resize(
    _ layer: CaffeLayer, _ input: ImportedTensor, _ shape: Shape, height: String, width: String,
    _ factor: String, of values: CaffeParameters, mode: String = "linear"
  ) throws(FileProblem) -> [ImportedTensor] {
    var sizes = [try values.integer(height), try values.integer(width)].compactMap { $0 }
    if sizes.count < 2, let factor = try values.real(factor) {
      sizes = shape.dimensions[2...].compactMap { Int(exactly: (Double($0) * factor).rounded(.down)) }
    }
    return try resize(layer, [input], sizes, mode: mode)
  }

  /// The rows above and below, the columns to the left and to the right.
  private static let padding: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("pad_param")
    var sides: [Int] = []
    // In 2013 a layer in front of a convolution padded for it.
    let all = try values.integer("pad") ?? 0
    for side in ["pad_u", "pad_d", "pad_l", "pad_r"] { sides.append(try values.integer(side) ?? all) }
    let method = try values.word("pad_type", of: ["CONSTANT", "REPLICATE", "REFLECT"]) ?? "CONSTANT"
    return try reader.assembly.add(
      "pad", layer.name, inputs,
      [
        "padding": .list([.integers(sides[..<2]), .integers(sides[2...])]),
        "mode": method == "CONSTANT" ? nil : .word(method.lowercased()),
      ])
  }

  private static let shuffle: Rule = { reader, layer, inputs throws(FileProblem) in
    let factor = try layer.parameters("pixelshuffle_param").integer("upscale_factor")
    return try reader.assembly.add(
      "pixel_shuffle", layer.name, inputs, ["factor": factor.map { .integer($0) }])
  }

  /// Darknet's layer: blocks of pixels become channels, or the other way round.
  private static let reorganization: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("reorg_param")
    let (stride, isReverse) = (try values.integer("stride"), try values.flag("reverse") ?? false)
    return try reader.assembly.add(
      isReverse ? "pixel_shuffle" : "pixel_unshuffle", layer.name, inputs,
      ["factor": stride.map { .integer($0) }])
  }

  /// Takes an image out of another, turned and stretched as the second bottom says.
  private static let transformation: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("st_param")
    var shape = inputs.first?.shape
    if shape?.rank == 4 {
      if let height = try values.integer("output_H") { shape?[2] = height }
      if let width = try values.integer("output_W") { shape?[3] = width }
    }
    return try reader.assembly.addOpaque(layer.type, layer.name, inputs, shapes: [shape])
  }
}
