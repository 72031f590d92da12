import NetworkModel

/// Nodes that compute a formula together.
struct FormulaMatch {
  /// The tensors that its names stand for.
  private(set) var tensors: [Character: String] = [:]
  /// Places of the nodes.
  private(set) var places: Set<Int> = []
  fileprivate let graph: NodeIndex

  fileprivate init(_ graph: NodeIndex) { self.graph = graph }

  var nodesInOrder: [ONNXNode] { graph.inOrder(places).map { graph[$0] } }

  func nodes(_ type: String) -> [ONNXNode] { places.map { graph[$0] }.filter { $0.opType == type } }
  func node(_ type: String) -> ONNXNode? { nodes(type).first }
  func tensor(_ letter: Character, _ scope: Scope) -> GraphTensor? { tensors[letter].flatMap { scope[$0] } }

  /// Whether a tensor is what the formula gives; what was found so far stays only if it is.
  fileprivate mutating func find(_ formula: Formula, _ name: String) -> Bool {
    switch formula {
    case .either(let choices): return choices.contains { find($0, name) }
    case .number(let number):
      return graph.number(name).map { abs($0 - number) <= 1e-3 * Swift.max(number, 1e-3) } == true
    case .tensor(let letter): return bind(letter, graph.behindCasts(name).name)
    case .operation(let type, let inputs):
      let before = self
      let (name, casts) = graph.behindCasts(name)
      guard let place = graph.producer(of: name), graph[place].opType == type else { return false }
      places.formUnion(casts + [place])
      let given = graph[place].input
      if inputs.count <= given.count, findAll(inputs, given) { return true }
      if inputs.count == 2, given.count == 2, type == "Add" || type == "Mul",
        findAll(inputs, given.reversed())
      {
        return true
      }
      self = before
      return false
    }
  }

  private mutating func findAll(_ formulas: [Formula], _ names: [String]) -> Bool {
    let before = self
    // What is written first may be bound by what is written behind it.
    for (formula, name) in zip(formulas, names) where !find(formula, name) {
      self = before
      return false
    }
    return true
  }

  private mutating func bind(_ letter: Character, _ name: String) -> Bool {
    if let known = tensors[letter] { return known == name }
    switch letter {
    case "w", "b": guard graph.scope[name]?.constant?.isLearned == true else { return false }
    case "e": guard graph.number(name) != nil else { return false }
    default: break
    }
    tensors[letter] = name
    return true
  }

  /// Whether nobody else reads what comes between.
  fileprivate func isClosed(butFor last: Int) -> Bool {
    var reads: [String: Int] = [:]
    for place in places { for name in graph[place].input { reads[name, default: 0] += 1 } }
    return places.allSatisfy { place in
      place == last
        || graph[place].output.allSatisfy {
          reads[$0, default: 0] == graph.scope.readers[$0, default: 0]
        }
    }
  }
}

/// The nodes of a graph by what they give. Those that are looked at are kept, since formulas look at them again.
private final class NodeIndex {
  let scope: Scope
  private let nodes: NodeList
  private var known: [Int: ONNXNode] = [:]
  private var producers: [String: Int] = [:]
  /// The places of those that can be the last of a formula, as they run.
  private(set) var candidates: [Int] = []
  /// Where each node stands in the order in which they run.
  private var turns: [Int: Int] = [:]
  /// More in a row than these nobody writes.
  private static let maximumCasts = 3

  init(_ nodes: NodeList, _ order: [Int], _ scope: Scope) {
    (self.nodes, self.scope) = (nodes, scope)
    for (turn, place) in order.enumerated() {
      let node = nodes[place]
      guard Operators.isStandard(node.domain) else { continue }
      turns[place] = turn
      for name in node.output { producers[name] = place }
      if WrittenOut.byLast[node.opType] != nil { candidates.append(place) }
    }
  }

  subscript(place: Int) -> ONNXNode {
    if let node = known[place] { return node }
    let node = nodes[place]
    known[place] = node
    return node
  }

  func inOrder(_ places: Set<Int>) -> [Int] {
    places.sorted { turns[$0, default: 0] < turns[$1, default: 0] }
  }

  /// The node that computes a tensor.
  func producer(of name: String) -> Int? { producers[name] }

  /// A tensor before nodes that only change the type of its numbers, and those.
  func behindCasts(_ name: String) -> (name: String, casts: [Int]) {
    var (name, casts) = (name, [Int]())
    while casts.count < Self.maximumCasts, let place = producers[name], self[place].opType == "Cast",
      let input = self[place].input.first
    {
      casts.append(place)
      name = input
    }
    return (name, casts)
  }

  /// A constant of a single element.
  func number(_ name: String) -> Double? {
    guard let values = scope[name]?.constant?.values, values.count == 1 else { return nil }
    return values[0].constant
  }
}

extension WrittenOut {
  /// What in a graph is an operator that is written out: the operator by the place of its last node, with the
  /// places of the others.
  ///
  /// - Parameter order: the places of the nodes that may be part of one, as they run.
  static func found(
    in nodes: NodeList, _ order: [Int], _ scope: Scope
  ) -> [Int: (form: WrittenOut, match: FormulaMatch)] {
    let graph = NodeIndex(nodes, order, scope)
    var found: [Int: (form: WrittenOut, match: FormulaMatch)] = [:]
    var taken: Set<Int> = []
    // From the end, since what is larger ends later.
    for place in graph.candidates.reversed() where !taken.contains(place) {
      for form in byLast[graph[place].opType] ?? [] {
        var match = FormulaMatch(graph)
        guard let output = graph[place].output.first, match.find(form.formula, output),
          match.isClosed(butFor: place), taken.isDisjoint(with: match.places)
        else { continue }
        found[place] = (form, match)
        taken.formUnion(match.places)
        break
      }
    }
    return found
  }
}
