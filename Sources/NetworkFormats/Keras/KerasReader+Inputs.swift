import NetworkModel

/// What is fed to a model.
extension KerasReader {
  /// Adds an input of the network. A size that the file leaves open becomes a named dimension.
  ///
  /// - Parameter shape: where no layer says it: what the model was built for.
  mutating func addInput(_ layer: KerasLayer, shape: SyntaxNode? = nil) throws(FileProblem) -> ImportedTensor
  {
    let isInput = layer.type == "InputLayer"
    let name = isInput ? layer.name : "input"
    let own = layer.config["batch_shape"] ?? layer.config["batch_input_shape"]
    guard let given = own ?? shape, given.kind == .list else {
      return try assembly.add(
        "input", name, [], note: "the file does not say for which inputs the model is")[0]
    }
    var sizes: [Int?] = []
    for size in given.children {
      guard sizes.count <= Shape.maximumRank else {
        throw given.problem("layer \(layer.name.quoted): a tensor has at most \(Shape.maximumRank) axes")
      }
      guard size.isNull || (size.integer ?? 0) >= 1 else {
        throw size.problem("layer \(layer.name.quoted): a size must be a whole number of 1 or more, or null")
      }
      sizes.append(size.integer)
    }
    if assembly.isEmpty, let batch = sizes.first ?? nil { assembly.settings.batch = batch }
    var literals: [AttributeLiteral] = []
    var open: [String] = []
    let names = axisNames(sizes.count - 1)
    for (axis, size) in sizes.dropFirst().enumerated() {
      if let size {
        literals.append(.integer(size))
        continue
      }
      let dimension = assembly.isEmpty ? names[axis] : "\(name)_\(names[axis])"
      guard assembly.settings.dimensions.count < 64 else {
        throw given.problem("more than 64 sizes are left open")
      }
      assembly.settings.dimensions[dimension] = assembly.openSize
      open.append(dimension)
      literals.append(.word(dimension))
    }
    let isBatched = !literals.isEmpty
    if !isBatched { literals = [.word("batch")] }
    let note =
      open.isEmpty
      ? nil : "the file leaves open, and \(assembly.openSize) is taken: \(open.listed)"
    if let note { assembly.notes.append("\(name.quoted): \(note)") }
    return try assembly.add(
      "input", name, [], ["shape": .list(literals), "batched": .flag(isBatched)], note: note)[0]
  }

  /// What the axes behind the batch are called.
  private func axisNames(_ count: Int) -> [String] {
    let spatial: [String]
    switch count {
    case ...1: return ["length"]
    case 2: spatial = ["steps"]
    case 3: spatial = ["height", "width"]
    case 4: spatial = ["depth", "height", "width"]
    default: return (1...count).map { "axis\($0)" }
    }
    return assembly.settings.layout == .channelsFirst ? ["channels"] + spatial : spatial + ["channels"]
  }
}
