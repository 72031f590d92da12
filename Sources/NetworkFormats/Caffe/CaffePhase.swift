/// The state in which a network is read, and which layers belong to it.
struct CaffePhase: Equatable {
  /// `TRAIN` or `TEST`.
  let phase: String
  var level = 0
  var stages: [String] = []

  /// Whether a layer is there in this state: by one of its `include`s, or else by none of its `exclude`s.
  func includes(_ layer: SyntaxNode) -> Bool {
    let included = layer.repeated("include")
    if !included.isEmpty { return included.contains { agrees(with: $0) } }
    return !layer.repeated("exclude").contains { agrees(with: $0) }
  }

  private func agrees(with rule: SyntaxNode) -> Bool {
    if let wanted = rule["phase"]?.text, wanted != phase, wanted != (phase == "TRAIN" ? "0" : "1") {
      return false
    }
    if let least = rule["min_level"]?.integer, level < least { return false }
    if let most = rule["max_level"]?.integer, level > most { return false }
    return rule.repeated("stage").allSatisfy { stages.contains($0.text) }
      && !rule.repeated("not_stage").contains { stages.contains($0.text) }
  }

  /// The states in which a file may be meant to be read, the likelier first: as it says itself, or for testing,
  /// for training, and each of them with one or two of the stages that its layers speak of.
  static func candidates(_ net: SyntaxNode, _ layers: [SyntaxNode]) -> [CaffePhase] {
    let state = net["state"]
    let stages = state?.repeated("stage").map(\.text) ?? []
    let phases = state?["phase"].map { [$0.text] } ?? ["TEST", "TRAIN"]
    let level = state?["level"]?.integer ?? 0
    var spoken: [String] = []
    for rule in layers.flatMap({ $0.repeated("include") }) {
      for stage in rule.repeated("stage").map(\.text) where !spoken.contains(stage) && spoken.count < 8 {
        spoken.append(stage)
      }
    }
    var sets: [[String]] = [[]] + spoken.map { [$0] }
    // Each is tried on all layers, of which no network for several stages has so many.
    for (place, stage) in spoken.enumerated() where layers.count < 5000 {
      sets += spoken[(place + 1)...].map { [stage, $0] }
    }
    return sets.flatMap { further in
      phases.map { CaffePhase(phase: $0, level: level, stages: stages + further) }
    }
  }

  var title: String {
    let words = stages.isEmpty ? "" : ", stage \(stages.joined(separator: ", ").quoted)"
    return (phase == "TRAIN" || phase == "0" ? "training" : "testing") + words
  }
}
