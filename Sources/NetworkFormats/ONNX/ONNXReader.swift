import NetworkModel

/// Reads a model: its inputs, its nodes and its outputs, in that order.
enum ONNXReader {
  /// - Parameter sizes: values of named dimensions, which count where a network cannot say what follows of them.
  static func read(
    _ bytes: UnsafeRawBufferPointer, assuming sizes: [String: Int] = [:]
  ) throws(FileProblem) -> FileFormat.Reading {
    let (model, nodes, budget) = try ONNXModel.decode(bytes)
    guard model.hasGraph else { throw FileProblem("holds no graph") }
    let file = ONNXFile(model, nodes, budget)
    var best = try file.read(Trials.Numbers.choices[0])
    // What holds for one set of numbers and not for another depends on what the network does with them.
    for numbers in Trials.Numbers.choices.dropFirst()
    where best.wrong > 0 && !best.reader.settings.dimensions.isEmpty {
      let other = try file.read(numbers)
      if other.wrong < best.wrong { best = other }
    }
    let known = best.reader.settings.dimensions
    let asked = sizes.filter { known[$0.key] != nil || $0.key == "batch" }
    if best.wrong > 0, !asked.isEmpty {
      let assumed = Dictionary(known.map { ($0.key, $0.value) }) { first, _ in first }
      best = try file.read(Trials.Numbers(assumed: assumed.merging(asked) { $1 }))
    }
    return FileFormat.Reading(
      network: best.reader.namedNetwork(), notes: best.reader.notes(wrong: best.wrong))
  }
}

/// A model with what is known of it before it is read.
private struct ONNXFile {
  let model: ONNXModel
  let nodes: NodeList
  let budget: ReadingBudget
  let inputs: [ONNXValueInfo]
  let weights: Set<String>

  init(_ model: ONNXModel, _ nodes: NodeList, _ budget: ReadingBudget) {
    (self.model, self.nodes, self.budget) = (model, nodes, budget)
    let graph = model.graph
    let initialized = Set(graph.initializer.map(\.name) + graph.sparseInitializer.map(\.values.name))
    inputs = graph.input.filter { !initialized.contains($0.name) }
    weights = nodes.namesOfWeights(among: inputs, outputs: graph.output.map(\.name))
  }

  /// - Returns: the layers, and how many of them have other shapes when a dimension changes.
  func read(
    _ numbers: Trials.Numbers
  ) throws(FileProblem) -> (reader: GraphReader, wrong: Int) {
    var reader = try read(numbers, takingApart: [])
    let counted = reader.initializersCountedTwice
    if !counted.isEmpty { reader = try read(numbers, takingApart: counted) }
    reader.finish()
    let wrong = reader.sizesThatDoNotFollow
    reader.forgetTensors()
    return (reader, wrong)
  }

  private func read(
    _ numbers: Trials.Numbers, takingApart initializers: Set<String>
  ) throws(FileProblem) -> GraphReader {
    let graph = model.graph
    let scope = Scope(versions: model.versions)
    scope.declare(graph.valueInfo + graph.output)
    let settings = NetworkSettings(name: graph.name, layout: .channelsFirst, rounding: .floor)
    var reader = GraphReader(model, Trials(settings, inputs, numbers), scope, budget)
    reader.takenApart = initializers
    try reader.declareInitializers(of: graph)
    for input in inputs { try reader.declare(input, isWeight: weights.contains(input.name)) }
    try reader.read(nodes, outputs: graph.output.map(\.name))
    for output in graph.output { try reader.end(with: output.name) }
    return reader
  }
}

extension ONNXModel {
  fileprivate var versions: [String: Int] {
    var versions: [String: Int] = [:]
    for set in opsetImport { versions[Operators.isStandard(set.domain) ? "" : set.domain] = Int(set.version) }
    return versions
  }
}

extension NodeList {
  /// Inputs that are read as weights and nothing else: they are given from outside, and belong to their layers.
  fileprivate func namesOfWeights(among inputs: [ONNXValueInfo], outputs: [String]) -> Set<String> {
    let given = Set(inputs.map(\.name))
    var (weights, others): (Set<String>, Set<String>) = ([], Set(outputs))
    for node in self {
      let places = Operators.weightPlaces(of: node.opType)
      for (place, name) in node.input.enumerated() where given.contains(name) {
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
  fileprivate init(_ settings: NetworkSettings, _ inputs: [ONNXValueInfo], _ numbers: Numbers) {
    let shapes = inputs.map { $0.type.tensorType.shape.dim }
    let names = Set(shapes.joined().map(\.dimParam)).intersection(Self.namesOfBatch)
    let leading = shapes.first { $0.count > 1 }?[0]
    if let name = names.min() {
      self.init(settings, numbers, batch: numbers.assumed["batch"], named: name)
    } else if case .dimValue(let batch)? = leading?.value, batch > 0 {
      self.init(settings, numbers, batch: Int(batch), named: nil)
    } else {
      self.init(
        settings, numbers, batch: leading == nil ? 1 : numbers.assumed["batch"], named: leading?.dimParam)
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
    try checkBudget()
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
  ///
  /// - Parameter wrong: how many sizes stay as they are where a dimension is changed.
  fileprivate func notes(wrong: Int) -> [String] {
    var notes: [String] = []
    let count = notModelled.values.reduce(0, +)
    if count > 0 {
      let names = notModelled.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
        .map { $0.value == 1 ? $0.key : "\($0.key.madeShort()) (\($0.value))" }
      notes.append(
        "\(count) \(count == 1 ? "operator is" : "operators are") not modelled and kept as opaque: "
          + names.listed)
    }
    let open = settings.dimensions
    if let size = open.values.max() {
      notes.append("the file leaves open, and \(size) is taken: " + Array(open.keys).listed)
    }
    if wrong > 0 {
      notes.append(
        "the shape of \(wrong) \(wrong == 1 ? "layer holds" : "layers holds") only for these sizes; "
          + "with others, read the file anew with --set")
    }
    return notes
  }
}
