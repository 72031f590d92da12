import TestSupport
import Testing

@testable import NetworkModel

@Suite("Receptive fields")
struct ReceptiveFieldTests {
  /// The places of the input that one place behind a chain of windows depends on.
  private func dependencies(_ windows: [(kernel: Int, stride: Int, dilation: Int, before: Int)]) -> Set<Int> {
    windows.reversed().reduce([1_000]) { places, window in
      Set(
        places.flatMap { place in
          (0..<window.kernel).map { place * window.stride - window.before + $0 * window.dilation }
        })
    }
  }

  private func trace(_ network: Network) -> SpatialTrace? {
    Analysis(of: network)[network.ids[network.layerCount - 1]].trace
  }

  @Test("span the places that an output depends on", arguments: 1...60)
  func chainsAgainstDependencies(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    let windows = (0..<random.number(1...5)).map { _ in
      (
        kernel: random.number(1...4), stride: random.number(1...3), dilation: random.number(1...3),
        before: random.number(0...2)
      )
    }
    let layers = windows.enumerated().map { index, window in
      let padding = Padding(before: Extent(window.before), after: 0)
      var layer = Samples.window(
        "w\(index)", kernel: Extent(window.kernel), stride: Extent(window.stride), padding: padding)
      layer.attributes["dilation"] = .extent(Extent(window.dilation))
      return layer
    }
    let network = Network(
      NetworkSettings(rounding: .floor), layers: [Samples.input("input", 100_000, 1)] + layers)
    let places = dependencies(windows)
    let (low, high) = (try #require(places.min()), try #require(places.max()))
    let trace = try #require(self.trace(network))
    #expect(trace.receptiveField == [high - low + 1])
    #expect(trace.effectiveStride == [Fraction(windows.reduce(1) { $0 * $1.stride })])
  }

  @Test(
    "of networks that everybody knows",
    arguments: [(Samples.vgg16(), "pool5", 212, 32), (Samples.resNetTrunk(), "stage4/1/add", 435, 32)])
  func famousNetworks(network: Network, layer: String, field: Int, stride: Int) throws {
    let id = try #require(network.id(named: layer))
    let trace = try #require(Analysis(of: network)[id].trace)
    #expect(trace.receptiveField == [field, field])
    #expect(trace.effectiveStride == [Fraction(stride), Fraction(stride)])
  }

  @Test("a join takes the widest; nothing is known behind what mixes a whole input")
  func joins() {
    let layers = [
      Samples.input("in", 12, 12, 2), Samples.window("wide", kernel: [5, 1], padding: Padding(.same)),
      Samples.window("high", kernel: [1, 3], padding: Padding(.same), inputs: ["in"]),
      Samples.layer("join", "concat", inputs: ["wide", "high"]),
    ]
    #expect(trace(Network(layers: layers))?.receptiveField == [5, 3])
    let global = [
      Samples.layer("global", "global_avg_pool", inputs: ["in"]),
      Samples.layer("scaled", "add", inputs: ["wide", "global"]),
    ]
    #expect(trace(Network(layers: layers + global)) != nil)
    #expect(trace(Network(layers: layers + global))?.receptiveField == nil)
    #expect(trace(Network(layers: layers + global.prefix(1))) == nil)
  }

  @Test("stay as they are behind a linear layer over the channels, and are unknown on an axis that it mixes")
  func linearLayers() {
    let layers = [
      Samples.window("conv", kernel: 3, padding: 1), Samples.layer("fc", "linear", ["units": .integer(7)]),
    ]
    let last = Network(layers: [Samples.input("in", 12, 12, 2)] + layers)
    #expect(trace(last)?.receptiveField == [3, 3])
    let first = Network(
      NetworkSettings(layout: .channelsFirst), layers: [Samples.input("in", 2, 12, 12)] + layers)
    #expect(trace(first)?.receptiveField == nil)
    #expect(trace(first)?[0].field == 3)
  }

  @Test("are not those of the layer looked at before: a constant is not in every join")
  func stillLayers() {
    let constant = Samples.layer(
      "constant", "constant", ["shape": .sizes([.fixed(1), .fixed(1), .fixed(2)])])
    let layers = [
      Samples.input("in", 12, 12, 2), constant, Samples.layer("global", "global_avg_pool", inputs: ["in"]),
      Samples.layer("join", "add", inputs: ["in", "global"]),
    ]
    #expect(trace(Network(layers: layers))?.receptiveField == nil)
    let still = Samples.layer("still", "add", inputs: ["in", "constant"])
    #expect(trace(Network(layers: layers + [still]))?.receptiveField == [1, 1])
  }

  @Test("beyond 64 bits are unknown, and nothing traps")
  func extremes() {
    // (2⁶³ − 1)/7: a stride with which a kernel of 8 spans 2⁶³ − 1 elements.
    let stride = Extent(Int.max / 7)
    let network = Network(layers: [
      Samples.input("in", .max - .max / 7, 1), Samples.window("far", kernel: 1, stride: stride),
      Samples.window("wide", kernel: 8, padding: 1),
    ])
    #expect(trace(network)?.receptiveField == nil)
    #expect(trace(network)?.effectiveStride == [Fraction(Int.max / 7)])
  }
}
