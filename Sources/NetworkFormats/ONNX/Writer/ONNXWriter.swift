import NetworkModel
internal import SwiftProtobuf

/// Writes a network as a graph of ONNX' operators. The weights are no part of it: nodes make them when it runs.
///
/// In a network with the channels last, what is fed and what comes out keep their order of axes. A `Transpose`
/// stands wherever an operator wants another one than a tensor has.
struct ONNXWriter {
  /// What the file says made it; what is drawn at random in such a file stands for what is learned.
  static let producer = "strata"
  /// The version of the operators, and the one of the file's form that goes with it.
  private static let (operators, form): (Int64, Int64) = (21, 10)

  private let network: Network
  private let analysis: Analysis
  private let graph = ONNXGraphBuilder()
  /// The names of tensors that are there, by the order of their axes.
  private var names: [Tensor: Forms] = [:]
  private var integerTensors: Set<Tensor> = []
  private var weights: [LayerID: [String: String]] = [:]

  private struct Forms {
    var asWritten, moved: String?
  }

  static func write(_ report: Report) throws(ProblemList) -> Export {
    try requireSound(report)
    var writer = ONNXWriter(report.network, report.analysis)
    try writer.writeLayers()
    writer.writeOutputs()
    do {
      let bytes: [UInt8] = try writer.model.serializedBytes()
      return Export(bytes: bytes, notes: writer.notes)
    } catch {
      throw ProblemList([FileProblem("its graph cannot be encoded")])
    }
  }

  private init(_ network: Network, _ analysis: Analysis) {
    (self.network, self.analysis) = (network, analysis)
    graph.name(network.settings.name.isEmpty ? "network" : network.settings.name)
  }

  private var model: ONNXModel {
    var model = ONNXModel()
    (model.irVersion, model.producerName, model.graph) = (Self.form, Self.producer, graph.graph)
    var set = ONNXOperatorSet()
    set.version = Self.operators
    model.opsetImport = [set]
    return model
  }

  private var notes: [String] {
    let dimensions = network.settings.dimensions.map { "\($0.key.madeSafe) = \($0.value)" }
    return ["weights are left out: nodes draw them at random when it runs"]
      + (dimensions.isEmpty ? [] : ["sizes are numbers: " + dimensions.joined(separator: ", ")]) + graph.notes
  }

  // MARK: - Layers

  private mutating func writeLayers() throws(ProblemList) {
    // Layers come first, so that what is made for them gives way to their names.
    for id in network.ids {
      guard let layer = network[id] else { continue }
      for (place, _) in analysis[id].outputs.enumerated() {
        let wanted = place == 0 ? layer.name : "\(layer.name).\(place)"
        names[Tensor(layer: id, output: place)] = Forms(asWritten: graph.claim(wanted))
      }
    }
    var problems: [FileProblem] = []
    let integerInputs = network.integerInputs
    for id in network.executionOrder {
      guard let layer = network[id] else { continue }
      do throws(Refusal) {
        guard let context = LayerContext(id, in: network, analysis) else { throw Refusal("it has no size") }
        if case .source = layer.spec.spatial {
          declareInput(id, context, isInteger: integerInputs.contains(id))
        } else {
          try write(id, context)
        }
      } catch {
        problems.append(FileProblem("\(layer.name.quoted): \(error.reason)"))
      }
    }
    if !problems.isEmpty { throw ProblemList(problems) }
  }

  private mutating func declareInput(_ id: LayerID, _ context: LayerContext, isInteger: Bool) {
    let tensor = Tensor(layer: id, output: 0)
    if isInteger { integerTensors.insert(tensor) }
    graph.declareInput(names[tensor]?.asWritten ?? "", context.output.dimensions, isInteger: isInteger)
  }

  private mutating func write(_ id: LayerID, _ context: LayerContext) throws(Refusal) {
    guard let operation = ONNXOperation.all[context.layer.kind.name] else {
      throw Refusal("ONNX has nothing for \(context.layer.kind.name)")
    }
    let tensors = network.inputs(of: id).compactMap { wire in
      wire.source.map { Tensor(layer: $0, output: wire.output) }
    }
    let wants: Bool
    switch operation.order(context) {
    case .channelsFirst: wants = network.settings.layout == .channelsLast
    case .asWritten: wants = false
    case .any: wants = tensors.contains { names[$0]?.moved != nil }
    }
    let readsIntegers = tensors.first.map(integerTensors.contains) == true
    let inputs = tensors.enumerated().map { place, tensor in
      name(of: tensor, rank: context.input.shapes[place].rank, isMoved: wants)
    }
    let owner = network.parameterOwner(of: id) ?? id
    let outputs = context.outputs.indices.map { Tensor(layer: id, output: $0) }
    let given = outputs.map { names[$0]?.asWritten ?? "" }
    let layer = ONNXLayer(
      context, name: given[0], isMoved: wants, inputs: inputs, readsIntegers: readsIntegers,
      weights: weights[owner] ?? [:], in: graph)
    let results = try operation.nodes(layer)
    layer.finish(Array(results.prefix(given.count)), as: given)
    weights[owner] = layer.weights
    for (tensor, shape) in zip(outputs, context.outputs) {
      if wants, shape.rank > 2 { names[tensor] = Forms(moved: names[tensor]?.asWritten) }
      if readsIntegers, context.layer.spec.category == .shape { integerTensors.insert(tensor) }
    }
  }

  /// A tensor with its axes in that order; where it has another one, a node sees to it once.
  private mutating func name(of tensor: Tensor, rank: Int, isMoved: Bool) -> String {
    let forms = names[tensor] ?? Forms()
    if rank < 3 { return forms.asWritten ?? "" }
    if let name = isMoved ? forms.moved : forms.asWritten { return name }
    let other = (isMoved ? forms.asWritten : forms.moved) ?? ""
    var node = ONNXNode()
    node.opType = "Transpose"
    node.name = graph.claim("\(other).channels_\(isMoved ? "first" : "last")")
    (node.input, node.output) = ([other], [node.name])
    var order = ONNXAttribute.integers(channelPermutation(rank: rank, isMovedAfter: isMoved))
    order.name = "perm"
    node.attribute = [order]
    graph.append(node)
    if isMoved { names[tensor]?.moved = node.name } else { names[tensor]?.asWritten = node.name }
    return node.name
  }

  /// What nobody reads, and what the network says are its outputs. The sizes of all others are told too: not every
  /// operator's can be inferred, and people look at them.
  private mutating func writeOutputs() {
    var outputs: Set<String> = []
    for id in network.ids {
      guard let layer = network[id], network.consumers(of: id).isEmpty || layer.spec.isEnd else { continue }
      if case .source = layer.spec.spatial { continue }
      let (tensor, shape) = (Tensor(layer: id, output: 0), analysis[id].outputs[0])
      let name = name(of: tensor, rank: shape.rank, isMoved: false)
      graph.declareOutput(name, shape.dimensions, isInteger: integerTensors.contains(tensor))
      outputs.insert(name)
    }
    for id in network.ids {
      if case .source? = network[id]?.spec.spatial { continue }
      for (place, shape) in analysis[id].outputs.enumerated() {
        let tensor = Tensor(layer: id, output: place)
        let forms = [
          (names[tensor]?.asWritten, shape.dimensions),
          (names[tensor]?.moved, movingChannels(shape.dimensions)),
        ]
        for case (let name?, let sizes) in forms where !outputs.contains(name) {
          graph.declareValue(name, sizes, isInteger: integerTensors.contains(tensor))
        }
      }
    }
  }
}
