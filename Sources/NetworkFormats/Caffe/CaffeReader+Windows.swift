import NetworkModel

/// What slides over an image.
extension CaffeReader {
  static let windowRules: [String: Rule] = [
    "convolution": convolution, "convolutiondepthwise": depthwise, "depthwiseconvolution": depthwise,
    "convolution3d": convolution, "deconvolution": deconvolution, "deconvolution3d": deconvolution,
    "pooling": pooling, "pooling3d": pooling, "im2col": columns, "spp": pyramid,
  ]

  private static let convolution: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("convolution_param")
    return try reader.windowed("conv", layer, inputs, try values.kernels(of: layer))
  }

  private static let deconvolution: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("convolution_param")
    return try reader.windowed("conv_transpose", layer, inputs, try values.kernels(of: layer))
  }

  /// A layer of forks, in which every channel has kernels of its own.
  private static let depthwise: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("convolution_param")
    let channels = inputs.first?.shape.map { $0.rank > 1 ? $0[1] : 1 }
    let multiplier = try values.integer("num_output").flatMap { outputs in
      channels.flatMap { $0 > 0 && outputs > $0 ? outputs / $0 : nil }
    }
    var kernels = try values.windows(of: layer)
    kernels.set("multiplier", multiplier.map { .integer($0) })
    kernels.set("bias", try values.flag("bias_term").map { .flag($0) })
    return try reader.windowed("depthwise_conv", layer, inputs, kernels)
  }

  /// Unlike elsewhere the stride is 1 unless said, and sizes are rounded up.
  private static let pooling: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("pooling_param")
    let method = try values.word("pool", of: ["MAX", "AVE", "STOCHASTIC"]) ?? "MAX"
    let note = method == "STOCHASTIC" ? "stochastic pooling, which picks at random while training" : nil
    if let note { reader.assembly.tell("\(note), is read as max pooling", of: layer.name) }
    let outputs: [ImportedTensor]
    if try values.flag("global_pooling") == true {
      outputs = try reader.assembly.add(
        method == "AVE" ? "global_avg_pool" : "global_max_pool", layer.name, inputs, note: note)
    } else {
      let rounding = try values.word("round_mode", of: ["CEIL", "FLOOR"]) ?? "CEIL"
      let isCeiling = try values.flag("ceil_mode") ?? (rounding == "CEIL")
      outputs = try reader.assembly.add(
        method == "AVE" ? "avg_pool" : "max_pool", layer.name, inputs,
        [
          "size": try values.extent("kernel_size", stem: "kernel", depth: layer.depth("kernel_depth")),
          "stride": try values.extent("stride", depth: layer.depth("temporal_stride")) ?? .integer(1),
          "padding": try values.extent("pad", neutral: 0, depth: layer.depth("temporal_pad")),
          "rounding": .word(isCeiling ? "ceil_caffe" : "floor"),
        ], note: note)
    }
    // A second top says where each maximum was; it has the same shape.
    return layer.tops.map { _ in outputs[0] }
  }

  private mutating func windowed(
    _ kind: String, _ layer: CaffeLayer, _ inputs: [ImportedTensor], _ values: ImportedValues
  ) throws(FileProblem) -> [ImportedTensor] {
    let axis = try layer.parameters("convolution_param").integer("axis") ?? 1
    // Several bottoms go through the same kernels.
    var outputs: [ImportedTensor] = []
    for input in inputs {
      let former = owner ?? outputs.first?.source.name
      guard let shape = input.shape, case let channels = axis < 0 ? axis &+ shape.rank : axis, channels != 1
      else {
        outputs += try assembly.add(kind, layer.name, [input], values, shares: former)
        continue
      }
      outputs += try folded(before: channels, shape, layer, input) { assembly, input throws(FileProblem) in
        try assembly.add(kind, layer.name, [input], values, shares: former)
      }
    }
    return outputs
  }

  /// What works on each of several axes in front of the channels: they join the batch until it is done.
  private mutating func folded(
    before channels: Int, _ shape: Shape, _ layer: CaffeLayer, _ input: ImportedTensor,
    _ body: (inout NetworkAssembly, ImportedTensor) throws(FileProblem) -> [ImportedTensor]
  ) throws(FileProblem) -> [ImportedTensor] {
    guard (2..<shape.rank).contains(channels) else {
      throw layer.node.problem("layer \(layer.name.quoted): axis is none of the input's behind the batch")
    }
    func reshape(_ name: String, _ tensor: ImportedTensor, _ sizes: [Int]) throws(FileProblem)
      -> ImportedTensor
    {
      try assembly.add(
        "reshape", "\(layer.name)_\(name)", [tensor], ["shape": .integers(sizes), "batched": .flag(false)])[0]
    }
    let together = try reshape("folded", input, [-1] + shape.dimensions[channels...])
    let output = try body(&assembly, together)[0]
    let sizes = output.shape.map { Array($0.dimensions.dropFirst()) } ?? []
    return [try reshape("unfolded", output, shape.dimensions[..<channels] + sizes)]
  }

  /// The windows of a convolution as columns, for a product with a matrix to follow.
  private static let columns: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("convolution_param")
    let shape = inputs.first?.shape
    var windows = try values.windows(of: layer)
    windows.set("filters", .integer(1))
    var output = reader.assembly.shape("conv", of: inputs, windows)
    if let shape, shape.rank > 2, let kernel = try values.sizes("kernel_size", stem: "kernel") {
      let all = kernel.count == 1 ? Array(repeating: kernel[0], count: shape.rank - 2) : kernel
      output?[1] = all.reduce(shape[1]) { $0.multipliedReportingOverflow(by: $1).partialValue }
    }
    return try reader.assembly.addOpaque(layer.type, layer.name, inputs, shapes: [output])
  }

  /// Pools of 1, 4, 16 … parts, one behind the other.
  private static let pyramid: Rule = { reader, layer, inputs throws(FileProblem) in
    let levels = min(max(try layer.parameters("spp_param").integer("pyramid_height") ?? 1, 1), 16)
    let shape = inputs.first?.shape.flatMap { shape -> Shape? in
      guard shape.rank == 4 else { return nil }
      if levels == 1 { return Shape([shape[0], shape[1], 1, 1]) }
      let parts = ((1 << (2 * levels)) - 1) / 3
      return Shape([shape[0], shape[1].multipliedReportingOverflow(by: parts).partialValue])
    }
    return try reader.assembly.addOpaque(layer.type, layer.name, inputs, shapes: [shape])
  }
}

