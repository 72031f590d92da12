import NetworkModel

/// What detectors add to Caffe. Nothing is learned in it; only the shapes matter.
extension CaffeReader {
  static let detectionRules: [String: Rule] = [
    "priorbox": priorBoxes, "detectionoutput": detections, "roipooling": regions, "roialign": regions,
    "psroipooling": regions, "psroialign": regions, "proposal": proposals, "correlation": correlation,
  ]

  /// SSD's boxes: so many for each place of a map, each of four numbers, and their variances.
  private static let priorBoxes: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("prior_box_param")
    var ratios = [1.0]
    for ratio in values.reals("aspect_ratio").prefix(64) {
      for ratio in try values.flag("flip") ?? true ? [ratio, 1 / ratio] : [ratio]
      where !ratios.contains(where: { abs($0 - ratio) < 1e-6 }) {
        ratios.append(ratio)
      }
    }
    let boxes = ratios.count * values.reals("min_size").count + values.reals("max_size").count
    let shape = inputs.first?.shape.flatMap { map -> Shape? in
      guard map.rank == 4 else { return nil }
      let numbers = Count(map[2]) * Count(map[3]) * Count(4 * boxes)
      return numbers.value.flatMap { Shape([1, 2, $0]) }
    }
    return try reader.assembly.addOpaque(layer.type, layer.name, inputs, shapes: [shape])
  }

  private static let detections: Rule = { reader, layer, inputs throws(FileProblem) in
    let count = try layer.parameters("detection_output_param").integer("keep_top_k") ?? 1
    return try reader.assembly.addOpaque(
      layer.type, layer.name, inputs, shapes: [Shape([1, 1, max(count, 1), 7])],
      note: "at most \(count) boxes")
  }

  /// Regions: the image that each is in, and four numbers.
  static let proposals: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.assembly.addOpaque(
      layer.type, layer.name, inputs,
      shapes: layer.tops.indices.map { Shape([1, $0 == 0 ? 5 : 1]) },
      note: "the shape of one region; how many there are is not known before")
  }

  /// Each region of interest as an image of one size; how many there are, the file says only where they are fed.
  private static let regions: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters(parameters[layer.typeKey] ?? "")
    let size = try values.integer("group_size")
    let sizes = [try values.integer("pooled_h") ?? size, try values.integer("pooled_w") ?? size]
      .compactMap { $0 }
    let channels =
      try values.integer("output_dim") ?? inputs.first?.shape.flatMap { $0.rank == 4 ? $0[1] : nil }
    let count = inputs.count > 1 ? inputs[1].shape?[0] : nil
    let shape = channels.flatMap { channels in sizes.count == 2 ? Shape([count ?? 1, channels] + sizes) : nil
    }
    return try reader.assembly.addOpaque(
      layer.type, layer.name, inputs, shapes: [shape], note: count == 1 ? "the shape of one region" : nil)
  }

  private static let parameters = [
    "roipooling": "roi_pooling_param", "roialign": "roi_align_param", "psroipooling": "psroi_pooling_param",
    "psroialign": "psroi_align_param",
  ]

  /// FlowNet's comparison of two images, a channel for each place that is compared.
  private static let correlation: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("correlation_param")
    let (pad, kernel) = (try values.integer("pad") ?? 0, try values.integer("kernel_size") ?? 1)
    let reach = try values.integer("max_displacement") ?? 0
    let (stride, step) = (
      max(try values.integer("stride_1") ?? 1, 1), max(try values.integer("stride_2") ?? 1, 1)
    )
    let side = Count(2) * Count(reach / step) + Count(1)
    let places = side * side
    let border = reach &+ (kernel &- 1) / 2
    let shape = inputs.first?.shape.flatMap { image -> Shape? in
      guard image.rank == 4, let places = places.value else { return nil }
      let sizes = image.dimensions[2...].map { ($0 &+ 2 &* pad &- 2 &* border &+ stride &- 1) / stride }
      return Shape([image[0], places] + sizes)
    }
    return try reader.assembly.addOpaque(layer.type, layer.name, inputs, shapes: [shape])
  }
}
