import NetworkModel

/// Pooling, over windows, over parts and over all.
extension KerasReader {
  static let poolingRules: [String: Rule] = {
    var rules: [String: Rule] = [:]
    for rank in 1...3 {
      for name in ["MaxPooling", "MaxPool", "AveragePooling", "AvgPool"] {
        rules["\(name)\(rank)D"] = pooling
      }
      for name in ["GlobalMaxPooling", "GlobalMaxPool", "GlobalAveragePooling", "GlobalAvgPool"] {
        rules["\(name)\(rank)D"] = globalPooling
      }
      for name in ["AdaptiveMaxPooling", "AdaptiveAveragePooling"] { rules["\(name)\(rank)D"] = adaptive }
    }
    return rules
  }()

  private static let pooling: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.addSpatial(
      layer.type.hasPrefix("Max") ? "max_pool" : "avg_pool", layer, inputs.one,
      [
        "size": try layer.extent("pool_size"), "stride": try layer.extent("strides"),
        "padding": try layer.padding(),
      ])
  }

  private static let adaptive: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.addSpatial(
      layer.type.hasPrefix("AdaptiveMax") ? "adaptive_max_pool" : "adaptive_avg_pool", layer, inputs.one,
      ["size": try layer.extent("output_size", neutral: 0)])
  }

  /// Unlike here the axes are dropped unless said.
  private static let globalPooling: Rule = { reader, layer, inputs throws(FileProblem) in
    let keeps = try layer.flag("keepdims") ?? false
    let isMaximum = layer.type.hasPrefix("GlobalMax")
    guard layer.leading == 0 else {
      let rank = inputs.rank ?? layer.spatialRank + 2 + layer.leading
      let channels = layer.layout == .channelsLast ? rank - 1 : 1 + layer.leading
      return try reader.add(
        "reduce", layer.name, inputs.one,
        [
          "function": .word(isMaximum ? "max" : "mean"), "keep_axes": .flag(keeps),
          "axes": .integers((1 + layer.leading..<max(rank, 1 + layer.leading)).filter { $0 != channels }),
        ])
    }
    return try reader.addSpatial(
      isMaximum ? "global_max_pool" : "global_avg_pool", layer, inputs.one, ["keep_axes": .flag(keeps)])
  }
}
