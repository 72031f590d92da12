import Testing

@testable import Designer
@testable import NetworkModel

@Suite struct CostTests {
  @Test(arguments: [1_000, 20_000])
  func aKeyCostsWhatItChangesAndNotWhatThereIs(layers: Int) {
    var script = Script(Samples.chain(layers))
    script.run("move.last", "move.up", "move.up")
    let before = script.state.analysis.visits
    for _ in 0..<50 { script.run("move.up", "move.page-down") }
    #expect(script.state.analysis.visits == before, "moving looks at no layer again")
    script.run("layer.duplicate", "layer.rename")
    script.type("x")
    script.run("cancel", "undo", "redo", "layer.move-up", "undo", "undo")
    #expect(script.state.network.layerCount == layers)
    #expect(script.state.analysis.visits - before < 100)
  }

  /// A chain in groups of nine.
  private func blocks(_ count: Int) -> Network {
    let layers = Samples.chain(count).layers.enumerated().map { index, layer in
      var layer = layer
      if index > 0 { layer.name = "stage\(index / 900)/block\(index / 9)/\(layer.name)" }
      return layer
    }
    return Network(NetworkSettings(name: "blocks"), layers: layers)
  }

  @Test func amongFoldedGroupsAKeyCostsTheSameWhateverTheSizeOfTheNetwork() {
    func time(_ count: Int) -> Duration {
      var script = Script(blocks(count))
      script.run("group.fold-all", "move.down", "accept", "move.down", "move.down")
      let clock = ContinuousClock()
      return (0..<200).map { _ in clock.measure { script.run("move.down", "move.up") } }.min() ?? .zero
    }
    let (small, large) = (time(2_000), time(100_000))
    #expect(large < small * 5, "\(small) among 2,000 layers, \(large) among 100,000")
  }

  @Test func anAttributeEditLeavesTheRowsAsTheyAre() {
    func time(_ count: Int) -> Duration {
      var script = Script(blocks(count))
      script.run("group.fold-all", "move.down", "accept", "move.down", "accept", "move.down", "accept")
      let clock = ContinuousClock()
      return (0..<50).map { _ in
        clock.measure { script.run("property.increase", "property.decrease") }
      }.min() ?? .zero
    }
    // Stages of 900 layers are summed up anew, and there are more of them in sight.
    let (small, large) = (time(10_000), time(100_000))
    #expect(large < small * 5, "\(small) among 10,000 layers, \(large) among 100,000")
  }

  @Test func aSearchLooksAtEveryNameOnceAtMost() {
    let names = 100_000
    var script = Script(Samples.chain(names))
    let clock = ContinuousClock()
    let ids = script.state.network.ids
    let pass = clock.measure {
      for id in ids { _ = script.state.network[id]?.name.utf8.first { $0 == 0 } }
    }
    script.run("search")
    script.type("nowher")
    let search = clock.measure { script.type("e") }
    #expect(search < pass * 6, "\(search) for a search, \(pass) for a look at every byte")
  }
}
