import NetworkModel
import Yams

extension NativeReader {
  mutating func layers(_ node: Node) -> [Layer] {
    guard let sequence = node.sequence else {
      report("`layers` must be a list", at: node)
      return []
    }
    var layers: [Layer] = []
    add(sequence, to: &layers)
    return Self.resolved(layers)
  }

  /// Reads a list run by run, as far as that goes; the inputs are names and nothing else yet.
  ///
  /// - Returns: `nil` where it has to be taken apart as a whole.
  mutating func layers(of list: inout YAMLList) throws(FileProblem) -> [Layer]? {
    var layers: [Layer] = []
    while let run = try list.next() {
      shift = run.shift
      add(run.items, to: &layers)
    }
    shift = TextShift()
    return list.isRegular ? layers : nil
  }

  private mutating func add(_ items: Node.Sequence, to layers: inout [Layer]) {
    for item in items where !hasEnoughProblems {
      if let layer = layer(item) { layers.append(layer) }
    }
  }

  /// Tells names of layers from those that say which output they mean, once all layers are known.
  static func resolved(_ layers: [Layer]) -> [Layer] {
    var (layers, names) = (layers, Set<String>())
    for place in layers.indices {
      guard let inputs = layers[place].inputs,
        inputs.contains(where: { $0.name.utf8.contains(UInt8(ascii: ":")) })
      else { continue }
      if names.isEmpty { names = Set(layers.map(\.name)) }
      layers[place].inputs = inputs.map { InputReference(written: $0.name, layers: names) }
    }
    return layers
  }

  private mutating func layer(_ node: Node) -> Layer? {
    let entries = entries(of: node, "a layer")
    guard node.mapping != nil else { return nil }
    let name = name(of: node, entries)
    guard let kind = kind(of: node, entries, name) else { return nil }
    var layer = Layer(name: name ?? "", kind: kind)
    for entry in entries {
      switch LayerKey(rawValue: entry.name) {
      case .name, .kind: break
      case .inputs: layer.inputs = inputs(entry.value)
      case .shares: layer.shares = text(entry.value, "shares")
      case .note: layer.note = text(entry.value, "note")
      case nil: read(entry, into: &layer)
      }
    }
    layer.attributes = known.shared(layer.attributes)
    return layer
  }

  /// A layer on its own, whose inputs are written so that they can be meant in one way only.
  mutating func singleLayer(_ node: Node) -> Layer? {
    guard var layer = layer(node) else { return nil }
    layer.inputs = layer.inputs?.map { InputReference(written: $0.name, layers: []) }
    return layer
  }

  private mutating func name(of node: Node, _ entries: [YAMLEntry]) -> String? {
    guard let value = entries.first(where: { $0.name == LayerKey.name.rawValue })?.value else {
      report("the layer has no name", at: node)
      return nil
    }
    guard let name = text(value, "name") else { return nil }
    if name.isEmpty { report("a layer's name cannot be empty", at: value) }
    return name
  }

  private mutating func kind(of node: Node, _ entries: [YAMLEntry], _ name: String?) -> OperationKind? {
    guard let value = entries.first(where: { $0.name == LayerKey.kind.rawValue })?.value else {
      report("layer \((name ?? "").quoted) has no kind", at: node)
      return nil
    }
    guard let word = text(value, "kind") else { return nil }
    if let kind = OperationKind(word) { return kind }
    report("unknown kind \(word.quoted)\(suggestKind(for: word))", at: value)
    return nil
  }

  private mutating func inputs(_ node: Node) -> [InputReference] {
    let items = node.sequence.map { Array($0) } ?? [node]
    var inputs: [InputReference] = []
    for item in items {
      guard item.scalar != nil else {
        report("an input is a layer's name, or a list of names", at: item)
        continue
      }
      if let text = text(item, "an input") { inputs.append(InputReference(text)) }
    }
    return inputs
  }

  /// Sets an attribute. One that has its fixed default is not kept, so that files that mean the same are equal;
  /// a default that follows another value is kept apart from the same value written out.
  private mutating func read(_ entry: YAMLEntry, into layer: inout Layer) {
    guard let spec = layer.spec.attribute(AttributeName(entry.name)) else {
      let hint = suggestAttribute(for: entry.name, of: layer.spec)
      report("unknown attribute \(entry.name.quoted) of \(layer.spec.id)\(hint)", at: entry.key)
      return
    }
    guard let literal = literal(entry.value, spec.name.text, asText: spec.type == .text) else { return }
    do {
      let value = try spec.type.value(of: literal)
      if spec.default != .value(value) { layer.attributes[spec.name] = value }
    } catch {
      report("\(spec.name) \(error.reason)", at: entry.value)
    }
  }
}

// MARK: - Nearest names

/// Words of other programs count too: `Dense` and `kernel_size` are understood as what they would be here.
private func suggestKind(for word: String) -> String {
  let kinds = Catalogue.specs.map(\.id)
  var named: [String: String] = [:]
  var foreign: [String] = []
  for spec in Catalogue.specs {
    for format in ForeignFormat.allCases {
      let words = spec.spelled[format]?.split { !$0.isLetter && !$0.isNumber }.map(String.init) ?? []
      for word in words where named[word] == nil {
        named[word] = spec.id
        foreign.append(word)
      }
    }
  }
  if let nearest = nearestNames(to: word, among: kinds + foreign).first {
    return "; did you mean \((named[nearest] ?? nearest).quoted)?"
  }
  return suggestion(for: word, in: kinds)
}

private func suggestAttribute(for word: String, of spec: OperationSpec) -> String {
  if let attribute = spec.attributes.first(where: { $0.spelled.values.contains(word) }) {
    return "; did you mean \(attribute.name.text.quoted)?"
  }
  return suggestion(for: word, in: spec.attributes.map(\.name.text) + LayerKey.allCases.map(\.rawValue))
}
