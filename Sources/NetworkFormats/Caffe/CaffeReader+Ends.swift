import NetworkModel

/// Where a network ends: what is compared with labels is its result, and how, is no part of it.
extension CaffeReader {
  static let endRules: [String: Rule] = ["accuracy": end, "detectionevaluate": end]

  /// Which bottoms a layer computes from, where the others are labels, or marks of where sequences begin.
  static func isRead(_ place: Int, of layer: CaffeLayer) -> Bool {
    switch layer.typeKey {
    case "lstm", "rnn": place == 0 || place == 2
    case "silence", "hdf5output": false
    default: !isEnd(layer) || place == 0
    }
  }

  /// Whether a layer is a loss or a measure: Caffe's own have it in their name, and so have those of others.
  static func isEnd(_ layer: CaffeLayer) -> Bool {
    if endRules[layer.typeKey] != nil { return true }
    let name = layer.typeKey == "python" ? layer.parameters("python_param").text("layer")?.lowercased() : nil
    return ["loss", "accuracy", "warpctc"].contains { (name ?? layer.typeKey).contains($0) }
  }

  /// A second top of a softmax with its loss is the softmax itself.
  static let end: Rule = { reader, layer, inputs throws(FileProblem) in
    let result = try reader.assembly.add(
      "output", layer.name, inputs,
      note: "\(layer.type) of \(layer.bottoms.joined(separator: " and "))".madeSafe)
    guard layer.tops.count > 1, layer.typeKey.hasPrefix("softmax") else { return [] }
    let axis = try layer.parameters("softmax_param").integer("axis") ?? 1
    return try result + reader.softmax("\(layer.name)_probabilities", inputs, axis)
  }
}
