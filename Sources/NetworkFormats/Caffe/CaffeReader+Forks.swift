import NetworkModel

/// Layers that only forks have, and types that are known by what stands in them.
extension CaffeReader {
  static let forkRules: [String: Rule] = [
    "deformableconvolution": deformable, "modulateddeformableconvolution": deformable, "local": local,
    "locallyconnected": local, "localconvolution": local, "crelu": bothSigns, "square": square,
    "sqrt": root, "imresize": imageResizing, "downsample": downsampling, "nms": peaks,
    "channelnorm": lengths, "noise": unmodelled, "gaussiannoise": unmodelled, "quantize": unmodelled,
    "dequantize": unmodelled, "fakequant": unmodelled,
  ]

  /// A type of a fork, or of a layer written in Python: it is what its parameters say, or else it is not modelled.
  static let unknown: Rule = { reader, layer, inputs throws(FileProblem) in
    let module = layer.parameters("python_param").text("layer").map { "Python \($0)" }
    if module?.contains("ProposalLayer") == true { return try proposals(&reader, layer, inputs) }
    if module == nil, inputs.count == 1, layer.tops.count == 1 {
      if layer.parameters("convolution_param").has("num_output") {
        return try reader.taken(for: layer.kindOfConvolution, layer, inputs)
      }
      if layer.parameters("inner_product_param").has("num_output") {
        return try reader.taken(for: "InnerProduct", layer, inputs)
      }
    }
    // What overwrites its input has as many elements; what normalizes it, too.
    let keepsShape = layer.tops == layer.bottoms || layer.typeKey.contains("norm")
    return try reader.assembly.addOpaque(
      module ?? layer.type, layer.name, inputs,
      shapes: layer.tops.indices.map { $0 == 0 && keepsShape ? inputs.first?.shape : nil },
      note: keepsShape ? "its parameters, if it has any, are not known" : nil)
  }

  /// The layer as one of Caffe's, of which it is a variant.
  private mutating func taken(
    for type: String, _ layer: CaffeLayer, _ inputs: [ImportedTensor]
  ) throws(FileProblem) -> [ImportedTensor] {
    guard let rule = Self.rules[CaffeLayer.key(of: type)] else { return [] }
    assembly.tell("\(layer.type.madeSafe) is taken for Caffe's \(type)", of: layer.name)
    return try rule(&self, layer, inputs)
  }

  // MARK: - Convolutions

  /// A convolution that looks beside its window, by as much as another bottom says.
  private static let deformable: Rule = { reader, layer, inputs throws(FileProblem) in
    let own = layer.typeKey.hasPrefix("modulated") ? "modulated_deformable_" : "deformable_"
    let values = layer.parameters(
      layer.has(own + "convolution_param") ? own + "convolution_param" : "convolution_param")
    return try reader.weighted(layer, inputs, values) { _, kernel in kernel }
  }

  /// A convolution with kernels of its own at every place.
  private static let local: Rule = { reader, layer, inputs throws(FileProblem) in
    let names = ["local_param", "local_convolution_param", "local_conv_param"]
    let values = layer.parameters(names.first(where: layer.has) ?? "convolution_param")
    return try reader.weighted(layer, inputs, values) { places, kernel in kernel + places }
  }

  /// What is not modelled and gives what a convolution would, with its kernels and summands as tensors that it reads.
  ///
  /// - Parameter sizes: of a tensor, from those of the places and those that a convolution has.
  private mutating func weighted(
    _ layer: CaffeLayer, _ inputs: [ImportedTensor], _ values: CaffeParameters,
    _ sizes: (_ places: [Int], _ kernel: [Int]) -> [Int]
  ) throws(FileProblem) -> [ImportedTensor] {
    let shape = assembly.shape("conv", of: Array(inputs.prefix(1)), try values.kernels(of: layer))
    var tensors = inputs
    if let shape, let input = inputs.first?.shape, shape.rank == input.rank,
      let kernel = try values.sizes("kernel_size", stem: "kernel")
    {
      let groups = max(try values.integer("group") ?? 1, 1)
      let places = Array(shape.dimensions[2...])
      let window = kernel.count == 1 ? places.map { _ in kernel[0] } : kernel
      var learned = [("weight", sizes(places, [shape[1], input[1] / groups] + window))]
      if try values.flag("bias_term") ?? true { learned.append(("bias", sizes(places, [shape[1]]))) }
      for (name, sizes) in learned {
        tensors += try assembly.add(
          "parameter", "\(layer.name)_\(name)", [], ["shape": .integers(sizes), "batched": .flag(false)])
      }
    }
    return try assembly.addOpaque(layer.type, layer.name, tensors, shapes: [shape])
  }

  // MARK: - Elements

  /// The rectified input, and the rectified negative of it behind it.
  private static let bothSigns: Rule = { reader, layer, inputs throws(FileProblem) in
    let axis = try layer.parameters("crelu_param").integer("concat_axis") ?? 1
    let negative = try reader.assembly.apply([.multiply(by: -1)], "\(layer.name)_negative", inputs)
    let both = try reader.assembly.add(
      "concat", "\(layer.name)_both", inputs.prefix(1) + negative,
      ["axis": axis == 1 ? nil : .integer(axis)])
    return try reader.assembly.add("activation", layer.name, both)
  }

  private static let square: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.assembly.apply([.power(2)], layer.name, inputs)
  }

  private static let root: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.assembly.apply([.power(0.5)], layer.name, inputs)
  }

  /// FlowNet's: the length of the vector that the channels are.
  private static let lengths: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.assembly.add(
      "reduce", layer.name, inputs,
      ["function": .word("l2"), "axes": .integers([1]), "keep_axes": .flag(true)])
  }

  // MARK: - Images

  /// OpenPose's: to a size, or by a factor.
  private static let imageResizing: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("imresize_param")
    let sizes = [
      try values.integer("target_spatial_height"), try values.integer("target_spatial_width"),
    ].compactMap { $0 }.filter { $0 > 0 }
    let factor = try values.real("factor") ?? 1
    return try reader.assembly.add(
      "resize", layer.name, Array(inputs.prefix(1)),
      [
        "size": sizes.count == 2 ? .extent(sizes) : nil, "scale": sizes.count == 2 ? nil : .real(factor),
        "mode": .word("cubic"),
      ])
  }

  /// FlowNet's: to a size, or to that of the second bottom.
  private static let downsampling: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("downsample_param")
    let given = [try values.integer("top_height"), try values.integer("top_width")].compactMap { $0 }
    let other = inputs.count > 1 ? inputs[1].shape.map { Array($0.dimensions.dropFirst(2)) } : nil
    return try reader.assembly.add(
      "resize", layer.name, Array(inputs.prefix(1)),
      ["size": .extent(other ?? given), "mode": .word("area")])
  }

  /// OpenPose's: where each map is highest, and how high, behind how many such places there are.
  private static let peaks: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("nms_param")
    let (most, maps) = (try values.integer("max_peaks"), try values.integer("num_parts"))
    let shape = inputs.first?.shape.flatMap { shape in
      most.flatMap { most in maps.flatMap { Shape([shape[0], $0, most &+ 1, 3]) } }
    }
    return try reader.assembly.addOpaque(layer.type, layer.name, inputs, shapes: [shape])
  }
}

extension CaffeLayer {
  fileprivate func has(_ message: String) -> Bool { self.message(message) != nil }

  /// Of Caffe's, by what is in the type's name.
  fileprivate var kindOfConvolution: String {
    if typeKey.contains("deconv") { return "Deconvolution" }
    return typeKey.contains("depthwise") ? "ConvolutionDepthwise" : "Convolution"
  }
}
