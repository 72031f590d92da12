import NetworkModel

/// Reads the configuration of a model: `model.to_json()` of Keras 2 and 3, `config.json` of a `.keras` file.
struct KerasReader {
  /// Makes layers of one of the file's, called with these tensors; gives its outputs.
  typealias Rule =
    @Sendable (inout KerasReader, KerasLayer, KerasInputs) throws(FileProblem) -> [ImportedTensor]

  /// By the name of the class; each family's file has its own.
  static let rules: [String: Rule] = [
    convolutionRules, poolingRules, denseRules, normalizationRules, activationRules, mergingRules, shapeRules,
    sequenceRules, attentionRules, wrapperRules, preprocessingRules,
  ].reduce(into: [:]) { all, family in all.merge(family) { first, _ in first } }

  /// Kinds of the catalogue that no layer of Keras stands for.
  static let withoutCounterpart: Set<String> = [
    "opaque", "constant", "lp_pool", "glu", "pixel_shuffle", "pixel_unshuffle", "squeeze", "unsqueeze",
  ]

  var assembly: NetworkAssembly
  /// What stands before a layer's name: the models that it is in.
  private var scope = ""
  /// The same, as it is where the model is called for the first time.
  private var formerScope = ""
  /// How many axes `TimeDistributed` has put behind the batch.
  var leading = 0
  /// What the next layer with weights keeps beside them.
  var kept: KerasKeptNumbers?
  /// Layers that were read, those within models once for each call.
  private var calls = 0

  static func read(_ bytes: UnsafeRawBufferPointer) throws(FileProblem) -> FileFormat.Reading {
    let tree = try JSONParser.parse(bytes)
    let model = try KerasLayer(try modelNode(tree.root))
    let formats = tree.strings(under: "data_format") + tree.strings(under: "dim_ordering")
    let first = formats.count { $0 == "channels_first" || $0 == "th" }
    let layout: Layout = first > formats.count - first ? .channelsFirst : .channelsLast
    let frozen = tree.nodes.indices.count { tree.isFalse($0, under: "trainable") }
    return try OpenSizes.reading { openSize throws(FileProblem) in
      let settings = NetworkSettings(name: model.name, layout: layout, rounding: .floor)
      var reader = KerasReader(
        assembly: NetworkAssembly(settings, fileOf: bytes.count, openSize: openSize))
      let outputs = try reader.model(model, called: nil)
      if frozen > 0 {
        reader.assembly.notes.append(
          "\(frozen) layers or models are kept from training; their parameters are counted all the same")
      }
      return try reader.assembly.reading(outputs: outputs)
    }
  }

  /// The model in the file, which TensorFlow.js keeps with its weights' manifest.
  private static func modelNode(_ root: SyntaxNode) throws(FileProblem) -> SyntaxNode {
    let topology = root["modelTopology"] ?? root
    return topology["model_config"] ?? topology
  }

  private init(assembly: NetworkAssembly) { self.assembly = assembly }

  // MARK: - Models

  /// Whether the configuration lists layers, so that it is a model's.
  static func isModel(_ layer: KerasLayer) -> Bool {
    (layer.config["layers"]?.kind == .list && layer.type != "Merge") || layer.config.kind == .list
  }

  /// Reads a model's layers.
  ///
  /// - Parameter inputs: what it is called with; `nil` for the outermost one, whose inputs are the network's.
  /// - Returns: its outputs.
  mutating func model(
    _ model: KerasLayer, called inputs: [ImportedTensor]?
  ) throws(FileProblem) -> [ImportedTensor] {
    guard Self.isModel(model) else {
      throw model.node.problem(
        "the model's class \(model.type.quoted) keeps its layers in its own code, not in the file")
    }
    let layers = model.config["layers"] ?? model.config
    if model.config["output_layers"] != nil { return try functional(model, layers, inputs) }
    return try sequential(model, layers, inputs)
  }