extension CaffeLayer {
  /// What a layer for volumes (C3D) has along their first axis is said by itself.
  fileprivate func depth(_ key: String) -> String? { typeKey.hasSuffix("3d") ? key : nil }
}

extension CaffeParameters {
  /// Forks pad each side by a number of its own.
  private func margins(or padding: AttributeLiteral?) throws(FileProblem) -> AttributeLiteral? {
    var sides: [Int?] = []
    for (short, long) in [("t", "top"), ("b", "bottom"), ("l", "left"), ("r", "right")] {
      sides.append(try integer("pad_\(short)", or: "pad_\(long)"))
    }
    guard sides.contains(where: { $0 != nil }) else { return padding }
    let numbers = sides.map { $0 ?? 0 }
    return .list([.integers(numbers[..<2]), .integers(numbers[2...])])
  }

  fileprivate func windows(of layer: CaffeLayer) throws(FileProblem) -> ImportedValues {
    [
      "kernel": try extent("kernel_size", stem: "kernel", depth: layer.depth("kernel_depth")),
      "stride": try extent("stride", depth: layer.depth("temporal_stride")),
      "padding": try margins(or: extent("pad", neutral: 0, depth: layer.depth("temporal_pad"))),
      // DeepLab's first version called it a hole.
      "dilation": try extent(has("hole") ? "hole" : "dilation"),
    ]
  }

  func kernels(of layer: CaffeLayer) throws(FileProblem) -> ImportedValues {
    var values = try windows(of: layer)
    values.set("filters", try integer("num_output").map { .integer($0) })
    values.set("groups", try integer("group").map { .integer($0) })
    values.set("bias", try flag("bias_term").map { .flag($0) })
    return values
  }
}
