import NetworkModel

/// What arranges, cuts, repeats and resizes.
extension KerasReader {
  static let shapeRules: [String: Rule] = {
    var rules: [String: Rule] = [
      "Flatten": flatten, "Reshape": reshape, "Permute": permute, "RepeatVector": repetition,
      "Resizing": resizing, "CenterCrop": cutting, "RandomCrop": cutting,
    ]
    for rank in 1...3 {
      rules["ZeroPadding\(rank)D"] = padding
      rules["Cropping\(rank)D"] = cropping
      rules["UpSampling\(rank)D"] = upsampling
    }
    return rules
  }()

  private static let flatten: Rule = { reader, layer, inputs throws(FileProblem) in
    if inputs.rank == 1 + layer.leading {
      return try reader.add("unsqueeze", layer.name, inputs.one)
    }
    return try reader.add("flatten", layer.name, inputs.one, ["axis": .integer(1 + layer.leading)])
  }

  private static let reshape: Rule = { reader, layer, inputs throws(FileProblem) in
    let sizes = try layer.integers("target_shape") ?? []
    return try reader.add(
      "reshape", layer.name, inputs.one,
      ["shape": .integers(Array(repeating: 0, count: layer.leading) + sizes)])
  }

  private static let permute: Rule = { reader, layer, inputs throws(FileProblem) in
    let axes = try layer.integers("dims") ?? []
    return try reader.add(
      "permute", layer.name, inputs.one,
      ["axes": .integers(Array(1..<1 + layer.leading) + axes.map { $0 &+ layer.leading })])
  }

  /// Makes steps of a vector.
  private static let repetition: Rule = { reader, layer, inputs throws(FileProblem) in
    let steps = try reader.add(
      "unsqueeze", "\(layer.name)_steps", inputs.one, ["axes": .integers([1 + layer.leading])])
    let times = try layer.integer("n") ?? 1
    return try reader.add(
      "repeat", layer.name, steps,
      ["repeats": .integers(Array(repeating: 1, count: layer.leading) + [times, 1])])
  }

  private static let padding: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.addSpatial("pad", layer, inputs.one, ["padding": try layer.margins("padding")])
  }

  private static let cropping: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.addSpatial("crop", layer, inputs.one, ["cropping": try layer.margins("cropping")])
  }

  private static let upsampling: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.addSpatial(
      "resize", layer, inputs.one, ["factor": try layer.extent("size"), "mode": layer.interpolation])
  }

  private static let resizing: Rule = { reader, layer, inputs throws(FileProblem) in
    let size = [try layer.integer("height"), try layer.integer("width")].compactMap { $0 }
    return try reader.addSpatial(
      "resize", layer, inputs.one,
      ["size": .extent(Array(repeating: 1, count: layer.leading) + size), "mode": layer.interpolation])
  }

  /// Takes a window of a certain size out of an image.
  private static let cutting: Rule = { reader, layer, inputs throws(FileProblem) in
    var shape = inputs.first?.shape
    if let rank = shape?.rank, rank > 2, let height = try layer.integer("height"),
      let width = try layer.integer("width")
    {
      let first = layer.layout == .channelsFirst ? rank - 2 : rank - 3
      if first > 0 {
        shape?[first] = height
        shape?[first + 1] = width
      }
    }
    return try reader.addOpaque(layer, inputs, shape: shape)
  }
}

extension KerasLayer {
  fileprivate var interpolation: AttributeLiteral? {
    switch word("interpolation") {
    case "bilinear"?: .word("linear")
    case "bicubic"?, "lanczos3"?, "lanczos5"?: .word("cubic")
    case "area"?: .word("area")
    default: nil
    }
  }
}
