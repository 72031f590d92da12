import NetworkModel

/// Writes the layers of a network one by one, and finds out in which order of axes each tensor stands.
///
/// In a network with the channels last, tensors of images stand as PyTorch wants them from the input on. Where an
/// operation depends on the order as it is written, axes are put back.
struct PyTorchSource {
  private let network: Network
  private let contexts: [LayerID: LayerContext]
  /// Tensors with the channels behind the batch although the network has them last.
  private var moved: Set<Tensor> = []
  /// Layers that compute with the channels behind the batch although the network has them last.
  private var orders: [LayerID: Bool] = [:]
  /// Layers whose output is put in that order after they are done.
  private var lifted: Set<LayerID> = []
  /// Tensors of the network's own whose order has been found.
  private var decided: Set<LayerID> = []
  /// Inputs of whole numbers: places in tables of vectors.
  private let integerInputs: Set<LayerID>

  /// What a program is made of, and what it needs to know of the network's ends.
  struct Result {
    let source: CodeSource
    /// Sizes of all axes, in the program's order, by tensor.
    let sizes: [Tensor: [Int]]
    let integerInputs: Set<LayerID>
    let isMoved: Bool

    /// Where the program differs from the network.
    var notes: [String] {
      (isMoved ? ["tensors have their channels first"] : [])
        + source.noteLines
    }
  }

  static func write(_ network: Network, _ analysis: Analysis) throws(ProblemList) -> Result {
    let writer = PyTorchSource(network, analysis)
    let source = try CodeSource(network, sharesGroups: true) { id, layer throws(Refusal) in
      try writer.code(id, layer)
    }
    var sizes: [Tensor: [Int]] = [:]
    for tensor in source.inputs.map({ Tensor(layer: $0, output: 0) }) + source.results {
      let shape = analysis[tensor.layer].outputs[tensor.output].dimensions
      sizes[tensor] = writer.moved.contains(tensor) ? movingChannels(shape) : shape
    }
    return Result(
      source: source, sizes: sizes, integerInputs: writer.integerInputs, isMoved: !writer.moved.isEmpty)
  }

  private init(_ network: Network, _ analysis: Analysis) {
    self.network = network
    var contexts: [LayerID: LayerContext] = [:]
    for id in network.ids { contexts[id] = LayerContext(id, in: network, analysis) }
    self.contexts = contexts
    integerInputs = network.integerInputs
    guard network.settings.layout == .channelsLast else { return }
    for id in network.ids {
      guard let context = contexts[id], network.inputs(of: id).isEmpty, context.output.rank > 2 else {
        continue
      }
      let isImage = context.output.rank > 3 && context.layer.kind.name == "input"
      if isImage || wantsChannelsFirst(id) { mark(id, true) }
    }
    for id in network.executionOrder where !network.inputs(of: id).isEmpty { settle(id) }
  }

  // MARK: - One layer

  private func code(
    _ id: LayerID, _ layer: Layer
  ) throws(Refusal) -> (code: LayerCode, permutations: [[Int]?]) {
    guard let operation = PyTorchOperation.all[layer.kind.name] else {
      throw Refusal("PyTorch has nothing for \(layer.kind.name)")
    }
    guard let context = contexts[id] else { throw Refusal("it has no size") }
    let isMoved = orders[id] ?? false
    let permutations = operands(of: id).enumerated().map { place, tensor -> [Int]? in
      let rank = context.input.shapes[place].rank
      guard rank > 2, let tensor, moved.contains(tensor) != isMoved else { return nil }
      return channelPermutation(rank: rank, isMovedAfter: isMoved)
    }
    var code = try operation.code(
      PyTorchLayer(
        context: context, isMoved: isMoved, readsIntegers: readsIntegers(id), readers: operandsOfReaders(id)))
    if lifted.contains(id) {
      let order = channelPermutation(rank: context.output.rank, isMovedAfter: true)
      code.after.append(
        LayerCode.Adaptor(suffix: "_permute", module: nil, function: Python.input(0).permuted(order)))
    }
    return (code, permutations)
  }

  // MARK: - The order of axes

