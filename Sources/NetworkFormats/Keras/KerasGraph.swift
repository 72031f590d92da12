/// The calls of a functional model in an order in which they can run, as near to the file's as can be.
struct KerasGraph {
  struct Node {
    let layer: KerasLayer
    let call: KerasCall
    /// Which of the layer's calls it is.
    let number: Int
    /// Which of its outputs are used.
    var used: Set<Int> = []
    /// The shapes of its outputs, where the file tells them.
    var shapes: [Int: [Int?]] = [:]

    /// Whether an output of the model comes from it.
    var isNeeded = false

    var isInput: Bool { call.inputs.isEmpty && layer.type == "InputLayer" }
  }

  private(set) var nodes: [Node] = []
  private var places: [KerasCall.Tensor: Int] = [:]
  private var callCounts: [String: Int] = [:]
  /// The number of a layer's first call, which is not 0 where it was called before the model was made of it.
  private var firstCalls: [String: Int] = [:]

  init(_ layers: SyntaxNode, outputs: [KerasCall.Tensor]) throws(FileProblem) {
    for entry in layers.children {
      let layer = try KerasLayer(entry)
      guard callCounts[layer.name] == nil else {
        throw entry.problem("a second layer has the name \(layer.name.quoted)")
      }
      let calls = entry["inbound_nodes"]
      var count = 0
      if let calls {
        for call in calls.children {
          try append(layer, try KerasCall(call), count)
          count += 1
        }
      }
      if count == 0 { try append(layer, try KerasCall(calls ?? entry), 0) }
      callCounts[layer.name] = max(count, 1)
    }
    for tensor in nodes.flatMap({ $0.call.inputs.map(\.tensor) }) + outputs {
      guard let count = callCounts[tensor.layer] else { continue }
      firstCalls[tensor.layer] = max(firstCalls[tensor.layer] ?? 0, tensor.call &- count &+ 1)
    }
    // What nothing of the outputs comes from is a mask, which changes no shape.
    var waiting = outputs.compactMap(place(of:))
    while let place = waiting.popLast() {
      if nodes[place].isNeeded { continue }
      nodes[place].isNeeded = true
      waiting += nodes[place].call.inputs.compactMap { self.place(of: $0.tensor) }
    }
    for node in nodes where node.isNeeded || outputs.isEmpty {
      for input in node.call.inputs { use(input.tensor) }
      for (tensor, shape) in node.call.shapes {
        if let place = place(of: tensor) { nodes[place].shapes[tensor.output] = shape }
      }
    }
    for output in outputs { use(output) }
  }

  private mutating func append(_ layer: KerasLayer, _ call: KerasCall, _ number: Int) throws(FileProblem) {
    guard nodes.count < NetworkAssembly.maximumLayers else { throw NetworkAssembly.tooManyLayers }
    places[KerasCall.Tensor(layer: layer.name, call: number, output: 0)] = nodes.count
    nodes.append(Node(layer: layer, call: call, number: number))
  }

  private mutating func use(_ tensor: KerasCall.Tensor) {
    if let place = place(of: tensor) { nodes[place].used.insert(tensor.output) }
  }

  /// The call that gives a tensor. Keras 2 counts the call by which a model within was made, and older files those
  /// from outside of the model, so that the last number is larger than there are calls.
  func place(of tensor: KerasCall.Tensor) -> Int? {
    let call = max(tensor.call - (firstCalls[tensor.layer] ?? 0), 0)
    return places[KerasCall.Tensor(layer: tensor.layer, call: call, output: 0)]
  }

  /// The places of the nodes, each behind those that it reads.
  func order() throws(FileProblem) -> [Int] {
    var missing = Array(repeating: 0, count: nodes.count)
    var readers = Array(repeating: [Int](), count: nodes.count)
    for (place, node) in nodes.enumerated() {
      for (_, tensor) in node.call.inputs {
        guard let source = self.place(of: tensor) else {
          throw node.layer.node.problem(
            "layer \(node.layer.name.quoted) reads \(tensor.layer.quoted), which is not in the model")
        }
        missing[place] += 1
        readers[source].append(place)
      }
    }
    var order: [Int] = []
    for place in nodes.indices where missing[place] == 0 {
      var ready = [place]
      while let next = ready.popLast() {
        order.append(next)
        missing[next] = -1
        for reader in readers[next] {
          missing[reader] -= 1
          // One further on in the file has its turn there.
          if missing[reader] == 0, reader < place { ready.append(reader) }
        }
      }
    }
    if let place = nodes.indices.first(where: { missing[$0] > 0 }) {
      let layer = nodes[place].layer
      throw layer.node.problem("layer \(layer.name.quoted) depends on its own output")
    }
    let tellsOutputs = nodes.contains(where: \.isNeeded)
    return order.filter { nodes[$0].isNeeded || nodes[$0].isInput || !tellsOutputs }
  }
}
