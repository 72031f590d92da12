import NetworkModel

/// Reads a model: its inputs, its nodes and its outputs, in that order.
enum ONNXReader {
  static func read(_ bytes: UnsafeRawBufferPointer) throws(FileProblem) -> FileFormat.Reading {
    let model = try ONNXModel.decode(bytes)
    guard model.hasGraph else { throw FileProblem("holds no graph") }
    let graph = model.graph
    let initialized = Set(graph.initializer.map(\.name) + graph.sparseInitializer.map(\.values.name))
    let inputs = graph.input.filter { !initialized.contains($0.name) }
    let scope = Scope(versions: model.versions)
    scope.declare(graph.valueInfo + graph.output)

    let settings = NetworkSettings(name: graph.name, layout: .channelsFirst, rounding: .floor)
    var reader = GraphReader(model, Trials(settings, inputs), scope)
    try reader.declare(graph.initializer, graph.sparseInitializer)
    let weights = graph.namesOfWeights
    for input in inputs { try reader.declare(input, isWeight: weights.contains(input.name)) }
    try reader.read(graph.node, outputs: graph.output.map(\.name))
    for output in graph.output { try reader.end(with: output.name) }
    return FileFormat.Reading(
      network: reader.finish(), notes: reader.notes)
  }
}

extension ONNXModel {
  fileprivate var versions: [String: Int] {
    var versions: [String: Int] = [:]
    for set in opsetImport { versions[set.domain == "ai.onnx" ? "" : set.domain] = Int(set.version) }
    return versions
  }
}

extension ONNXGraph {
  /// Inputs that are read as weights and nothing else: they are given from outside, and belong to their layers.
  fileprivate var namesOfWeights: Set<String> {
    var (weights, others): (Set<String>, Set<String>) = ([], Set(output.map(\.name)))
    for node in node {
      let places = Operators.weightPlaces(of: node.opType)
      for (place, name) in node.input.enumerated() {
        if places.contains(place) { weights.insert(name) } else { others.insert(name) }
      }
      others.formUnion(node.namesReadByGraphs)
    }
    return weights.subtracting(others)
  }
}

extension Trials {
  /// The trials of a graph with these inputs. The batch is the first axis of the first input that has several, or
  /// a name that says so.
  fileprivate init(_ settings: NetworkSettings, _ inputs: [ONNXValueInfo]) {
    let shapes = inputs.map { $0.type.tensorType.shape.dim }
    let names = Set(shapes.joined().map(\.dimParam)).intersection(Self.namesOfBatch)
    let leading = shapes.first { $0.count > 1 }?[0]
    if let name = names.min() {
      self.init(settings, batch: nil, named: name)
    } else if case .dimValue(let batch)? = leading?.value, batch > 0 {
      self.init(settings, batch: Int(batch), named: nil)
    } else {
      self.init(settings, batch: leading == nil ? 1 : nil, named: leading?.dimParam)
    }
  }

  private static let namesOfBatch: Set<String> = ["batch", "batch_size", "batchsize", "N", "n", "bs", "B"]
}

extension GraphReader {
  /// Makes a layer of an input of the graph.
  fileprivate mutating func declare(_ input: ONNXValueInfo, isWeight: Bool) throws(FileProblem) {
    for case .dimValue(let size)? in input.type.tensorType.shape.dim.map(\.value) where size < 0 {
      throw FileProblem("the input \(input.name.quoted) has the size \(size)")
    }
    if isWeight, let sizes = input.type.sizes(trials)?.compactMap({ $0 }),
      sizes.count == input.type.tensorType.shape.dim.count
    {
      scope[input.name] = GraphTensor(
        shape: sizes, constant: Constant(origin: .initializer(input.name), isInteger: false))
      return
    }
    var layer = Layer(name: input.name, kind: Kind.input)
    layer.tensors = [input.name]
    let shape = input.type.sizesOpening(&trials, named: input.name)
    if let shape, let (sizes, isBatched) = declaration(of: [shape]) {
      layer.attributes["shape"] = .sizes(sizes[0])
      if !isBatched { layer.attributes["batched"] = .flag(false) }
      let open = sizes[0].compactMap { if case .named(let name) = $0 { name } else { nil } }
      if !open.isEmpty { layer.note = "the file leaves open: " + open.joined(separator: ", ") }
    }
    scope[input.name] = GraphTensor(shape: shape, source: builder.append(layer))
  }

  fileprivate mutating func end(with name: String) throws(FileProblem) {
    guard let tensor = scope[name] else { throw FileProblem("nothing gives the output \(name.quoted)") }
    let node = OperatorNode(
      type: "", name: name, version: 0, inputNames: [name], inputs: [tensor], outputs: [], isUsed: [],
      attributes: [:])
    guard let source = operand(node, 0)?.source else { return }
    _ = builder.append(Layer(name: name, kind: Kind.output, inputs: [source], tensors: [name]))
  }

  /// What became of what the file has and a network has not.
  fileprivate var notes: [String] {
    var notes: [String] = []
    let count = notModelled.values.reduce(0, +)
    if count > 0 {
      let names = notModelled.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
        .map { $0.value == 1 ? $0.key.madeSafe : "\($0.key.madeSafe) (\($0.value))" }
      notes.append(
        "\(count) \(count == 1 ? "operator is" : "operators are") not modelled and kept as opaque: "
          + names.joined(separator: ", "))
    }
    let open = trials.settings[0].dimensions.keys
    if !open.isEmpty {
      notes.append("the file leaves open, and 1 is taken: " + open.map(\.madeSafe).joined(separator: ", "))
    }
    return notes
  }
}
