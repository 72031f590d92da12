import NetworkModel

extension GraphReader {
  /// How many layers have another shape than the file gives them, or none, where the dimensions are others than
  /// those with which the network opens.
  var sizesThatDoNotFollow: Int {
    if trials.isFixed { return 0 }
    var wrong = Set<String>()
    var network = builder.network(settings)
    for trial in trials.settings.indices {
      guard (try? network.apply(.configure(trials.settings[trial]))) != nil else { continue }
      let analysis = Analysis(of: network)
      for id in network.ids {
        guard let layer = network[id], let shape = results[InputReference(layer.name)] else { continue }
        let found = analysis[id].shape?.dimensions
        if found != shape.map({ $0[trial] }) { wrong.insert(layer.name) }
      }
    }
    return wrong.count
  }

  /// What comes out, if it is all that somebody reads. Where shapes are not known, nor is their number.
  func outputs(_ tensors: [GraphTensor], _ node: OperatorNode) -> [GraphTensor]? {
    var tensors = tensors
    if tensors.count == 1, tensors[0].shape == nil, let source = tensors[0].source {
      for output in node.outputs.indices.dropFirst() {
        tensors.append(GraphTensor(source: InputReference(source.name, output: output)))
      }
    }
    return node.isUsed.indices.allSatisfy { !node.isUsed[$0] || $0 < tensors.count } ? tensors : nil
  }

  /// Whether what was worked out is what the file says, as far as it says something.
  func agreesWithDeclarations(_ tensors: [GraphTensor], _ node: OperatorNode) -> Bool {
    if !scope.declaresExactly { return true }
    for (tensor, name) in zip(tensors, node.outputs) {
      if let shape = tensor.shape, !agrees(shape, with: scope.declared[name]?.sizes(trials)) { return false }
    }
    return true
  }

  func agrees(_ shape: [Size], with declared: [Size?]?) -> Bool {
    guard let declared else { return true }
    guard shape.count == declared.count else { return false }
    for case (let size, let expected?) in zip(shape, declared) where !size.agrees(with: expected) {
      // Exporters leave numbers of the example that they traced where a size moves with an input.
      if size.constant != nil || expected.constant == nil { return false }
    }
    return true
  }
}
