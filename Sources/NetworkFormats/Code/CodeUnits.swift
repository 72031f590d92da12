import NetworkModel

/// Makes units of a tree.
struct CodeUnits {
  private let source: CodeSource
  private let readers: [Tensor: [LayerID]]
  private let results: Set<Tensor>
  private(set) var all: [CodeUnit] = []
  /// Whether a group cannot be called as the one that it is.
  private var isTorn = false

  /// The network's unit; those of its groups are in `all`, in the order in which they run.
  static func make(of source: CodeSource) -> (network: CodeUnit, groups: [CodeUnit]) {
    var units = CodeUnits(source)
    let root = units.unit(
      CodeTree.items(of: source), path: [],
      arguments: source.inputs.map { Tensor(layer: $0, output: 0) })
    return units.isTorn ? make(of: source.withoutSharedGroups) : (root, units.all)
  }

  private init(_ source: CodeSource) {
    self.source = source
    var readers: [Tensor: [LayerID]] = [:]
    for id in source.layers {
      for operand in source.operands[id] ?? [] { readers[operand.tensor, default: []].append(id) }
    }
    self.readers = readers
    results = Set(source.results)
  }

  private mutating func unit(_ items: [CodeItem], path: [String], arguments given: [Tensor]) -> CodeUnit {
    let members = Set(items.flatMap(\.layers))
    var arguments = given
    var places: [Tensor: CodeReference] = [:]
    for (place, tensor) in arguments.enumerated() { places[tensor] = .argument(place) }
    var taken = PythonNames()
    var steps: [CodeStep] = []
    var produced: [Tensor] = []
    var height = 0
    for item in items {
      let reads: [Operand]
      let outputs: [Tensor]
      let content: CodeStep.Content
      let isCounted: Bool
      var name: String
      switch item {
      case .layer(let id, let layerName):
        reads = source.operands[id] ?? []
        let count = outputCount(of: id)
        outputs = (0..<count).map { Tensor(layer: id, output: $0) }
        content = .layer(id, source.codes[id] ?? .function(.input(0)))
        isCounted = layerName.allSatisfy(\.isNumber)
        name = PythonNames.variable(layerName, prefix: source.network[id]?.kind.name ?? "layer")
      case .group(let groupName, let inner):
        let unit = unit(inner, path: path + [groupName], arguments: [])
        reads = unit.arguments.map { Operand(tensor: $0) }
        outputs = unit.outputs
        content = .unit(unit)
        if !isShared(unit.path) { all.append(unit) }
        height = max(height, unit.height + 1)
        isCounted = groupName.last?.isNumber == true
        name = PythonNames.variable(groupName, prefix: "block")
      }
      name = taken.claim(name)
      let operands = reads.map { operand in
        if places[operand.tensor] == nil {
          places[operand.tensor] = .argument(arguments.count)
          arguments.append(operand.tensor)
        }
        return CodeOperand(
          reference: places[operand.tensor] ?? .argument(0), permutation: operand.permutation)
      }
      for (output, tensor) in outputs.enumerated() {
        places[tensor] = .step(steps.count, output: output)
      }
      produced += outputs
      let used = outputs.indices.filter { isRead(outputs[$0]) }
      steps.append(
        CodeStep(
          name: name, isCounted: isCounted, content: content, operands: operands, outputCount: outputs.count,
          usedOutputs: used.isEmpty ? [0] : used))
    }
    findOwners(&steps, path)
    let outputs = path.isEmpty ? source.results : produced.filter { isRead($0, outside: members) }
    return CodeUnit(
      path: path, arguments: arguments, steps: steps, results: outputs.compactMap { places[$0] },
      outputs: outputs, height: height)
  }

  /// Steps that use what another step has made: layers, and groups that are another one once more.
  private mutating func findOwners(_ steps: inout [CodeStep], _ path: [String]) {
    var (layers, groups): ([LayerID: String], [[String]: Int]) = ([:], [:])
    for (place, step) in steps.enumerated() {
      switch step.content {
      case .layer(let id, _): layers[id] = step.name
      case .unit(let unit): groups[unit.path] = place
      default: continue
      }
    }
    for place in steps.indices {
      switch steps[place].content {
      case .layer(let id, let code):
        steps[place].owner = code.owner.flatMap { layers[$0] }
        if source.borrows(id), steps[place].owner == nil, !isShared(path) { isTorn = true }
      case .unit(let unit):
        guard let original = source.sharedGroups[unit.path] else { continue }
        guard let owner = groups[original], case .unit(let other) = steps[owner].content,
          unit.results == other.results, unit.arguments.count == other.arguments.count
        else {
          isTorn = true
          continue
        }
        steps[place].owner = steps[owner].name
      default: continue
      }
    }
  }

  private func isShared(_ path: [String]) -> Bool {
    source.sharedGroups.keys.contains { path.starts(with: $0) }
  }

  private func outputCount(of id: LayerID) -> Int { source.codes[id]?.outputCount ?? 1 }

  private func isRead(_ tensor: Tensor) -> Bool {
    results.contains(tensor) || readers[tensor] != nil
  }

  private func isRead(_ tensor: Tensor, outside members: Set<LayerID>) -> Bool {
    results.contains(tensor) || readers[tensor]?.contains { !members.contains($0) } == true
  }
}
