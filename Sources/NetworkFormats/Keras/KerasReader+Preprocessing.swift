import NetworkModel

/// What prepares data: numbers for words and ranges, and vectors for numbers.
extension KerasReader {
  static let preprocessingRules: [String: Rule] = [
    "CategoryEncoding": encoding, "Hashing": encoding, "HashedCrossing": encoding, "Discretization": encoding,
    "StringLookup": encoding, "IntegerLookup": encoding, "TextVectorization": text,
    "MelSpectrogram": spectrogram, "STFTSpectrogram": spectrogram,
  ]

  private static let encoding: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.addOpaque(
      layer, inputs, shape: inputs.first?.shape.flatMap { encoded($0, layer, try? layer.categories()) })
  }

  /// A number for each; or a vector for each (`one_hot`), or one for all that stand along the last axis.
  private static func encoded(_ shape: Shape, _ layer: KerasLayer, _ count: Int?) -> Shape? {
    let mode = layer.word("output_mode") ?? (layer.type == "CategoryEncoding" ? "multi_hot" : "int")
    if mode == "int" { return shape }
    guard let count else { return nil }
    let kept = shape.rank > 1 && (mode != "one_hot" || shape.dimensions.last == 1) ? 1 : 0
    return Shape(shape.dimensions.dropLast(kept) + [count])
  }

  /// The words of a text by their numbers, or how often each is there.
  private static let text: Rule = { reader, layer, inputs throws(FileProblem) in
    let isNumbered = layer.word("output_mode") ?? "int" == "int"
    let length = try isNumbered ? layer.integer("output_sequence_length") : layer.categories()
    let shape = inputs.first?.shape.flatMap { shape in length.flatMap { Shape([shape[0], $0]) } }
    return try reader.addOpaque(layer, inputs, shape: shape)
  }

  /// Frequencies of a sound in windows that follow one another.
  private static let spectrogram: Rule = { reader, layer, inputs throws(FileProblem) in
    let isMel = layer.type == "MelSpectrogram"
    let step = isMel ? try layer.integer("sequence_stride") : nil
    let bins = isMel ? try layer.integer("num_mel_bins") : nil
    let shape = inputs.first?.shape.flatMap { shape -> Shape? in
      guard let step, step > 0, let bins, shape.rank > 1 else { return nil }
      return Shape(shape.dimensions.dropLast() + [bins, shape[shape.rank - 1] / step + 1])
    }
    return try reader.addOpaque(layer, inputs, shape: shape)
  }
}

extension KerasLayer {
  /// How many kinds of things a layer tells apart.
  fileprivate func categories() throws(FileProblem) -> Int? {
    for key in ["num_tokens", "num_bins", "max_tokens"] {
      if let count = try integer(key) { return count }
    }
    if let boundaries = config["bin_boundaries"], boundaries.kind == .list {
      return boundaries.children.reduce(1) { count, _ in count + 1 }
    }
    // What is not in the vocabulary has numbers as well.
    let known: Int?
    if let words = config["vocabulary"], words.kind == .list {
      known = words.children.reduce(0) { count, _ in count + 1 }
    } else {
      known = try integer("vocabulary_size")
    }
    let unknown = type == "TextVectorization" ? 1 : try integer("num_oov_indices") ?? 1
    return known.map { $0 &+ (config["vocabulary"]?.kind == .list ? unknown : 0) }
  }
}
