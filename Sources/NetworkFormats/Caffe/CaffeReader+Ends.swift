import NetworkModel

/// Where a network ends: what is compared with labels is its result, and how, is no part of it.
extension CaffeReader {
  private static let losses = [
    "softmaxwithloss", "softmaxloss", "euclideanloss", "hingeloss", "contrastiveloss", "infogainloss",
    "multinomiallogisticloss", "sigmoidcrossentropyloss", "smoothl1loss", "multiboxloss", "tripletloss",
    "centerloss", "accuracy", "detectionevaluate", "focalloss", "l1loss",
  ]

  static let endRules: [String: Rule] = Dictionary(uniqueKeysWithValues: losses.map { ($0, end) })

  /// How many bottoms a layer computes from, where the rest are labels, or marks of where sequences begin.
  static let bottomsRead: [String: Int] = losses.reduce(into: ["lstm": 1, "rnn": 1]) { $0[$1] = 1 }

  private static let end: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.assembly.add(
      "output", layer.name, inputs,
      note: "\(layer.type) of \(layer.bottoms.joined(separator: " and "))".madeSafe)
  }
}
