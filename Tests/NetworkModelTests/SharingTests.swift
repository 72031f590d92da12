import TestSupport
import Testing

@testable import NetworkModel

@Suite("Shared parameters")
struct SharingTests {
  private static func conv(_ name: String, _ filters: Int, shares: String? = nil) -> Layer {
    var layer = Samples.conv(name, filters, 3, padding: 1)
    layer.shares = shares
    return layer
  }

  /// input → a → b → c of four channels each; b and c use a's parameters.
  private let network = Network(layers: [
    Samples.input("input", 8, 8, 4), conv("a", 4), conv("b", 4, shares: "a"), conv("c", 4, shares: "a"),
  ])

  private func owners(_ network: Network) -> [String?] {
    network.ids.map { id in network.parameterOwner(of: id).flatMap { network[$0]?.name } }
  }

  @Test("are counted once, with the layer that has them; the work is done by each")
  func counted() {
    let analysis = Analysis(of: network)
    let facts = network.ids.map { analysis[$0] }
    #expect(facts.map(\.parameters) == [0, 148, 0, 0])
    #expect(facts.map(\.parameterBytes) == [0, 592, 0, 0])
    #expect(facts.dropFirst().allSatisfy { $0.multiplyAdds == facts[1].multiplyAdds })
    #expect(analysis.totals.parameters == 148 && analysis.totals.parameterBytes == 592)
    #expect(analysis.totals.errors == 0)
    #expect(
      analysis.derivation(of: network.ids[2], in: network).lines.contains {
        $0.label == "parameters" && $0.formula == "those of a, counted there"
      })
  }

  @Test("of running statistics too")
  func statistics() {
    var second = Samples.layer("second", "batch_norm")
    second.shares = "first"
    let network = Network(layers: [
      Samples.input("in", 8, 8, 4), Samples.layer("first", "batch_norm"), second,
    ])
    #expect(Analysis(of: network).totals.nonTrainable == 8)
  }

  @Test("may be those of a layer that comes later")
  func laterOwner() {
    let network = Network(layers: [
      Samples.input("input", 8, 8, 4), Self.conv("a", 4, shares: "b"), Self.conv("b", 4),
    ])
    let analysis = Analysis(of: network)
    #expect(network.ids.map { analysis[$0].parameters } == [0, 0, 148])
    #expect(analysis.totals.errors == 0)
  }

  @Test("are looked at again when the layer that has them gets others, and when it gets them back")
  func ownersChange() throws {
    var network = network
    var analysis = Analysis(of: network)
    let (owner, sharer) = (network.ids[1], network.ids[2])
    let edits: [(NetworkEdit, String?)] = [
      (.set(owner, "kernel", .extent(1)), "shares the parameters of a: its weight is 3·3·4·4, not 1·1·4·4"),
      (.set(owner, "bias", .flag(false)), "shares the parameters of a: it needs 2 tensors, and there are 1"),
      (.set(owner, "stride", .extent(2)), nil),
      (.share(owner, "c"), "shares the parameters of a, which has none of its own but shares them too"),
      (.rename(owner, "other"), "shares the parameters of a, a layer that does not exist"),
    ]
    for (edit, message) in edits {
      let inverse = try network.apply(edit)
      analysis.update(to: network)
      #expect(
        analysis[sharer].diagnostics.filter { $0.severity == .error }.map(\.message)
          == (message.map { [$0] } ?? []))
      #expect(differences(analysis, Analysis(of: network), on: network) == [])
      try network.apply(inverse)
      analysis.update(to: network)
      #expect(analysis.totals.errors == 0)
    }
  }

  @Test("an edit of the layer that has them looks at those who share them, and at no others")
  func cost() throws {
    var layers = Samples.chain(60).layers
    layers[31].shares = "conv1"
    var network = Network(layers: layers)
    var analysis = Analysis(of: network)
    let before = analysis.visits
    try network.apply(.set(network.ids[1], "bias", .flag(false)))
    analysis.update(to: network)
    #expect(analysis.visits - before == 1)
    #expect(analysis[network.ids[31]].diagnostics.map(\.code) == [.sharedParameters])
  }

  @Test("follow a new name")
  func renaming() throws {
    var network = network
    let before = network
    let inverse = try network.apply(network.renaming(network.ids[1], to: "first"))
    #expect(owners(network) == [nil, nil, "first", "first"])
    try network.apply(inverse)
    #expect(network == before && network.inconsistencies == [])
  }

  @Test(
    "go to the first that shares them when the layer that has them goes",
    arguments: [([1], [nil, nil, "b"]), ([1, 2], [nil, nil]), ([2], [nil, nil, "a"])] as [([Int], [String?])])
  func removing(places: [Int], owners: [String?]) throws {
    var network = network
    let before = network
    let inverse = try network.apply(network.removing(places.map { network.ids[$0] }))
    #expect(self.owners(network) == owners)
    #expect(Analysis(of: network).totals.parameters == 148)
    #expect(Analysis(of: network).totals.errors == 0)
    try network.apply(inverse)
    #expect(network == before && network.inconsistencies == [])
  }
}