  private mutating func sequential(
    _ model: KerasLayer, _ layers: SyntaxNode, _ inputs: [ImportedTensor]?
  ) throws(FileProblem) -> [ImportedTensor] {
    var tensors = inputs
    var entries = Array(layers.children.prefix(NetworkAssembly.maximumLayers + 1))
    if tensors == nil, let first = entries.first, let branches = first["config"]?["layers"],
      try KerasLayer(first).type == "Merge"
    {
      // In Keras 1 several models could run into one.
      tensors = []
      for branch in branches.children {
        tensors? += try read(KerasLayer(branch), KerasInputs([]), isFed: true)
      }
      tensors = try read(KerasLayer(first), KerasInputs(tensors ?? []))
      entries.removeFirst()
    } else if let first = entries.first, try KerasLayer(first).type == "InputLayer" {
      if tensors == nil { tensors = [try addInput(try KerasLayer(first))] }
      entries.removeFirst()
    }
    for (place, entry) in entries.enumerated() {
      let layer = try KerasLayer(entry)
      if tensors == nil {
        let given = model.config["build_input_shape"] ?? entry["build_config"]?["input_shape"]
        tensors = [try addInput(layer, shape: given)]
      }
      // What the next layer was built for is what this one gives.
      let next = place + 1 < entries.count ? entries[place + 1]["build_config"]?["input_shape"] : nil
      let shape = next.map { $0.children.map(\.integer) }
      tensors = try read(layer, KerasInputs(tensors ?? [], shapes: shape.map { [0: $0] } ?? [:]))
    }
    return tensors ?? []
  }

  private mutating func functional(
    _ model: KerasLayer, _ layers: SyntaxNode, _ inputs: [ImportedTensor]?
  ) throws(FileProblem) -> [ImportedTensor] {
    let outputs = try KerasCall.tensors(in: model.config["output_layers"])
    let graph = try KerasGraph(layers, outputs: outputs)
    var given: [Int: ImportedTensor] = [:]
    for (input, tensor) in zip(try KerasCall.tensors(in: model.config["input_layers"]), inputs ?? []) {
      if let place = graph.place(of: input) { given[place] = tensor }
    }
    var results: [[ImportedTensor]] = Array(repeating: [], count: graph.nodes.count)
    func result(_ tensor: KerasCall.Tensor) -> ImportedTensor? {
      let tensors = graph.place(of: tensor).map { results[$0] } ?? []
      return tensor.output < tensors.count ? tensors[tensor.output] : nil
    }
    for place in try graph.order() {
      let node = graph.nodes[place]
      if node.isInput {
        if let input = given[place] {
          results[place] = [input]
        } else {
          results[place] = [try addInput(node.layer)]
        }
        continue
      }
      var call = KerasInputs([], shapes: node.shapes, used: node.used, call: node.call)
      for (name, tensor) in node.call.inputs {
        guard let input = result(tensor) else {
          throw node.layer.node.problem(
            "layer \(node.layer.name.quoted) reads output \(tensor.output) of \(tensor.layer.quoted), "
              + "which has none")
        }
        call.append(input, name: name)
      }
      results[place] = try read(node.layer, call, repeats: node.number)
    }
    return outputs.compactMap(result)
  }

  // MARK: - Layers

  /// Makes layers of one of the model's.
  /// - Parameters:
  ///   - repeats: how often the layer has been called before.
  ///   - isFed: whether it is a model whose inputs are the network's.
  mutating func read(
    _ layer: KerasLayer, _ inputs: KerasInputs, repeats: Int = 0, isFed: Bool = false
  ) throws(FileProblem) -> [ImportedTensor] {
    // Models that are called by models would come to more without a layer among them.
    calls += 1
    guard calls <= 2 * NetworkAssembly.maximumLayers else { throw NetworkAssembly.tooManyLayers }
    var layer = layer
    layer.leading = leading
    let (scope, formerScope) = (self.scope, self.formerScope)
    defer { (self.scope, self.formerScope) = (scope, formerScope) }
    if Self.isModel(layer) {
      self.scope += repeats == 0 ? "\(layer.name)/" : "\(layer.name)-\(repeats + 1)/"
      self.formerScope += "\(layer.name)/"
      return try model(layer, called: isFed ? nil : inputs.tensors)
    }
    quantize(layer)
    isRepeated = repeats > 0 || self.scope != self.formerScope
    let rule = layer.isFunction ? Self.function : Self.rules[layer.type] ?? Self.unknown
    return try rule(&self, layer, inputs)
  }

