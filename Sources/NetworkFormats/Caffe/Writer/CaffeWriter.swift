import NetworkModel

/// Writes a network's description, layer after layer in the order in which they run.
struct CaffeWriter {
  private let network: Network
  private let analysis: Analysis
  /// How many inputs of layers read a tensor.
  private let readers: [Tensor: Int]
  /// The layers whose parameters others use.
  private let owners: Set<LayerID>
  private var fields: [CaffeField]
  private var blobs: [Tensor: String] = [:]
  private var images: [[Int]: String] = [:]
  private var names: Set<String>
  /// Layers that have been put off until something reads them.
  private var waiting: Set<LayerID> = []
  private var written: [CaffeCheck.Written] = []
  private var notes: [String] = []
  private var problems: [FileProblem] = []

  /// - Throws: why layers cannot be written, all that there are.
  static func write(_ report: Report) throws(ProblemList) -> Export {
    try requireSound(report)
    var writer = CaffeWriter(report.network, report.analysis)
    writer.run()
    if !writer.problems.isEmpty { throw ProblemList(writer.problems) }
    let text = writer.fields.text()
    try CaffeCheck(text).verify(writer.written, report)
    return Export(text, notes: writer.notes)
  }

  private init(_ network: Network, _ analysis: Analysis) {
    (self.network, self.analysis) = (network, analysis)
    readers = network.ids.flatMap(network.inputs).reduce(into: [:]) { counts, wire in
      if let source = wire.source { counts[Tensor(layer: source, output: wire.output), default: 0] += 1 }
    }
    owners = Set(network.ids.compactMap(network.parameterOwner))
    names = Set(network.layers.map(\.name))
    fields = network.settings.name.isEmpty ? [] : [CaffeField("name", .text(network.settings.name))]
  }

  // MARK: - Layers

  private mutating func run() {
    for id in network.executionOrder {
      visitWaiting(before: id)
      // A crop reads another blob for its size, which is often the one that it is joined with.
      if network[id]?.kind.name == "crop" { waiting.insert(id) } else { visit(id) }
    }
    for id in network.executionOrder where waiting.contains(id) { visit(id) }
  }

  private mutating func visitWaiting(before id: LayerID) {
    for wire in network.inputs(of: id) {
      if let source = wire.source, waiting.contains(source) { visit(source) }
    }
  }

  private mutating func visit(_ id: LayerID) {
    waiting.remove(id)
    guard let layer = network[id] else { return }
    do throws(Refusal) {
      try write(id, layer)
    } catch {
      problems.append(FileProblem("\(layer.name.quoted): \(error.reason)"))
    }
  }

  private mutating func write(_ id: LayerID, _ layer: Layer) throws(Refusal) {
    let inputs = network.inputs(of: id).compactMap { wire in
      wire.source.map { Tensor(layer: $0, output: wire.output) }
    }
    if layer.spec.isEnd, network.consumers(of: id).isEmpty, let input = inputs.first, isOnlyRead(input) {
      return
    }
    let consumers = network.consumers(of: id)
    if layer.kind == Kind.constant, !consumers.isEmpty, consumers.allSatisfy({ number(readBy: $0) != nil }) {
      return
    }
    guard let operation = CaffeOperation.all[layer.kind.name],
      let context = LayerContext(id, in: network, analysis)
    else { throw Refusal("it has no shape") }
    let code =
      if let number = number(readBy: id), let steps = operation.withNumber {
        CaffeCode(steps: steps(number.value, number.isFirst))
      } else {
        try operation.code(CaffeSource(context: context, settings: network.settings, images: images))
      }
    let sharing = try sharedName(id, layer, code)
    let mayOverwrite = inputs.first.map(isOnlyRead) == true
    var tops = inputs.compactMap { blobs[$0] }
    let bottoms = tops
    var steps: [String] = []
    for (place, step) in code.steps.enumerated() {
      let name = step.suffix.isEmpty ? layer.name : claim(layer.name + step.suffix)
      let read = step.bottoms.map { $0.compactMap { $0.blob(of: bottoms, former: tops.first) } } ?? tops
      if step.worksInPlace, place > 0 || mayOverwrite {
        tops = Array(read.prefix(1))
      } else {
        tops = step.tops == 1 ? [name] : (1...step.tops).map { claim("\(name)_\($0)") }
      }
      append(step, name, read, tops, sharing)
      steps.append(name)
    }
    written.append(CaffeCheck.Written(layer: id, steps: steps, firstOutput: code.firstTop))
    notes += code.notes.map { "\(layer.name.quoted): \($0)" }
    for (output, shape) in context.outputs.enumerated() where code.firstTop + output < tops.count {
      let blob = tops[code.firstTop + output]
      blobs[Tensor(layer: id, output: output)] = blob
      if shape.rank == 4 { images[Array(CaffeSource.sizes(shape, network.settings)[2...])] = blob }
    }
  }

