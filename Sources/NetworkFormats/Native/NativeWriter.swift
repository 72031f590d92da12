import NetworkModel

/// Writes the native file: one line for a layer, keys in a fixed order, nothing that equals a fixed default.
/// The same network always gives the same text.
struct NativeWriter {
  private let network: Network
  private let names: Set<String>

  static func write(_ network: Network) -> String { NativeWriter(network).text }

  /// Layers by themselves, each an item of a list.
  static func lines(of layers: [Layer]) -> [String] {
    let writer = NativeWriter(Network(layers: layers))
    return layers.map { "- {\(writer.line(of: $0))}" }
  }

  private init(_ network: Network) {
    self.network = network
    names = Set(network.layers.map(\.name))
  }

  private var text: String {
    let settings = network.settings
    var lines: [String] = []
    for key in HeaderKey.allCases {
      switch key {
      case .strata: lines.append("\(key.rawValue): \(nativeVersion)")
      case .name: lines.append("\(key.rawValue): \(yamlScalar(settings.name))")
      case .layout: lines.append("\(key.rawValue): \(settings.layout.rawValue)")
      case .rounding: lines.append("\(key.rawValue): \(settings.rounding.rawValue)")
      case .batch: lines.append("\(key.rawValue): \(settings.batch)")
      case .dimensions where settings.dimensions.isEmpty: break
      case .dimensions:
        let entries = settings.dimensions.map { "\(yamlKey($0.key)): \($0.value)" }
        lines.append("\(key.rawValue): {\(entries.joined(separator: ", "))}")
      case .layers where network.layerCount == 0: lines.append("\(key.rawValue): []")
      case .layers: lines += ["\(key.rawValue):"] + network.layers.map { "  - {\(line(of: $0))}" }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func line(of layer: Layer) -> String {
    var entries: [(key: String, value: String)] = []
    func add(_ key: LayerKey, _ value: String) { entries.append((key.rawValue, value)) }
    add(.name, yamlScalar(layer.name))
    add(.kind, layer.kind.name)
    if let inputs = layer.inputs { add(.inputs, text(of: inputs)) }
    for spec in layer.spec.attributes {
      guard let value = layer.attributes[spec.name], spec.default != .value(value) else { continue }
      entries.append((spec.name.text, text(of: value.literal)))
    }
    if let note = layer.note { add(.note, yamlScalar(note)) }
    return entries.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
  }

  /// A single input is written without brackets.
  private func text(of inputs: [InputReference]) -> String {
    let words = inputs.map { yamlScalar($0.written(layers: names)) }
    return words.count == 1 ? words[0] : "[\(words.joined(separator: ", "))]"
  }

  private func text(of literal: AttributeLiteral) -> String {
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
