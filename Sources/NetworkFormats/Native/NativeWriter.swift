import NetworkModel

/// Writes the native file: one line for a layer, keys in a fixed order, nothing that equals a fixed default.
/// The same network always gives the same text.
enum NativeWriter {
  static func write(_ network: Network) -> String {
    let layers = network.layers
    let names = Set(layers.map(\.name))
    let lines = HeaderKey.allCases.flatMap { key -> [String] in
      switch key {
      case .strata: ["\(key.rawValue): \(nativeVersion)"]
      case .layers where layers.isEmpty: ["\(key.rawValue): []"]
      case .layers: ["\(key.rawValue):"] + layers.map { "  - {\(entries(of: $0, names: names))}" }
      default: entry(key, of: network.settings).map { [$0] } ?? []
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The settings as they stand in a file, on one line.
  static func entries(of settings: NetworkSettings) -> String {
    HeaderKey.allCases.compactMap { entry($0, of: settings) }.joined(separator: ", ")
  }

  private static func entry(_ key: HeaderKey, of settings: NetworkSettings) -> String? {
    switch key {
    case .strata, .layers: return nil
    case .name: return "\(key.rawValue): \(yamlScalar(settings.name))"
    case .layout: return "\(key.rawValue): \(settings.layout.rawValue)"
    case .rounding: return "\(key.rawValue): \(settings.rounding.rawValue)"
    case .batch: return "\(key.rawValue): \(settings.batch)"
    case .dimensions:
      let entries = settings.dimensions.map { "\(yamlKey($0.key)): \($0.value)" }
      return entries.isEmpty ? nil : "\(key.rawValue): {\(entries.joined(separator: ", "))}"
    }
  }

  /// A layer's entries, on one line.
  ///
  /// - Parameter names: of all layers, for the references that could be taken for another.
  static func entries(of layer: Layer, names: Set<String>) -> String {
    var entries: [(key: String, value: String)] = []
    func add(_ key: LayerKey, _ value: String) { entries.append((key.rawValue, value)) }
    add(.name, yamlScalar(layer.name))
    add(.kind, layer.kind.name)
    if let inputs = layer.inputs { add(.inputs, text(of: inputs, names)) }
    if let owner = layer.shares { add(.shares, yamlScalar(owner)) }
    for spec in layer.spec.attributes {
      guard let value = layer.attributes[spec.name], spec.default != .value(value) else { continue }
      entries.append((spec.name.text, text(of: value.literal)))
    }
    if let note = layer.note { add(.note, yamlScalar(note)) }
    return entries.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
  }

  /// A single input is written without brackets.
  private static func text(of inputs: [InputReference], _ names: Set<String>) -> String {
    let words = inputs.map { yamlScalar($0.written(layers: names)) }
    return words.count == 1 ? words[0] : "[\(words.joined(separator: ", "))]"
  }

  private static func text(of literal: AttributeLiteral) -> String {
    switch literal {
    case .integer(let number): String(number)
    case .real(let number): yamlNumber(number)
    case .flag(let flag): flag ? "true" : "false"
    case .word(let word): yamlScalar(word)
    case .list(let items): "[\(items.map(text).joined(separator: ", "))]"
    }
  }
}

/// A number that every YAML reader takes for one: those of version 1.1 want a point before an exponent.
private func yamlNumber(_ number: Double) -> String {
  if !number.isFinite { return number.isNaN ? ".nan" : number < 0 ? "-.inf" : ".inf" }
  let text = number.description
  guard let exponent = text.firstIndex(of: "e"), !text.contains(".") else { return text }
  return "\(text[..<exponent]).0\(text[exponent...])"
}
