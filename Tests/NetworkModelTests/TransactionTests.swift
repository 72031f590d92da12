import TestSupport
import Testing

@testable import NetworkModel

@Suite("Changes that concern several layers")
struct TransactionTests {
  /// input → a → b → c, and a join that reads a and c by name.
  private func diamond() -> Network {
    Network(layers: [
      Samples.input("input", 8, 8, 4), Samples.conv("a", 4, 1), Samples.layer("b", "batch_norm"),
      Samples.layer("c", "activation"), Samples.layer("join", "add", inputs: ["a", "c"]),
      Samples.layer("twice", "add", inputs: ["c", InputReference("c", output: 1)]),
    ])
  }

  private func inputs(_ name: String, _ network: Network) -> [String]? {
    network.id(named: name).flatMap { network[$0]?.inputs }.map { $0.map(\.description) }
  }

  @Test("everyone who mentions a layer follows its new name, the output kept; undone in one step")
  func renaming() throws {
    var network = diamond()
    let before = network
    let inverse = try network.apply(network.renaming(network.ids[3], to: "relu"))
    #expect(inputs("join", network) == ["a", "relu"])
    #expect(inputs("twice", network) == ["relu", "relu:1"])
    #expect(network.inconsistencies == [])
    try network.apply(inverse)
    #expect(network == before)
    #expect(network.renaming(network.ids[3], to: "c") == .group([]))
    #expect(throws: EditRejection.emptyName) { try network.apply(network.renaming(network.ids[3], to: "")) }
    #expect(network == before)
  }

  @Test(
    "those who read a layer that goes read what it read, past whole runs",
    arguments: [
      ([3], ["a", "b"], ["b", "b"]), ([2], ["a", "c"], ["c", "c:1"]), ([2, 3], ["a", "a"], ["a", "a"]),
      ([3, 1, 2], ["input", "input"], ["input", "input"]), ([1], ["input", "c"], ["c", "c:1"]),
    ] as [([Int], [String], [String])])
  func removing(places: [Int], join: [String], twice: [String]) throws {
    var network = diamond()
    let before = network
    let inverse = try network.apply(network.removing(places.map { network.ids[$0] }))
    #expect(network.layerCount == before.layerCount - places.count)
    #expect(inputs("join", network) == join)
    #expect(inputs("twice", network) == twice)
    #expect(network.inconsistencies == [])
    try network.apply(inverse)
    #expect(network == before && network.ids == before.ids)
  }

  @Test("a join that goes cannot be bypassed, nor can what reads nothing")
  func removingJoins() throws {
    var network = diamond()
    try network.apply(.insert(Samples.layer("end", "output", inputs: ["join"]), at: 6, id: nil))
    let withoutJoin = try copy(of: network, without: ["join"])
    #expect(inputs("end", withoutJoin) == ["join"])
    let withoutInput = try copy(of: network, without: ["input", "a"])
    #expect(inputs("join", withoutInput) == ["input", "c"])
    #expect(throws: EditRejection.noSuchLayer) {
      try copy(of: network, without: ["end"]).applying(.remove(network.ids[6]))
    }
  }

  private func copy(of network: Network, without names: [String]) throws -> Network {
    try network.applying(network.removing(names.compactMap { network.id(named: $0) }))
  }

  @Test("a layer that reads itself can be renamed and removed")
  func selfReference() throws {
    let network = Network(layers: [
      Samples.input("in", 4), Samples.layer("loop", "add", inputs: ["loop", "in"]),
    ])
    let renamed = try network.applying(network.renaming(network.ids[1], to: "knot"))
    #expect(inputs("knot", renamed) == ["knot", "in"])
    #expect(try network.applying(network.removing([network.ids[1]])).layerCount == 1)
  }

  @Test("layers of another network are refused and not looked for")
  func foreignLayers() {
    let network = diamond()
    let foreign = Samples.chain(50).ids[40]
    #expect(network[foreign] == nil && network.index(of: foreign) == nil && network.inputs(of: foreign) == [])
    #expect(throws: EditRejection.noSuchLayer) { try network.applying(network.removing([foreign])) }
    #expect(network.renaming(foreign, to: "x") == .group([]))
    let facts = Analysis(of: network)[foreign]
    #expect(facts.outputs == [] && facts.diagnostics == [])
  }

  @Test(
    "a free name is the name itself, or has the smallest number that is free behind it",
    arguments: [
      ("pool", "pool"), ("conv", "conv-2"), ("conv-1", "conv-2"), ("fc7", "fc9"), ("fc8", "fc9"),
      ("12", "12-2"), ("b007", "b8"), ("x12345678901", "x12345678901-2"), ("層1", "層2"),
    ])
  func freeNames(wish: String, free: String) {
    let taken = ["conv", "conv-1", "conv-3", "fc7", "fc8", "12", "b007", "x12345678901", "層1"]
    let network = Network(layers: taken.map { Samples.layer($0, "activation") })
    #expect(network.freeName(like: wish) == free)
  }
}

extension Network {
  fileprivate func applying(_ edit: NetworkEdit) throws -> Network {
    var changed = self
    try changed.apply(edit)
    return changed
  }
}