  /// Whether a layer's blob has one reader, and is no end of the network that has to stay as it is.
  private func isOnlyRead(_ tensor: Tensor) -> Bool {
    readers[tensor] == 1 && network[tensor.layer]?.spec.arity.upperBound != 0
  }

  /// The number that a layer puts together with a tensor, if that is what it does.
  private func number(readBy id: LayerID) -> (value: Double, isFirst: Bool)? {
    guard let layer = network[id], CaffeOperation.all[layer.kind.name]?.withNumber != nil else { return nil }
    let sources = network.inputs(of: id).map(\.source)
    guard sources.count == 2 else { return nil }
    for (place, source) in sources.enumerated() {
      guard let source, let other = sources[1 - place], network[source]?.kind == Kind.constant,
        network[other]?.kind != Kind.constant,
        analysis[source].outputs.first?.elements.value == 1,
        let value = LayerContext(source, in: network, analysis)?.optionalReal("value"),
        LayerContext(id, in: network, analysis)?.input.shapes[1 - place] == analysis[id].outputs.first
      else { continue }
      return (value, place == 0)
    }
    return nil
  }

  private mutating func append(
    _ step: CaffeStep, _ name: String, _ bottoms: [String], _ tops: [String], _ sharing: String?
  ) {
    var layer = [CaffeField("name", .text(name)), CaffeField("type", .text(step.type))]
    layer += bottoms.map { CaffeField("bottom", .text($0)) } + tops.map { CaffeField("top", .text($0)) }
    if let sharing {
      layer += ["_w", "_b"].prefix(step.sharable).map {
        CaffeField("param", .fields([CaffeField("name", .text(sharing + $0))]))
      }
    }
    if let parameters = step.parameters, !step.fields.isEmpty {
      layer.append(CaffeField(parameters, .fields(step.fields)))
    }
    fields.append(CaffeField("layer", .fields(layer)))
  }

  /// A name that is not taken, for what stands beside a layer.
  private mutating func claim(_ name: String) -> String {
    var (free, number) = (name, 2)
    while !names.insert(free).inserted { (free, number) = ("\(name)-\(number)", number + 1) }
    return free
  }

  // MARK: - Shared parameters

  /// What the parameters are called by the layers that have them in common; `nil` where there is one only.
  private func sharedName(_ id: LayerID, _ layer: Layer, _ code: CaffeCode) throws(Refusal) -> String? {
    guard let owner = network.parameterOwner(of: id) ?? (owners.contains(id) ? id : nil) else { return nil }
    guard code.steps.count == 1, code.steps[0].sharable > 0, network[owner]?.kind == layer.kind else {
      throw Refusal("its parameters are shared, which is written for convolutions and inner products only")
    }
    return network[owner]?.name
  }
}

extension CaffeStep.Bottom {
  fileprivate func blob(of inputs: [String], former: String?) -> String? {
    switch self {
    case .input(let place): place < inputs.count ? inputs[place] : nil
    case .former: former
    case .blob(let name): name
    }
  }
}
