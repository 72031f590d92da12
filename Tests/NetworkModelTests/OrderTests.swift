import TestSupport
import Testing

@testable import NetworkModel

@Suite("Orders and what changed in them")
struct OrderTests {
  @Test("the list finds every layer where a plain array has it", arguments: 1...4)
  func listAgainstArray(seed: Int) {
    var random = SplitMix64(seed: seed)
    var array = (0..<200).map { LayerID($0) }
    var list = LayerOrder()
    list.append(contentsOf: array)
    var next = 200
    for step in 0..<4_000 {
      // All at one end for a while, which is where the remembered places go most wrong.
      let place = random.chance(50) ? random.number(0...array.count) : 0
      switch random.number(0...2) {
      case 0:
        array.insert(LayerID(next), at: place)
        list.insert(LayerID(next), at: place)
        next += 1
      case 1 where array.count > 50:
        list.remove(array.remove(at: min(place, array.count - 1)))
      default:
        let id = array.remove(at: min(place, array.count - 1))
        list.remove(id)
        let target = random.number(0...array.count)
        array.insert(id, at: target)
        list.insert(id, at: target)
      }
      let asked = random.number(0...array.count - 1)
      if list.index(of: array[asked]) != asked { Issue.record("step \(step): \(array[asked])") }
    }
    #expect(list.ids == array)
    #expect(array.enumerated().allSatisfy { list.index(of: $1) == $0 })
    let gone = (0..<next + 5).map { LayerID($0) }.filter { !array.contains($0) }
    #expect(gone.allSatisfy { list.index(of: $0) == nil })
  }

  @Test("whoever reads comes after whom it reads; cycles are found whole", arguments: 1...200)
  func topologicalOrder(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    let count = random.number(1...11)
    let layers = (0..<count).map { index in
      let inputs = random.several(0...2) { InputReference("l\($0.number(0...count))") }
      return Samples.layer("l\(index)", "concat", inputs: random.chance(20) ? nil : inputs)
    }
    let network = Network(layers: layers)
    let order = TopologicalOrder(of: network)
    #expect(order.ids.map(\.index).sorted() == Array(0..<count))
    #expect(order.ids.enumerated().allSatisfy { order.rank(of: $1) == $0 })
    // A network whose list is an order already keeps it.
    #expect(network.executionOrder == (network.backward.isEmpty ? network.ids : order.ids))
    let reach = reachability(network)
    for id in network.ids {
      let own = network.ids.filter { reach[id.index][$0.index] && reach[$0.index][id.index] }
      #expect(order.cycles[id] == (own.isEmpty ? nil : own))
      // A layer on a cycle has no sizes, whatever it reads.
      for source in network.inputs(of: id).compactMap(\.source) where own.isEmpty {
        #expect(order.rank(of: source) < order.rank(of: id))
        let places = [source, id].compactMap { network.executionOrder.firstIndex(of: $0) }
        #expect(places[0] < places[1])
      }
    }
  }

  /// Who depends on whom, by way of any number of connections.
  private func reachability(_ network: Network) -> [[Bool]] {
    let count = network.layerCount
    var reach = Array(repeating: Array(repeating: false, count: count), count: count)
    for id in network.ids {
      for source in network.inputs(of: id).compactMap(\.source) { reach[source.index][id.index] = true }
    }
    for middle in 0..<count {
      for from in 0..<count where reach[from][middle] {
        for to in 0..<count where reach[middle][to] { reach[from][to] = true }
      }
    }
    return reach
  }

  @Test("the journal tells what was touched since a stamp, and that it does not know")
  func journal() {
    var journal = ChangeJournal()
    var stamps = [journal.stamp]
    for index in 0..<5 {
      journal.touch(LayerID(index))
      journal.seal()
      stamps.append(journal.stamp)
    }
    for (edit, stamp) in stamps.enumerated() {
      #expect(journal.changes(since: stamp).map(Array.init) == (edit..<5).map { LayerID($0) })
    }
    #expect(journal.changes(since: 0) == nil && journal.changes(since: ChangeJournal.nextStamp()) == nil)
    var copy = journal
    copy.seal()
    #expect(journal.changes(since: copy.stamp) == nil)
    journal.invalidate()
    #expect(stamps.allSatisfy { journal.changes(since: $0) == nil })
    #expect(journal.changes(since: journal.stamp)?.isEmpty == true)
  }

  @Test(
    "the journal forgets the oldest, never the newest, and never tells a part", arguments: [1, 3, 20_000])
  func journalForgets(touchesPerEdit: Int) {
    var journal = ChangeJournal()
    var stamps = [journal.stamp]
    for _ in 0..<(40_000 / touchesPerEdit + 3) {
      for index in 0..<touchesPerEdit { journal.touch(LayerID(index)) }
      journal.seal()
      stamps.append(journal.stamp)
    }
    let known = stamps.reversed().prefix { journal.changes(since: $0) != nil }.count
    #expect(known >= 1 && known < stamps.count)
    for (age, stamp) in stamps.reversed().enumerated() {
      #expect(journal.changes(since: stamp)?.count == (age < known ? age * touchesPerEdit : nil))
    }
  }

  @Test("an analysis that slept while the journal forgot starts over")
  func longSleep() throws {
    var network = Samples.chain(5)
    var analysis = Analysis(of: network)
    for index in 0..<17_000 {
      try network.apply(.set(network.ids[1], "filters", .integer(index + 1)))
    }
    try network.apply(.rename(network.ids[2], "last"))
    analysis.update(to: network)
    #expect(differences(analysis, Analysis(of: network), on: network) == [])
  }
}
