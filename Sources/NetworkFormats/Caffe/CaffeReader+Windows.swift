import NetworkModel

/// What slides over an image.
extension CaffeReader {
  static let windowRules: [String: Rule] = [
    "convolution": convolution, "convolutiondepthwise": depthwise, "depthwiseconvolution": depthwise,
    "deconvolution": deconvolution, "pooling": pooling, "interp": interpolation, "upsample": unpooling,
  ]

  private static let convolution: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("convolution_param")
    return try reader.windowed(
      "conv", layer, inputs,
      [
        "filters": try values.integer("num_output").map { .integer($0) },
        "kernel": try values.extent("kernel_size", stem: "kernel"), "stride": try values.extent("stride"),
        "padding": try values.extent("pad"), "dilation": .extent(try values.integers("dilation")),
        "groups": try values.integer("group").map { .integer($0) },
        "bias": try values.flag("bias_term").map { .flag($0) },
      ])
  }

  private static let deconvolution: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("convolution_param")
    return try reader.windowed(
      "conv_transpose", layer, inputs,
      [
        "filters": try values.integer("num_output").map { .integer($0) },
        "kernel": try values.extent("kernel_size", stem: "kernel"), "stride": try values.extent("stride"),
        "padding": try values.extent("pad"), "dilation": .extent(try values.integers("dilation")),
        "groups": try values.integer("group").map { .integer($0) },
        "bias": try values.flag("bias_term").map { .flag($0) },
      ])
  }

  /// A layer of forks, in which every channel has kernels of its own.
  private static let depthwise: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("convolution_param")
    let channels = inputs.first?.shape.map { $0.rank > 1 ? $0[1] : 1 }
    let multiplier = try values.integer("num_output").flatMap { outputs in
      channels.flatMap { $0 > 0 && outputs > $0 ? outputs / $0 : nil }
    }
    return try reader.windowed(
      "depthwise_conv", layer, inputs,
      [
        "multiplier": multiplier.map { .integer($0) },
        "kernel": try values.extent("kernel_size", stem: "kernel"), "stride": try values.extent("stride"),
        "padding": try values.extent("pad"), "dilation": .extent(try values.integers("dilation")),
        "bias": try values.flag("bias_term").map { .flag($0) },
      ])
  }

  /// Unlike elsewhere the stride is 1 unless said, and sizes are rounded up.
  private static let pooling: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("pooling_param")
    let method = try values.word("pool", of: ["MAX", "AVE", "STOCHASTIC"]) ?? "MAX"
    let note = method == "STOCHASTIC" ? "stochastic pooling, which picks at random while training" : nil
    let outputs: [ImportedTensor]
    if try values.flag("global_pooling") == true {
      outputs = try reader.assembly.add(
        method == "AVE" ? "global_avg_pool" : "global_max_pool", layer.name, inputs, note: note)
    } else {
      let rounding = try values.word("round_mode", of: ["CEIL", "FLOOR"]) ?? "CEIL"
      outputs = try reader.assembly.add(
        method == "AVE" ? "avg_pool" : "max_pool", layer.name, inputs,
        [
          "size": try values.extent("kernel_size", stem: "kernel"),
          "stride": try values.extent("stride") ?? .integer(1), "padding": try values.extent("pad"),
          "rounding": .word(rounding == "CEIL" ? "ceil_caffe" : "floor"),
        ], note: note)
    }
    // A second top says where each maximum was; it has the same shape.
    return layer.tops.map { _ in outputs[0] }
  }

  private mutating func windowed(
    _ kind: String, _ layer: CaffeLayer, _ inputs: [ImportedTensor], _ values: ImportedValues
  ) throws(FileProblem) -> [ImportedTensor] {
    let axis = try layer.parameters("convolution_param").integer("axis") ?? 1
    guard axis == 1 else {
      return try assembly.addOpaque(layer.type, layer.name, inputs, shapes: layer.tops.map { _ in nil })
    }
    // Several bottoms go through the same kernels.
    var outputs: [ImportedTensor] = []
    for input in inputs {
      let former = owner ?? outputs.first?.source.name
      outputs += try assembly.add(kind, layer.name, [input], values, shares: former)
    }
    return outputs
  }

  /// DeepLab's resizing: to a size, or by a factor that keeps the corners where they are.
  private static let interpolation: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("interp_param")
    guard let input = inputs.first, let shape = input.shape, shape.rank == 4, inputs.count == 1 else {
      let sizes = inputs.last?.shape.flatMap { $0.rank == 4 ? [$0[2], $0[3]] : nil }
      return try reader.assembly.add(
        "resize", layer.name, Array(inputs.prefix(1)),
        ["size": sizes.flatMap { .extent($0) }, "mode": .word("linear")])
    }
    let margin = (try values.integer("pad_beg") ?? 0) &+ (try values.integer("pad_end") ?? 0)
    let shrinking = max(try values.integer("shrink_factor") ?? 1, 1)
    let zooming = max(try values.integer("zoom_factor") ?? 1, 1)
    let given = [try values.integer("height"), try values.integer("width")]
    let sizes: [Int] = [2, 3].map { axis in
      if let size = given[axis - 2] { return size }
      let shrunk = (max(shape[axis] &+ margin, 1) - 1) / shrinking + 1
      return shrunk &+ (shrunk - 1) &* (zooming - 1)
    }
    return try reader.assembly.add(
      "resize", layer.name, [input], ["size": .extent(sizes), "mode": .word("linear")])
  }

  /// SegNet's layer, which puts each maximum back to where it was.
  private static let unpooling: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("upsample_param")
    let given = [try values.integer("upsample_h"), try values.integer("upsample_w")].compactMap { $0 }
    let factors = [
      try values.integer("scale_h", or: "scale") ?? 2,
      try values.integer("scale_w", or: "scale") ?? 2,
    ]
    return try reader.assembly.add(
      "resize", layer.name, Array(inputs.prefix(1)),
      given.count == 2 ? ["size": .extent(given)] : ["factor": .extent(factors)],
      note: "Caffe's Upsample: each value goes to where the pool found it, zeros elsewhere")
  }
}
