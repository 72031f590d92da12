import NetworkModel

/// The nodes' places, with each behind those that it reads; as they stand, where they stand so.
///
/// - Throws: where a tensor comes twice or from nowhere, and where nodes wait for each other.
func inOrder(_ nodes: NodeList, _ scope: Scope) throws(FileProblem) -> [Int] {
  var producers: [String: Int] = [:]
  for (place, node) in nodes.enumerated() {
    for name in node.output where !name.isEmpty {
      if let other = producers.updateValue(place, forKey: name) {
        throw FileProblem("\(title(node, place)) gives \(name.quoted), as \(title(nodes[other], other)) does")
      }
    }
  }
  var waiting = Array(repeating: 0, count: nodes.count)
  var readers: [[Int]] = Array(repeating: [], count: nodes.count)
  for (place, node) in nodes.enumerated() {
    for name in node.input + node.namesReadByGraphs where !name.isEmpty {
      if let producer = producers[name] {
        waiting[place] += 1
        readers[producer].append(place)
      } else if node.input.contains(name), scope[name] == nil {
        throw FileProblem("\(title(node, place)) reads \(name.quoted), which nothing gives")
      }
    }
  }
  let isOrdered = readers.indices.allSatisfy { place in readers[place].allSatisfy { $0 > place } }
  if isOrdered { return Array(nodes.indices) }
  var order = nodes.indices.filter { waiting[$0] == 0 }
  var next = 0
  while next < order.count {
    for reader in readers[order[next]] {
      waiting[reader] -= 1
      if waiting[reader] == 0 { order.append(reader) }
    }
    next += 1
  }
  if let place = waiting.firstIndex(where: { $0 > 0 }) {
    throw FileProblem("\(title(nodes[place], place)) waits for what comes of its own output")
  }
  return order
}

extension NodeList {
  /// The places of those that only give constants another form, which are read first so that whoever reads one knows
  /// it, and of the others.
  func constantsApart(_ order: [Int], _ scope: Scope) -> (constants: [Int], others: [Int]) {
    var constants: Set<String> = []
    var (first, others): ([Int], [Int]) = ([], [])
    for place in order {
      let node = self[place]
      let isConstant =
        Operators.isStandard(node.domain)
        && (node.opType == "Constant" || Folding.views.contains(node.opType))
        && node.input.allSatisfy { $0.isEmpty || constants.contains($0) || scope[$0]?.constant != nil }
      if isConstant {
        constants.formUnion(node.output)
        first.append(place)
      } else {
        others.append(place)
      }
    }
    return (first, others)
  }
}

/// What a message calls a node.
private func title(_ node: ONNXNode, _ place: Int) -> String {
  node.name.isEmpty ? "node \(place) (\(node.opType.madeSafe))" : "node \(node.name.quoted)"
}
