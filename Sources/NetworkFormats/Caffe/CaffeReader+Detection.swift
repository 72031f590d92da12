import NetworkModel

/// What detectors add to Caffe. Nothing is learned in it; only the shapes matter.
extension CaffeReader {
  static let detectionRules: [String: Rule] = [
    "priorbox": priorBoxes, "detectionoutput": detections, "roipooling": regions, "roialign": regions,
    "proposal": proposals,
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
      return numbers.value.flatMap { Shape([map[0], 2, $0]) }
    }
    return try reader.assembly.addOpaque(layer.type, layer.name, inputs, shapes: [shape])
  }

  private static let detections: Rule = { reader, layer, inputs throws(FileProblem) in
    let count = try layer.parameters("detection_output_param").integer("keep_top_k") ?? 1
    return try reader.assembly.addOpaque(
      layer.type, layer.name, inputs, shapes: [Shape([reader.assembly.settings.batch, 1, max(count, 1), 7])],
      note: "at most \(count) boxes")
  }

  /// Regions: the image that each is in, and four numbers.
  static let proposals: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.assembly.addOpaque(
      layer.type, layer.name, inputs,
      shapes: layer.tops.indices.map { Shape([reader.assembly.settings.batch, $0 == 0 ? 5 : 1]) },
      note: "the shape of one region; how many there are is not known before")
  }

  /// Each region of interest as an image of one size; how many there are, nobody knows before.
  private static let regions: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters(layer.typeKey == "roialign" ? "roi_align_param" : "roi_pooling_param")
    let sizes = [try values.integer("pooled_h"), try values.integer("pooled_w")].compactMap { $0 }
    let shape = inputs.first?.shape.flatMap { map in
      map.rank == 4 && sizes.count == 2 ? Shape([map[0], map[1]] + sizes) : nil
    }
    return try reader.assembly.addOpaque(
      layer.type, layer.name, inputs, shapes: [shape], note: "the shape of one region")
  }
}
