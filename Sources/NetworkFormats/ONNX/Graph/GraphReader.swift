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
  private let functions: [FunctionKey: Function]
  var budget: ReadingBudget
  private var visited = 0
  var depth = 0
  /// The layers that have initializers as their parameters.
  var owners = WeightOwners()
  /// What layers have of tensors that others count.
  var countedElsewhere: [String: WeightOwners.Sharing] = [:]
  private var modules = ModuleNames()
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
    let buffers = Set(graph.valueInfo.filter { $0.metadata[.inputKind] == "BUFFER" }.map(\.name))
    let dense = graph.sparseInitializer.map { sparse in
      var dense = ONNXTensor()
      (dense.name, dense.dims, dense.dataType) = (sparse.values.name, sparse.dims, sparse.values.dataType)
      return dense
    }
    for tensor in graph.initializer + dense {
      let isBuffer = buffers.contains(tensor.name)
      scope[tensor.name] = try tensor.tensor(
        origin: isBuffer ? .graph : .initializer(scope.prefix + tensor.name))
    }
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

  /// The node's module and operator, its name, or else that of what comes out; what stands before its first slash is
  /// no group.
  private mutating func layerName(of node: ONNXNode) -> String {
    if let name = modules.name(of: node, prefix: scope.prefix) { return name }
    let name = node.name.isEmpty ? node.output.first { !$0.isEmpty } ?? node.opType : node.name
    return scope.prefix + name.path
  }

  /// What a layer is called that stands for a tensor; where others are called after modules, this one is too.
  func layerName(ofTensor name: String) -> String {
    modules.isEmpty
      ? scope.prefix + name.path : scope.prefix + name.split { $0 == "/" || $0 == "." }.joined(separator: "/")
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

  /// The network under preliminary names, without the layers of constants that nobody reads as tensors.
  mutating func finish() -> Network {
    builder.removeUnread(constantLayers)
    return builder.network(trials.settings[0])
  }

  /// The finished network with the names and notes that its layers have in the end.
  func namedNetwork() -> Network {
    let finalNames = modules.finalNames(builder.layers)
    let named = builder.renamed { layer, names in
      if let note = countedElsewhere[layer.name]?.note(names) { layer.note = note.madeSafe }
      layer.name = finalNames[layer.name] ?? layer.name
    }
    return named.network(trials.settings[0])
  }

  /// What comes out, if it is all that somebody reads. Where shapes are not known, nor is their number.
  private func outputs(_ tensors: [GraphTensor], _ node: OperatorNode) -> [GraphTensor]? {
    var tensors = tensors
    if tensors.count == 1, tensors[0].shape == nil, let source = tensors[0].source {
      for output in node.outputs.indices.dropFirst() {
        tensors.append(GraphTensor(source: InputReference(source.name, output: output)))
      }
    }
    return node.isUsed.indices.allSatisfy { !node.isUsed[$0] || $0 < tensors.count } ? tensors : nil
  }

  /// Whether what was worked out is what the file says, as far as it says something.
  private mutating func agreesWithDeclarations(_ tensors: [GraphTensor], _ node: OperatorNode) -> Bool {
    if !scope.declaresExactly { return true }
    for (tensor, name) in zip(tensors, node.outputs) {
      if let shape = tensor.shape, !agrees(shape, with: scope.declared[name]?.sizes(trials)) { return false }
    }
    return true
  }

  private func agrees(_ shape: [Size], with declared: [Size?]?) -> Bool {
    guard let declared else { return true }
    guard shape.count == declared.count else { return false }
    for case (let size, let expected?) in zip(shape, declared) where !size.agrees(with: expected) {
      // Exporters leave numbers of the example that they traced where a size moves with an input.
      if size.constant != nil || expected.constant == nil { return false }
    }
    return true
  }

  private mutating func makeOpaque(_ node: OperatorNode, _ known: [[Size]?]) {
    let (count, names) = (max(node.outputs.count, 1), node.outputs)
    var shapes: [[Size]] = []
    for place in 0..<count {
      var worked = place < known.count ? known[place] : nil
      if let shape = worked, place < names.count, scope.declared[names[place]]?.sizes(trials) == nil {
        worked = shape.enumerated().map {
          $1 == .open ? trials.dimension(named: "\(names[place])_\($0)") : $1
        }
      }
      guard let shape = place < names.count ? shape(of: names[place], worked) : worked else { break }
      shapes.append(shape)
    }
    let inputs = node.inputs.indices.compactMap { operand(node, $0) }
    bind(emitOpaque(node, inputs, shapes), node, placingNames: true)
  }

  /// Appends a layer that keeps an operator's name.
  ///
  /// - Parameter shapes: of the outputs from the first on, as far as they are known.
  mutating func emitOpaque(_ node: OperatorNode, _ inputs: [GraphTensor], _ shapes: [[Size]]) -> [GraphTensor]
  {
    var shapes = shapes
    let name = node.outputs.first?.isEmpty == true ? node.innerName : node.name
    var layer = Layer(name: name, kind: Kind.opaque, inputs: inputs.compactMap(\.source))
    layer.attributes["operator"] = .text(node.type)
    if let (sizes, isBatched) = declaration(of: shapes) {
      layer.attributes["shapes"] = .shapes(sizes)
      if !isBatched { layer.attributes["batched"] = .flag(false) }
    } else {
      shapes = []
    }
    let source = builder.append(layer)
    notModelled[node.type, default: 0] += 1
    return (0..<max(node.outputs.count, 1)).map { place in
      GraphTensor(
        shape: place < shapes.count ? shapes[place] : nil, source: InputReference(source.name, output: place))
    }
  }

  /// Shapes as layers declare them: behind the batch, if it leads all of them.
  func declaration(of shapes: [[Size]]) -> (sizes: [[AxisSize]], isBatched: Bool)? {
    guard !shapes.isEmpty else { return nil }
    let isBatched = shapes.allSatisfy { $0.count > 1 && $0[0].agrees(with: trials.batch) }
    let sizes = shapes.map { shape in
      shape.dropFirst(isBatched ? 1 : 0).map { trials.axisSize($0) ?? .fixed($0[0]) }
    }
    let canStand = sizes.allSatisfy { shape in
      shape.count < Shape.maximumRank
        && shape.allSatisfy { if case .fixed(let size) = $0 { size > 0 } else { true } }
    }
    return canStand ? (sizes, isBatched) : nil
  }

  /// The shape that the file declares for a tensor, or what was worked out where it says less. A size that nobody
  /// tells becomes a dimension.
  private mutating func shape(of name: String, _ worked: [Size]?) -> [Size]? {
    guard let type = scope.declared[name] else { return worked }
    let declared = type.sizes(trials)
    if let worked, worked.allSatisfy({ $0[0] > 0 }), !scope.declaresExactly || agrees(worked, with: declared)
    {
      return worked
    }
    return declared.flatMap { $0.compactMap(\.self).count == $0.count ? $0.compactMap(\.self) : nil }
      ?? type.sizesOpening(&trials, named: name)
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

extension String {
  /// Groups and a name, without empty ones among them.
  fileprivate var path: String {
    let slash = UInt8(ascii: "/")
    // Most begin with one slash and have no other that is too many.
    let utf8 = utf8.first == slash ? utf8.dropFirst() : utf8[...]
    var before = slash
    for byte in utf8 {
      if byte == slash, before == slash { return split(separator: "/").joined(separator: "/") }
      before = byte
    }
    return before == slash ? split(separator: "/").joined(separator: "/") : String(Substring(utf8))
  }
}
