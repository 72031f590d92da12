import NetworkModel

/// Makes a network of a graph, node by node, each behind those that it reads.
struct GraphReader {
  var builder = NetworkBuilder()
  var trials: Trials
  var scope: Scope
  /// Operators that became opaque layers, and how many of each.
  var notModelled: [String: Int] = [:]
  /// Whether what is drawn at random stands for what is learned, as in a file of this program's.
  let drawsWeights: Bool
  /// Whether what is written into the graph is learned, since the file has no other weights.
  private let writesWeights: Bool
  /// Initializers of ones or zeros of which a file does not say what they were, though it does of others: exporters
  /// make them where a normalization has no factors.
  private var fillers: Set<String> = []
  private let functions: [FunctionKey: Function]
  var budget: ReadingBudget
  private var visited = 0
  var depth = 0
  /// The layers that have initializers as their parameters.
  var owners = WeightOwners()
  /// What layers have of tensors that others count.
  var countedElsewhere: [String: WeightOwners.Sharing] = [:]
  var modules = ModuleNames()
  /// Initializers of which parts are tensors like others: what is made of them is no layer's weights.
  var takenApart: Set<String> = []
  /// What was made of initializers by layers and then read as weights.
  var madeWeights: [InputReference] = []
  /// What the layers give, trial by trial.
  var results: [InputReference: [Size]] = [:]
  /// Layers that stand for constants, which nobody may need.
  var constantLayers: Set<String> = []
  /// Constants that have a layer since, so that it can be taken back.
  var placed: [(scope: Scope, name: String, layer: Int)] = []

  private struct FunctionKey: Hashable {
    let domain, name, overload: String
  }

  struct Function {
    let message: ONNXFunction
    /// The types that it declares, which all its calls share.
    let declared: [String: ONNXType]
  }

  init(_ model: ONNXModel, _ trials: Trials, _ scope: Scope, _ budget: ReadingBudget) {
    (self.trials, self.scope, self.budget) = (trials, scope, budget)
    drawsWeights = model.producerName == ONNXWriter.producer
    writesWeights = !model.graph.initializer.contains { $0.dims.count > 1 && $0.canBeLearned }
    functions = Dictionary(
      model.functions.map { function in
        (
          FunctionKey(domain: function.domain, name: function.name, overload: function.overload),
          Function(message: function, declared: Scope.types(of: function.valueInfo))
        )
      },
      uniquingKeysWith: { first, _ in first })
  }

  // MARK: - Graphs

  /// Declares a graph's initializers. Buffers are constants, as far as the file tells them from what is learned.
  mutating func declareInitializers(of graph: ONNXGraph) throws(FileProblem) {
    var kinds: [String: String] = [:]
    for value in graph.valueInfo { kinds[value.name] = value.metadata[.inputKind] }
    let dense = graph.sparseInitializer.map { sparse in
      var dense = ONNXTensor()
      (dense.name, dense.dims, dense.dataType) = (sparse.values.name, sparse.dims, sparse.values.dataType)
      return dense
    }
    for tensor in graph.initializer + dense {
      let name = scope.prefix + tensor.name
      let declared = try tensor.tensor(
        origin: kinds[tensor.name] == "BUFFER" ? .graph : .initializer(name))
      if !kinds.isEmpty, kinds[tensor.name] == nil, tensor.dims.count == 1,
        let number = declared.constant?.number, number == 0 || number == 1
      {
        fillers.insert(name)
      }
      scope[tensor.name] = declared
    }
  }

  /// Whether an input is a tensor that was learned, and no filler.
  func hasLearned(_ node: OperatorNode, _ place: Int) -> Bool {
    guard let constant = node.constant(place) else { return node.has(place) }
    if let name = constant.initializer { return !fillers.contains(name) }
    return constant.isLearned || writesWeights
  }

  mutating func read(_ nodes: NodeList, outputs: [String]) throws(FileProblem) {
    let order = try inOrder(nodes, scope)
    let names = scope.noteReaders(nodes, outputs: outputs)
    // A function's body is gone through at every call.
    try budget.take(16 * names)
    let (constants, others) = nodes.constantsApart(order, scope)
    for place in constants { try read(nodes[place]) }
    let writtenOut = WrittenOut.found(in: nodes, others, scope)
    let inner = Set(writtenOut.flatMap { last, found in found.match.places.subtracting([last]) })
    for place in others where !inner.contains(place) {
      let node = nodes[place]
      if let found = writtenOut[place] {
        try read(found.form, found.match, last: node)
      } else if node.output.isEmpty || !scope.absorbed.contains(node.output[0]) {
        try read(node)
      }
    }
  }

