import NetworkModel

/// One of a layer's outputs.
struct Tensor: Hashable, Sendable {
  let layer: LayerID
  let output: Int
}

/// What a layer reads, and how its axes are put in order first.
struct Operand: Hashable, Sendable {
  var tensor: Tensor
  var permutation: [Int]?
}

/// A network as code layer by layer, before it has the form of a program.
struct CodeSource {
  let network: Network
  private(set) var inputs: [LayerID] = []
  /// The layers that do something, in the order in which they run.
  private(set) var layers: [LayerID] = []
  private(set) var codes: [LayerID: LayerCode] = [:]
  private(set) var operands: [LayerID: [Operand]] = [:]
  /// The groups that the layers' names put them in, and their names there.
  private(set) var paths: [LayerID: [String]] = [:]
  /// What nobody reads, and what the network says are its outputs.
  private(set) var results: [Tensor] = []
  /// Layers of several groups that use the same parameters, and so stand outside of their groups.
  private(set) var ungrouped: Set<LayerID> = []
  /// Groups that are another one once more, by their path; empty where groups are not written as something that can
  /// be called twice.
  private(set) var sharedGroups: [[String]: [String]] = [:]
  private var aliases: [Tensor: Tensor] = [:]
  /// What the layers are where no group is another one once more.
  private var ownCodes: [LayerID: LayerCode] = [:]

  /// Whether a layer uses what another one has learned, on its own or with its group.
  func borrows(_ id: LayerID) -> Bool { (ownCodes[id] ?? codes[id])?.owner != nil }

  /// - Parameters:
  ///   - sharesGroups: whether a group can be made once and called twice.
  ///   - code: what a layer becomes, and how it wants its inputs.
  /// - Throws: why layers cannot be written, all that there are.
  init(
    _ network: Network, sharesGroups: Bool = false,
    code: (LayerID, Layer) throws(Refusal) -> (code: LayerCode, permutations: [[Int]?])
  ) throws(ProblemList) {
    self.network = network
    var problems: [FileProblem] = []
    var ends: [LayerID] = []
    for id in network.executionOrder {
      guard let layer = network[id] else { continue }
      if network.consumers(of: id).isEmpty || layer.spec.isEnd { ends.append(id) }
      if case .source = layer.spec.spatial {
        inputs.append(id)
        continue
      }
      do throws(Refusal) {
        try add(id, layer, code)
      } catch {
        problems.append(FileProblem("\(layer.name.quoted): \(error.reason)"))
      }
    }
    if !problems.isEmpty { throw ProblemList(problems) }
    findFamilies(sharesGroups ? SharedGroups(self) : nil)
    let places = Dictionary(uniqueKeysWithValues: network.ids.enumerated().map { ($1, $0) })
    for id in ends.sorted(by: { (places[$0] ?? 0) < (places[$1] ?? 0) }) where !inputs.contains(id) {
      let tensor = resolved(Tensor(layer: id, output: 0))
      if !results.contains(tensor) { results.append(tensor) }
    }
  }

  /// Layers that use the same parameters are in the same group, in groups that are the same, or in none.
  private mutating func findFamilies(_ shared: SharedGroups?) {
    var families: [LayerID: [LayerID]] = [:]
    for id in layers { if let owner = codes[id]?.owner { families[owner, default: [owner]].append(id) } }
    // A group of one layer is that layer.
    var counts: [[String]: Int] = [:]
    for path in paths.values {
      for depth in path.indices { counts[Array(path.prefix(depth)), default: 0] += 1 }
    }
    func group(_ id: LayerID) -> [String] {
      let path = paths[id] ?? []
      var group = Array((shared?.resolved(path) ?? path).dropLast())
      while !group.isEmpty, counts[group] == 1 { group.removeLast() }
      return group
    }
    for family in families.values where Set(family.map(group)).count > 1 { ungrouped.formUnion(family) }
    guard let shared else { return }
    ownCodes = codes
    sharedGroups = shared.originals.filter { group, _ in
      !ungrouped.contains { id in paths[id]?.starts(with: group) == true }
    }
    for (id, original) in shared.counterparts
    where sharedGroups.keys.contains(where: { group in
      paths[id]?.starts(with: group) == true
    }) {
      codes[id] = codes[original]
    }
  }

  /// The same with layers that use the same parameters outside of their groups.
  var withoutSharedGroups: CodeSource {
    var source = self
    (source.codes, source.ungrouped, source.sharedGroups) = (ownCodes, [], [:])
    source.findFamilies(nil)
    return source
  }

  private mutating func add(
    _ id: LayerID, _ layer: Layer,
    _ write: (LayerID, Layer) throws(Refusal) -> (code: LayerCode, permutations: [[Int]?])
  ) throws(Refusal) {
    var (code, permutations) = try write(id, layer)
    code.title = layer.title
    if let name = layer.shares, code.member != nil {
      let owner = try owner(named: name, of: layer)
      if let other = network[owner]?.kind, other != layer.kind, !code.knowsOwner {
        throw Refusal("it uses the parameters of \(name.quoted), a layer of kind \(other)")
      }
      code.owner = owner
      code.member = nil
    }
    let wires = network.inputs(of: id)
    let operands = zip(wires, permutations).compactMap { wire, permutation in
      wire.source.map {
        Operand(tensor: resolved(Tensor(layer: $0, output: wire.output)), permutation: permutation)
      }
    }
    if code.isNothing, let operand = operands.first, operand.permutation == nil {
      aliases[Tensor(layer: id, output: 0)] = operand.tensor
      return
    }
    layers.append(id)
    codes[id] = code
    paths[id] = CodeTree.path(of: layer.name)
    self.operands[id] = operands
  }

  /// The layer whose parameters another one uses.
  private func owner(named name: String, of layer: Layer) throws(Refusal) -> LayerID {
    var owner = network.id(named: name)
    for _ in 0..<network.layerCount {
      guard let next = owner.flatMap({ network[$0]?.shares }) else { break }
      owner = network.id(named: next)
    }
    guard let owner else { throw Refusal("it uses the parameters of \(name.quoted), which does not exist") }
    return owner
  }

  private func resolved(_ tensor: Tensor) -> Tensor { aliases[tensor] ?? tensor }

  /// What differs from the network, layer by layer.
  var noteLines: [String] {
    layers.flatMap { id in
      (codes[id]?.notes ?? []).map { "\((network[id]?.name ?? "").quoted): \($0)" }
    }
  }
}

extension Layer {
  /// What it does in a word: its kind, or an activation's function.
  fileprivate var title: String {
    if kind.name == "activation", case .choice(let function)? = value(of: "function") { return function }
    return kind.name
  }
}
