import NetworkModel

/// Functions among a functional model's layers that work on images.
extension KerasReader {
  static let imageFunctionRules: [String: FunctionRule] = {
    var rules: [String: FunctionRule] = [
      "resize": resized, "extract_patches": patches, "space_to_depth": shuffled, "depth_to_space": shuffled,
    ]
    for word in ["max_pool", "avg_pool", "average_pool"] {
      for rank in ["", "1d", "2d", "3d"] { rules[word + rank] = pooled }
    }
    return rules
  }()

  private static let resized: FunctionRule = { reader, function throws(FileProblem) in
    guard let size = function.argument("size")?.integers, size.count == 2 else {
      return try reader.addOpaque(function.layer, function.inputs)
    }
    let words = ["nearest": "nearest", "bicubic": "cubic", "area": "area"]
    let word = function.argument("interpolation", "method")?.string ?? "bilinear"
    return try reader.addSpatial(
      "resize", function.layer, function.inputs.one,
      ["size": .extent(size), "mode": .word(words[word] ?? "linear")])
  }

  private static let pooled: FunctionRule = { reader, function throws(FileProblem) in
    let size = function.window("pool_size", "ksize", at: 1)
    return try reader.addSpatial(
      function.word.hasPrefix("max") ? "max_pool" : "avg_pool", function.layer, function.inputs.one,
      [
        "size": size.flatMap { .extent($0) },
        "stride": (function.window("strides", at: 2) ?? size).flatMap { .extent($0) },
        "padding": .word(function.argument("padding", at: 3)?.string?.lowercased() ?? "valid"),
      ])
  }

  /// Windows of an image, the elements of each one behind the other as channels.
  private static let patches: FunctionRule = { reader, function throws(FileProblem) in
    let size = function.window("size", "sizes", at: 1)
    guard let size, let shape = function.inputs.first?.shape, shape.rank == 4, !size.isEmpty else {
      return try reader.addOpaque(function.layer, function.inputs)
    }
    let sizes = size.count == 1 ? size + size : size
    let channels = shape[function.layer.layout.channelAxis(rank: 4)]
    let elements = sizes.reduce(channels) { $0.multipliedReportingOverflow(by: $1).partialValue }
    let output = reader.assembly.shape(
      "conv", of: function.inputs.one,
      [
        "filters": .integer(elements), "kernel": .extent(sizes),
        "stride": .extent(function.window("strides", at: 2) ?? sizes),
        "dilation": (function.window("dilation_rate", "rates", at: 3)).flatMap { .extent($0) },
        "padding": .word(function.argument("padding", at: 4)?.string?.lowercased() ?? "valid"),
      ])
    return try reader.addOpaque(function.layer, function.inputs, shape: output)
  }

  /// Pixels and channels change places; in which order the channels then stand is each framework's own.
  private static let shuffled: FunctionRule = { reader, function throws(FileProblem) in
    try reader.add(
      function.word == "space_to_depth" ? "pixel_unshuffle" : "pixel_shuffle", function.layer.name,
      function.inputs.one, ["factor": function.argument("block_size")?.integer.map { .integer($0) }])
  }
}
