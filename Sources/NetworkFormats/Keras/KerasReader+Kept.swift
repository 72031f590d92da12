import NetworkModel

/// How many numbers a layer of Keras keeps beside its weights, and does not train.
enum KerasKeptNumbers {
  case count(Int)
  /// A scale for each unit, or for each entry of a table.
  case scales
}

/// Numbers beside the weights: the scales of a quantization, the vector of a spectral normalization.
extension KerasReader {
  /// The layer that a wrapper divides by the largest singular value of its kernel, which a vector goes on to find.
  static let spectral: Rule = { reader, layer, inputs throws(FileProblem) in
    let inner = try inner(layer)
    let shape = inputs.first?.shape
    let channels = shape.flatMap { $0.rank > 1 ? $0[inner.layout.channelAxis(rank: $0.rank)] : nil }
    var size: Int?
    switch inner.type {
    case let type where type.contains("Transpose"): size = channels
    case let type where type.hasPrefix("Depthwise"): size = try inner.integer("depth_multiplier")
    case "EinsumDense": size = inner.config["output_shape"]?.integers?.last
    default:
      for key in ["filters", "units", "output_dim"] where size == nil { size = try inner.integer(key) }
    }
    reader.kept = size.map { .count($0) }
    reader.assembly.tell(
      "weights are divided by their largest singular value", of: reader.scoped(layer.name))
    return try reader.read(inner, inputs)
  }

  /// Notes what a layer's quantization keeps.
  mutating func quantize(_ layer: KerasLayer) {
    guard ["Dense", "EinsumDense", "Embedding", "ReversibleEmbedding"].contains(layer.type),
      let mode = layer.quantization
    else { return }
    var text = "quantized to \(mode.madeSafe), which is not written elsewhere"
    switch mode {
    case "int8": kept = .scales
    // For what comes in, the kernel and the gradient of what comes out: a scale, and how large they were lately.
    case "float8":
      kept = .count(3 &* (1 &+ (layer.config["dtype"]?["config"]?["amax_history_length"]?.integer ?? 1024)))
    default: text += "; Keras packs its weights, and here each is counted, without scales"
    }
    assembly.tell(text, of: scoped(layer.name))
  }
}

extension KerasKeptNumbers {
  func count(_ values: ImportedValues) -> AttributeLiteral? {
    switch self {
    case .count(let count): .integer(count)
    case .scales: values.entries.first { $0.name == "entries" || $0.name == "units" }?.literal
    }
  }
}

extension KerasLayer {
  /// What its weights are quantized to: written as a policy, `int8_from_float32` before Keras 3.4.
  fileprivate var quantization: String? {
    guard let dtype = config["dtype"] else { return nil }
    if let name = dtype.string {
      return name.contains("_from_") ? String(name.prefix { $0 != "_" }) : nil
    }
    let mode = dtype["config"]?["mode"]?.string
    return mode.map { String($0.prefix { $0 != "/" }) }
  }
}
