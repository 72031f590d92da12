import TestSupport
import Testing

@testable import NetworkModel

@Suite("Any edits at all")
struct RandomEditTests {
  @Test("undoing every edit restores the network, layer by layer and id by id", arguments: 1...40)
  func undoingEveryEditRestoresTheNetwork(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    var network = random.network()
    var history: [(before: Network, inverse: NetworkEdit)] = []
    for _ in 0..<150 {
      let before = network
      if let inverse = network.attempt(random.edit(of: network)) { history.append((before, inverse)) }
    }
    #expect(history.count > 50)
    for (before, inverse) in history.reversed() {
      try network.apply(inverse)
      #expect(network == before)
      #expect(network.ids == before.ids)
    }
    #expect(network.inconsistencies == [])
  }

  @Test("what a network remembers of its connections stays true", arguments: 1...40)
  func indicesStayTrue(seed: Int) {
    var random = SplitMix64(seed: seed)
    var network = random.network()
    for _ in 0..<100 {
      let edit = random.edit(of: network)
      network.attempt(edit)
      #expect(network.inconsistencies == [], "after \(edit)")
    }
  }

  @Test("an edit that is refused changes nothing", arguments: 1...20)
  func refusalsChangeNothing(seed: Int) {
    var random = SplitMix64(seed: seed)
    var network = random.network()
    var refusals = 0
    for _ in 0..<200 {
      let before = network
      do {
        try network.apply(random.edit(of: network))
      } catch {
        refusals += 1
        #expect(network == before)
        #expect(network.ids == before.ids)
        #expect(network.inconsistencies == [])
      }
    }
    #expect(refusals > 5)
  }

  @Test("facts that follow the edits equal those of a fresh analysis", arguments: 1...60)
  func followingEqualsStartingAfresh(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    var network = random.network()
    var analysis = Analysis(of: network)
    for _ in 0..<100 {
      let edit = random.edit(of: network)
      let inverse = network.attempt(edit)
      // Sometimes several edits go by between two looks.
      if random.chance(20) { continue }
      analysis.update(to: network)
      try #require(differences(analysis, Analysis(of: network), on: network) == [], "after \(edit)")
      if analysis.hasLittleToShow(of: network), random.chance(85), let inverse { try network.apply(inverse) }
    }
  }

  @Test("and so do those of a network that repeats a few layers many times", arguments: 1...40)
  func followingEqualsStartingAfreshWhereBlocksRepeat(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    var network = random.repetitiveNetwork()
    var analysis = Analysis(of: network)
    for _ in 0..<60 {
      // Mostly at the input, which changes what all the others come to.
      let edit = random.chance(60) ? random.inputEdit(of: network) : random.edit(of: network)
      let inverse = network.attempt(edit)
      analysis.update(to: network)
      try #require(differences(analysis, Analysis(of: network), on: network) == [], "after \(edit)")
      if random.chance(50), let inverse { try network.apply(inverse) }
    }
  }

  @Test("one analysis can follow copies of a network that go different ways", arguments: 1...20)
  func copiesThatPart(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    var copies = Array(repeating: random.network(), count: 3)
    var analysis = Analysis(of: copies[0])
    for _ in 0..<120 {
      let index = random.number(0...2)
      if random.chance(10) { copies[index] = random.pick(copies) }
      copies[index].attempt(random.edit(of: copies[index]))
      let followed = random.pick(copies)
      analysis.update(to: followed)
      try #require(differences(analysis, Analysis(of: followed), on: followed) == [])
    }
  }

  @Test("a group in which one edit fails leaves the network as it was")
  func failingGroup() {
    var network = Samples.alexNet()
    let before = network
    let ids = network.ids
    let edits: [NetworkEdit] = [
      .set(ids[1], "stride", .extent(7)), .rename(ids[2], "elsewhere"), .remove(ids[3]),
      .insert(Samples.layer("new", "activation"), at: 4, id: nil), .move(ids[9], to: 1),
      .configure(NetworkSettings(name: "other", rounding: .floor)), .group([.remove(ids[5])]),
    ]
    #expect(throws: EditRejection.emptyName) { try network.apply(.group(edits + [.rename(ids[0], "")])) }
    #expect(network == before)
    #expect(network.ids == ids)
    #expect(differences(Analysis(of: network), Analysis(of: before), on: network) == [])
  }
}