  /// Reads nodes as the operator that they write out, or as they are where no layer does it.
  private mutating func read(
    _ form: WrittenOut, _ match: FormulaMatch, last: ONNXNode
  ) throws(FileProblem) {
    if let node = form.node(match, last: last, scope), match.tensor("x", scope)?.constant == nil,
      translate(try operatorNode(node), "") == nil
    {
      return
    }
    for node in match.nodesInOrder { try read(node) }
  }

  private mutating func read(_ node: ONNXNode) throws(FileProblem) {
    visited += 1
    guard visited <= PayloadFilter.maximumNodes else {
      throw FileProblem("has more than \(PayloadFilter.maximumNodes) nodes, its functions written out")
    }
    try budget.take(scope.prefix.utf8.count + node.name.utf8.count)
    try checkBudget()
    let key = FunctionKey(domain: node.domain, name: node.opType, overload: node.overload)
    if let function = functions[key] { return try call(function, node) }
    let operatorNode = try self.operatorNode(node)
    if node.opType == "Constant", Operators.isStandard(node.domain) {
      return bind([try constant(operatorNode)], operatorNode, placingNames: false)
    }
    if let branch = branch(of: node, operatorNode) {
      return try inline(branch, node, operatorNode.name)
    }
    if try unroll(node, operatorNode) { return }
    if let folded = fold(operatorNode, node.domain) {
      return bind(folded, operatorNode, placingNames: false)
    }
    if let shapes = translate(operatorNode, node.domain) { makeOpaque(operatorNode, shapes) }
  }

  /// - Throws: where the layers made so far take more than the file may.
  func checkBudget() throws(FileProblem) { try budget.check(builder.cost + trials.cost) }

  mutating func operatorNode(_ node: ONNXNode) throws(FileProblem) -> OperatorNode {
    var attributes: [String: ONNXAttribute] = [:]
    for attribute in node.attribute {
      guard !attribute.refAttrName.isEmpty else {
        attributes[attribute.name] = attribute
        continue
      }
      attributes[attribute.name] = scope.attributes[attribute.refAttrName]
    }
    return OperatorNode(
      type: node.opType, name: layerName(of: node),
      version: scope.versions[Operators.versionedDomain(of: node.domain)] ?? 1,
      inputNames: node.input, inputs: node.input.map { $0.isEmpty ? nil : scope[$0] },
      outputs: node.output, isUsed: node.output.map { !$0.isEmpty && scope.uses($0) },
      attributes: attributes)
  }

  // MARK: - Nodes

  /// Makes layers of a node, of its kind.
  /// - Returns: where they cannot say it, the shapes of what comes out as far as they are known.
  private mutating func translate(_ node: OperatorNode, _ domain: String) -> [[Size]?]? {
    let mark = builder.layers.count
    let outcome = Operators.translation(of: node.type, in: domain)?(&self, node)
    guard case .tensors(let tensors)? = outcome, let outputs = outputs(tensors, node),
      agreesWithDeclarations(outputs, node)
    else {
      takeBack(to: mark)
      if case .shapes(let known)? = outcome { return known }
      return []
    }
    let isConstant = node.isLearned && !readsApart(node)
    bind(isConstant ? markedConstant(outputs, since: mark) : outputs, node, placingNames: true)
    return nil
  }

  /// Tensors that only depend on what was learned: as weights of a layer they need no layers of their own.
  private mutating func markedConstant(_ tensors: [GraphTensor], since mark: Int) -> [GraphTensor] {
    for layer in builder.layers[mark...] { constantLayers.insert(layer.name) }
    return tensors.map { tensor in
      var tensor = tensor
      tensor.constant = Constant(origin: .layers, isInteger: false)
      return tensor
    }
  }

  private func readsApart(_ node: OperatorNode) -> Bool {
    !takenApart.isEmpty
      && node.inputs.contains { $0?.constant?.initializer.map(takenApart.contains) == true }
  }

  /// Gives a node's outputs to those who read them.
  mutating func bind(_ tensors: [GraphTensor], _ node: OperatorNode, placingNames: Bool) {
    for (name, tensor) in zip(node.outputs, tensors) where !name.isEmpty {
      scope[name] = tensor
      guard placingNames, let source = tensor.source else { continue }
      builder.name(source, name)
      results[source] = tensor.shape ?? []
    }
  }
}
