import TestSupport
import Testing

@testable import NetworkModel

@Suite("An edit costs what it changes")
struct IncrementalityTests {
  /// How many layers an edit makes the analysis look at.
  private func visits(_ network: Network, _ edit: NetworkEdit) throws -> Int {
    var (network, analysis) = (network, Analysis(of: network))
    let before = analysis.visits
    try network.apply(edit)
    analysis.update(to: network)
    #expect(differences(analysis, Analysis(of: network), on: network) == [])
    return analysis.visits - before
  }

  @Test(
    "whose readers see nothing of it: one layer is looked at",
    arguments: [
      ("bias", .flag(false)), ("groups", .integer(4)), ("kernel", .extent(3)), ("rounding", .choice("floor")),
    ] as [(AttributeName, AttributeValue)])
  func innerEdits(attribute: AttributeName, value: AttributeValue) throws {
    let network = Samples.chain(60)
    #expect(try visits(network, .set(network.ids[31], attribute, value)) == 1)
  }

  @Test("whose layer is called something else: that layer and who speaks of it")
  func renames() throws {
    let network = Samples.chain(60)
    #expect(try visits(network, .rename(network.ids[31], "other")) == 2)
    var note = try #require(network[network.ids[31]])
    note.note = "a remark"
    #expect(try visits(network, .replace(network.ids[31], note)) == 1)
  }

  @Test("that comes out equal further on ends there")
  func earlyCutOff() throws {
    var layers = Samples.chain(60).layers
    layers.insert(Samples.layer("global", "global_avg_pool"), at: 20)
    let network = Network(layers: layers)
    let larger = AttributeValue.sizes([.fixed(96), .fixed(96), .fixed(16)])
    // The input and all up to the pool, whose output is as before.
    #expect(try visits(network, .set(network.ids[0], "shape", larger)) == 21)
    let same = AttributeValue.sizes([.fixed(64), .fixed(64), .fixed(16)])
    #expect(try visits(network, .set(network.ids[0], "shape", same)) == 1)
  }

  @Test("of nothing looks at nothing")
  func nothing() throws {
    let network = Samples.chain(60)
    #expect(try visits(network, .group([])) == 0)
    var settings = network.settings
    settings.name = "another"
    #expect(try visits(network, .configure(settings)) == 0)
    settings.rounding = .ceil
    #expect(try visits(network, .configure(settings)) == 60)
  }

  @Test("on another copy of the network is followed too; the network last seen costs nothing")
  func copies() throws {
    let network = Samples.chain(60)
    var (copy, analysis) = (network, Analysis(of: network))
    let before = analysis.visits
    analysis.update(to: copy)
    #expect(analysis.visits == before)
    try copy.apply(.set(copy.ids[31], "bias", .flag(false)))
    analysis.update(to: copy)
    #expect(analysis.visits == before + 1)
    analysis.update(to: network)
    #expect(differences(analysis, Analysis(of: network), on: network) == [])
  }

  @Test("looks at a handful of 100,000 layers")
  func aHandfulOfManyLayers() throws {
    var network = Samples.chain(100_000)
    var analysis = Analysis(of: network)
    // Convolutions stand where the index is 1 (mod 3): taking one away would change every receptive field.
    let norm = network.ids[50_000]
    let edits: [(NetworkEdit, atMost: Int)] = [
      (.set(network.ids[49_999], "bias", .flag(false)), 1), (.rename(norm, "norm"), 2), (.remove(norm), 3),
      (.insert(Samples.layer("new", "activation"), at: 50_002, id: nil), 3),
      (.move(network.ids[69_999], to: 30_000), 6), (.connect(norm, ["conv49999"]), 2),
      (.set(network.ids[99_997], "filters", .integer(32)), 3),
    ]
    for (edit, atMost) in edits {
      let before = analysis.visits
      let inverse = try network.apply(edit)
      analysis.update(to: network)
      #expect(analysis.visits - before <= atMost, "\(edit)")
      try network.apply(inverse)
      analysis.update(to: network)
      #expect(analysis.visits - before <= 2 * atMost, "\(edit) taken back")
    }
    #expect(analysis.totals == Analysis(of: network).totals)
  }
}