  /// Whether the layer being read has been called before, with the same parameters.
  private var isRepeated = false

  /// Adds a layer within the models that are being read.
  mutating func add(
    _ kind: String, _ name: String, _ inputs: [ImportedTensor], _ values: ImportedValues = [:],
    note: String? = nil, outputs: Int = 1, sharing owner: String? = nil
  ) throws(FileProblem) -> [ImportedTensor] {
    var values = values
    if let kept, OperationKind(kind)?.spec.attribute("untrained") != nil {
      values.set("untrained", kept.count(values))
      self.kept = nil
    }
    return try assembly.add(
      kind, scope + name, inputs, values, shares: isRepeated ? formerScope + (owner ?? name) : nil,
      note: note,
      outputs: outputs)
  }

  /// A layer's name with those of the models that it is in.
  func scoped(_ name: String) -> String { scope + name }

  /// Does to every element, step by step, what a layer does.
  mutating func apply(
    _ steps: [ElementStep], _ name: String, _ inputs: [ImportedTensor]
  ) throws(FileProblem) -> [ImportedTensor] {
    try assembly.apply(steps, scope + name, inputs)
  }

  /// Adds a layer that has no counterpart, with the shapes that the file tells.
  ///
  /// - Parameters:
  ///   - shape: of its first output, where the file does not tell it; `others` of those after it.
  ///   - weights: the tensors that it learns, which become layers that it reads.
  mutating func addOpaque(
    _ layer: KerasLayer, _ inputs: KerasInputs, shape: Shape? = nil, others: Shape? = nil,
    weights: [(name: String, sizes: [Int])] = [], note: String? = nil
  ) throws(FileProblem) -> [ImportedTensor] {
    let count = max((inputs.used.max() ?? 0) + 1, 1)
    guard count <= 1024 else { throw layer.node.problem("layer \(layer.name.quoted) has too many outputs") }
    let shapes = (0..<count).map { output in
      inputs.shape(of: output, leading) ?? (output == 0 ? shape : others)
    }
    var tensors = inputs.tensors
    for (name, sizes) in weights {
      tensors += try add(
        "parameter", "\(layer.name)_\(name)", [],
        ["shape": .integers(sizes), "batched": .flag(false)])
    }
    return try assembly.addOpaque(layer.type, scope + layer.name, tensors, shapes: shapes, note: note)
  }

  private static let unknown: Rule = { reader, layer, inputs throws(FileProblem) in
    reader.assembly.tell(
      "\(layer.type.madeSafe) is no layer of Keras': what it learns is not in the file, and not counted",
      of: reader.scoped(layer.name))
    return try reader.addOpaque(layer, inputs)
  }
}

extension SyntaxTree {
  /// Whether a value is `false` and stands under a key.
  fileprivate func isFalse(_ index: Int, under key: String) -> Bool {
    let node = nodes[index]
    return node.kind == .word && bytes[Int(node.start)..<Int(node.end)].elementsEqual("false".utf8)
      && bytes[Int(node.key)..<Int(node.key) + Int(node.keyLength)].elementsEqual(key.utf8)
  }

  /// All strings that stand under a key, wherever it is.
  fileprivate func strings(under key: String) -> [String] {
    nodes.lazy.filter { node in
      node.kind == .string
        && self.bytes[Int(node.key)..<Int(node.key) + Int(node.keyLength)].elementsEqual(key.utf8)
    }.map { self.string(Int($0.start)..<Int($0.end)) }
  }
}
