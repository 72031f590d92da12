/// An order in which every layer comes after those it reads. Needed only where the list itself is none.
struct TopologicalOrder: Sendable {
  private(set) var ids: [LayerID] = []
  private var ranks: [Int32] = []
  /// For each layer on a cycle the members of that cycle, the first in the list in front.
  private(set) var cycles: [LayerID: [LayerID]] = [:]

  /// - Complexity: O(layers + connections).
  init(of network: Network) {
    var waiting = [Int32](repeating: 0, count: network.slots.count)
    for id in network.order.ids {
      waiting[id.index] = Int32(network.wiring.inputs[id.index].count { $0.source != nil })
    }
    ids.reserveCapacity(network.layerCount)
    ranks = Array(repeating: -1, count: network.slots.count)
    place(network.order.ids.filter { waiting[$0.index] == 0 }, &waiting, network)
    guard ids.count < network.layerCount else { return }
    // Who is left is on a cycle or behind one. Cycles have no sizes; placed, they release those behind them.
    var finder = CycleFinder(network, isCandidate: { waiting[$0.index] > 0 })
    for members in finder.cycles() {
      let sorted = members.sorted { (network.index(of: $0) ?? 0) < (network.index(of: $1) ?? 0) }
      for id in sorted { cycles[id] = sorted }
    }
    let cyclic = network.order.ids.filter { cycles[$0] != nil }
    for id in cyclic { waiting[id.index] = 0 }
    place(cyclic, &waiting, network)
  }

  func rank(of id: LayerID) -> Int { Int(ranks[id.index]) }

  private mutating func place(_ ready: [LayerID], _ waiting: inout [Int32], _ network: Network) {
    var next = ids.count
    for id in ready { append(id) }
    while next < ids.count {
      for consumer in network.wiring.consumers[ids[next].index] where waiting[consumer.index] > 0 {
        waiting[consumer.index] -= 1
        if waiting[consumer.index] == 0 { append(consumer) }
      }
      next += 1
    }
  }

  private mutating func append(_ id: LayerID) {
    ranks[id.index] = Int32(ids.count)
    ids.append(id)
  }
}

/// Tarjan's strongly connected components, without recursion: networks are deep.
private struct CycleFinder {
  private let network: Network
  private let isCandidate: (LayerID) -> Bool
  private var numbers: [LayerID: Int] = [:]
  private var lowest: [LayerID: Int] = [:]
  private var open: [LayerID] = []
  private var isOpen: Set<LayerID> = []
  private var found: [[LayerID]] = []

  init(_ network: Network, isCandidate: @escaping (LayerID) -> Bool) {
    (self.network, self.isCandidate) = (network, isCandidate)
  }

  mutating func cycles() -> [[LayerID]] {
    for id in network.order.ids where isCandidate(id) && numbers[id] == nil { explore(from: id) }
    return found
  }

  private mutating func explore(from root: LayerID) {
    var path: [(id: LayerID, next: Int)] = []
    enter(root, &path)
    while let (id, next) = path.last {
      let consumers = network.wiring.consumers[id.index]
      guard next < consumers.count else {
        path.removeLast()
        if let parent = path.last?.id { lower(parent, to: lowest[id]) }
        close(id)
        continue
      }
      path[path.count - 1].next += 1
      let consumer = consumers[next]
      guard isCandidate(consumer) else { continue }
      if numbers[consumer] == nil {
        enter(consumer, &path)
      } else if isOpen.contains(consumer) {
        lower(id, to: numbers[consumer])
      }
    }
  }

  private mutating func enter(_ id: LayerID, _ path: inout [(id: LayerID, next: Int)]) {
    lowest[id] = numbers.count
    numbers[id] = numbers.count
    open.append(id)
    isOpen.insert(id)
    path.append((id, 0))
  }

  private mutating func lower(_ id: LayerID, to number: Int?) {
    if let number, let current = lowest[id] { lowest[id] = min(current, number) }
  }

  /// Ends a component when its first member is left.
  private mutating func close(_ id: LayerID) {
    guard lowest[id] == numbers[id], let start = open.lastIndex(of: id) else { return }
    let members = Array(open[start...])
    open.removeSubrange(start...)
    isOpen.subtract(members)
    let readsItself = network.wiring.inputs[id.index].contains { $0.source == id }
    if members.count > 1 || readsItself { found.append(members) }
  }
}