  /// Finds out how a layer's axes stand, after those that it reads.
  private mutating func settle(_ id: LayerID) {
    guard let context = contexts[id], let operation = PyTorchOperation.all[context.layer.kind.name] else {
      return
    }
    let tensors = operands(of: id)
    let isMoved: Bool
    switch operation.order(context) {
    case .channelsFirst: isMoved = network.settings.layout == .channelsLast
    case .asWritten: isMoved = false
    case .any:
      // A tensor of the network's own stands as what it is put together with.
      let leading = tensors.compactMap { $0 }.filter { !isFollowing($0.layer) }
      let isFlattened =
        context.rank > 2 && context.output.rank == 2 && operation.elements == .minded
        && context.shape.dimensions.dropFirst().count { $0 > 1 } > 1
      isMoved =
        tensors.isEmpty
        ? moved.contains(Tensor(layer: id, output: 0))
        : (leading.isEmpty ? tensors.compactMap { $0 } : leading).contains { moved.contains($0) }
          && !(isFlattened && mindsElementOrder(id))
      if !leading.isEmpty {
        for case .some(let tensor) in tensors
        where isFollowing(tensor.layer) && !decided.contains(tensor.layer) {
          decided.insert(tensor.layer)
          mark(tensor.layer, isMoved)
        }
      }
    }
    mark(id, isMoved)
    if !isMoved, context.outputs.count == 1, context.output.rank > 3, leavesItsGroup(id),
      wantsChannelsFirst(id)
    {
      lifted.insert(id)
      moved.insert(Tensor(layer: id, output: 0))
    }
  }

  private mutating func mark(_ id: LayerID, _ isMoved: Bool) {
    orders[id] = isMoved
    for (output, shape) in (contexts[id]?.outputs ?? []).enumerated() {
      let tensor = Tensor(layer: id, output: output)
      if isMoved && shape.rank > 2 { moved.insert(tensor) } else { moved.remove(tensor) }
    }
  }

  private func operands(of id: LayerID) -> [Tensor?] {
    network.inputs(of: id).map { wire in wire.source.map { Tensor(layer: $0, output: wire.output) } }
  }

  /// Whether it is a tensor that is learned or given and has the order of what it is put together with.
  private func isFollowing(_ id: LayerID) -> Bool {
    guard let context = contexts[id], context.input.shapes.isEmpty, context.output.rank > 2 else {
      return false
    }
    return ["parameter", "constant"].contains(context.layer.kind.name)
  }

  /// Groups hand images on with their channels first, so that groups that do the same are the same.
  private func leavesItsGroup(_ id: LayerID) -> Bool {
    func path(_ id: LayerID) -> [Substring] { network[id]?.name.split(separator: "/") ?? [] }
    let group = path(id).dropLast()
    return !group.isEmpty && network.consumers(of: id).contains { !path($0).starts(with: group) }
  }

  // MARK: - Looking ahead and back

  /// Whether the first operation behind a tensor that is not indifferent wants the channels first.
  private func wantsChannelsFirst(_ id: LayerID) -> Bool {
    for reader in Readers(of: id, in: network, through: { reader in order(of: reader) == .any }) {
      switch order(of: reader) {
      case .channelsFirst: return true
      case .asWritten: return false
      case .any, nil: continue
      }
    }
    return false
  }

  private func order(of id: LayerID) -> AxisOrder? {
    guard let context = contexts[id] else { return nil }
    return PyTorchOperation.all[context.layer.kind.name]?.order(context)
  }

  /// Whether somebody behind a flattened tensor could tell in which order its elements stand.
  private func mindsElementOrder(_ id: LayerID) -> Bool {
    func elements(_ reader: LayerID) -> PyTorchOperation.Elements? {
      network[reader].flatMap { PyTorchOperation.all[$0.kind.name]?.elements }
    }
    if network.consumers(of: id).isEmpty { return true }
    return Readers(of: id, in: network, through: { elements($0) == .passed }).contains { reader in
      elements(reader) == .minded || (elements(reader) == .passed && network.consumers(of: reader).isEmpty)
    }
  }

  /// The least of what the readers of a layer take.
  private func operandsOfReaders(_ id: LayerID) -> PyTorchOperation.Operands {
    let taken = network.consumers(of: id).map { reader -> PyTorchOperation.Operands in
      guard let context = contexts[reader], let operation = PyTorchOperation.all[context.layer.kind.name]
      else { return .tensors }
      // Numbers alone come to a number, which a tensor's methods cannot be called on.
      return context.output.rank == 0 ? min(operation.operands, .broadcast) : operation.operands
    }
    return taken.min() ?? .numbers
  }

  private func readsIntegers(_ id: LayerID) -> Bool {
    var place = id
    while let source = network.inputs(of: place).first?.source {
      if integerInputs.contains(source) { return true }
      guard network[source]?.spec.category == .shape else { return false }
      place = source
    }
    return false
  }
}
