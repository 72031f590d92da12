import NetworkModel

extension Operators {
  static let resizings: [String: Translation] = [
    "Pad": pad, "Resize": resize, "Upsample": resize,
    "DepthToSpace": { reader, node in block("pixel_shuffle", &reader, node) },
    "SpaceToDepth": { reader, node in block("pixel_unshuffle", &reader, node) },
  ]

  private static func block(_ kind: String, _ reader: inout GraphReader, _ node: OperatorNode) -> Outcome {
    let attributes: AttributeList = ["factor": .integer(node.integer("blocksize", 1))]
    return Outcome(reader.emit(kind, [reader.operand(node, 0)], attributes, name: node.name))
  }

  // MARK: - Margins

  private static let padModes = [
    "constant": "constant", "reflect": "reflect", "edge": "replicate", "wrap": "circular",
  ]

  private static func pad(_ reader: inout GraphReader, _ node: OperatorNode) -> Outcome {
    guard let shape = node.shape(0), let margins = margins(node, rank: shape.count) else {
      return .shapes([])
    }
    let sizes = shape.indices.map { axis in
      var size = shape[axis]
      for trial in 0..<Size.scalarCount where size[trial] > 0 {
        size[trial] = max(size[trial] &+ margins.before[axis] &+ margins.after[axis], 0)
      }
      return size
    }
    let all = margins.before + margins.after
    let outside = margins.before.prefix(2) + margins.after.prefix(2)
    guard shape.count > 2, outside.allSatisfy({ $0 == 0 }),
      let padding = Padding(
        sides: (margins.before.dropFirst(2) + margins.after.dropFirst(2)).map {
          Int(clamping: Double($0).magnitude)
        },
        axes: shape.count - 2)
    else { return .shapes([sizes]) }
    let attributes: AttributeList
    let kind: String
    if all.allSatisfy({ $0 >= 0 }) {
      let mode = padModes[node.word("mode") ?? "constant"] ?? "constant"
      (kind, attributes) = ("pad", ["padding": .padding(padding), "mode": .choice(mode)])
    } else if all.allSatisfy({ $0 <= 0 }) {
      (kind, attributes) = ("crop", ["cropping": .padding(padding)])
    } else {
      return .shapes([sizes])
    }
    return Outcome(
      reader.emit(kind, [reader.operand(node, 0)], attributes, name: node.name), otherwise: [sizes])
  }

  /// What is added before and after each axis: all befores come first, of the axes named or of all.
  private static func margins(_ node: OperatorNode, rank: Int) -> (before: [Int], after: [Int])? {
    guard let pads = node.integers("pads") ?? node.integers("paddings", orInput: 1) else { return nil }
    let axes = node.integers(3) ?? Array(0..<rank)
    guard pads.count == 2 * axes.count else { return nil }
    var (before, after) = (Array(repeating: 0, count: rank), Array(repeating: 0, count: rank))
    for (place, axis) in axes.enumerated() {
      guard (-rank..<rank).contains(axis) else { return nil }
      before[axis < 0 ? axis + rank : axis] = pads[place]
      after[axis < 0 ? axis + rank : axis] = pads[place + axes.count]
    }
    return (before, after)
  }

  // MARK: - Images

  private static let interpolations = [
    "nearest": "nearest", "linear": "linear", "cubic": "cubic", "bilinear": "linear",
  ]

  private static func resize(_ reader: inout GraphReader, _ node: OperatorNode) -> Outcome {
    guard let shape = node.shape(0), let sizes = resized(node, shape) else { return .shapes([]) }
    let keepsRest = shape.count > 2 && (0..<2).allSatisfy { sizes[$0].agrees(with: shape[$0]) }
    guard keepsRest else { return .shapes([sizes]) }
    var attributes: AttributeList = [
      "mode": .choice(interpolations[node.word("mode") ?? "nearest"] ?? "nearest")
    ]
    let factors = (2..<shape.count).map { factor(from: shape[$0], to: sizes[$0]) }
    if let factor = factors.compactMap({ $0 }).extent, !factors.contains(nil) {
      attributes["factor"] = .extent(factor)
    } else if let size = sizes[2...].compactMap(\.constant).extent,
      sizes[2...].allSatisfy({ $0.constant != nil })
    {
      attributes["size"] = .extent(size)
    } else {
      return .shapes([sizes])
    }
    return Outcome(
      reader.emit("resize", [reader.operand(node, 0)], attributes, name: node.name), otherwise: [sizes])
  }

  /// A whole number that one size is of another in every trial.
  private static func factor(from size: Size, to other: Size) -> Int? {
    var factors: Set<Int> = []
    for trial in 0..<Size.scalarCount where size[trial] > 0 {
      guard other[trial].isMultiple(of: size[trial]) else { return nil }
      factors.insert(other[trial] / size[trial])
    }
    return factors.count == 1 && factors.first ?? 0 > 0 ? factors.first : nil
  }

  private static func resized(_ node: OperatorNode, _ shape: [Size]) -> [Size]? {
    // Up to version 10 the scales are the second input; then that is the region that is cropped.
    let scalesPlace = node.type == "Upsample" || node.version < 11 ? 1 : 2
    let axes = node.integers("axes")?.map { $0 < 0 ? $0 + shape.count : $0 } ?? Array(shape.indices)
    guard axes.allSatisfy(shape.indices.contains) else { return nil }
    var result = shape
    if let wanted = node.constant(3)?.values, wanted.count == axes.count, !wanted.isEmpty {
      guard let fitted = fitted(wanted.map { Size($0) }, axes.map { shape[$0] }, node) else { return nil }
      for (place, axis) in axes.enumerated() { result[axis] = fitted[place] }
      return result
    }
    let written = node.attributes["scales"].map { $0.floats.map(Double.init) + $0.ints.map(Double.init) }?
      .map { Sample(repeating: $0) }
    let ofImage = node.real("height_scale").flatMap { height in
      node.real("width_scale").map { [1, 1, height, $0].map { Sample(repeating: $0) } }
    }
    guard let scales = written ?? ofImage ?? node.constant(scalesPlace)?.values, scales.count == axes.count
    else {
      return nil
    }
    let isCropped = node.word("coordinate_transformation_mode") == "tf_crop_and_resize"
    let region = isCropped ? node.constant(1)?.values : nil
    for (place, axis) in axes.enumerated() {
      for trial in 0..<Size.scalarCount where shape[axis][trial] > 0 {
        var share = 1.0
        if let region, region.count == 2 * axes.count {
          share = region[axes.count + place][trial] - region[place][trial]
        }
        result[axis][trial] = Int(
          clamping: (Double(shape[axis][trial]) * share * scales[place][trial]).rounded(.down))
      }
    }
    return result
  }

  /// Sizes that keep the image's proportions, where the node asks for that.
  private static func fitted(_ wanted: [Size], _ sizes: [Size], _ node: OperatorNode) -> [Size]? {
    let policy = node.word("keep_aspect_ratio_policy") ?? "stretch"
    if policy == "stretch" { return wanted }
    var result = wanted
    for trial in 0..<Size.scalarCount where sizes.allSatisfy({ $0[trial] > 0 }) {
      let scales = zip(wanted, sizes).map { Double($0[trial]) / Double($1[trial]) }
      guard let scale = policy == "not_larger" ? scales.min() : scales.max() else { return nil }
      for place in sizes.indices {
        result[place][trial] = Int(clamping: (Double(sizes[place][trial]) * scale).rounded())
      }
    }
    return result
  }
}
