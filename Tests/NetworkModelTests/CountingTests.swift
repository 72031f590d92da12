import TestSupport
import Testing

@testable import NetworkModel

@Suite("Weights, work and memory")
struct CountingTests {
  private static let image = [Samples.input("in", 8, 8, 6)]

  @Test(
    "every kind counts what it learns and what it multiplies",
    arguments: [
      (image, ("conv", ["filters": .integer(4), "kernel": .extent(3)]), 216, 4, 0, 36 * 216),
      (
        image, ("conv", ["filters": .integer(4), "kernel": .extent(3), "bias": .flag(false)]), 216, 0, 0,
        7_776
      ),
      (
        image, ("conv", ["filters": .integer(4), "kernel": .extent(3), "groups": .integer(2)]), 108, 4, 0,
        3_888
      ),
      (
        image, ("conv", ["filters": .integer(6), "kernel": .extent(3), "groups": .integer(6)]), 54, 6, 0,
        1_944
      ),
      (
        [Samples.input("in", 8, 6)], ("conv", ["filters": .integer(4), "kernel": .extent(3)]), 72, 4, 0,
        6 * 72
      ),
      (
        [Samples.input("in", 4, 4, 4, 6)], ("conv", ["filters": .integer(4), "kernel": .extent(3)]), 648, 4,
        0,
        8 * 648
      ),
      (image, ("fully_connected", ["units": .integer(10)]), 3_840, 10, 0, 3_840),
      (image, ("linear", ["units": .integer(10)]), 60, 10, 0, 3_840),
      (image, ("linear", ["units": .integer(10), "bias": .flag(false)]), 60, 0, 0, 3_840),
      (image, ("batch_norm", [:]), 6, 6, 12, 0),
      (image, ("batch_norm", ["scale": .flag(false), "statistics": .flag(false)]), 0, 6, 0, 0),
      (image, ("max_pool", ["size": .extent(2)]), 0, 0, 0, 0), (image, ("lrn", [:]), 0, 0, 0, 0),
      (image, ("flatten", [:]), 0, 0, 0, 0), (image, ("activation", [:]), 0, 0, 0, 0),
      (image, ("global_avg_pool", [:]), 0, 0, 0, 0), (image, ("dropout", [:]), 0, 0, 0, 0),
    ] as [([Layer], (String, KeyValuePairs<AttributeName, AttributeValue>), Int, Int, Int, Int)])
  func counts(
    inputs: [Layer], layer: (String, KeyValuePairs<AttributeName, AttributeValue>), weights: Int, biases: Int,
    running: Int, multiplyAdds: Int
  ) {
    for batch in [1, 5] {
      let network = Network(
        NetworkSettings(batch: batch), layers: inputs + [Samples.layer("layer", layer.0, layer.1)])
      let facts = Analysis(of: network)[network.ids[1]]
      #expect(facts.diagnostics == [])
      #expect(
        [facts.weights, facts.biases, facts.nonTrainable] == [Count(weights), Count(biases), Count(running)])
      #expect(facts.multiplyAdds == Count(multiplyAdds) && facts.parameters == Count(weights + biases))
      #expect(facts.activationBytes.value == facts.shape?.dimensions.reduce(4, *))
    }
  }

  @Test func aSingleNumberThatIsLearnedIsAParameter() {
    let number = Samples.layer("number", "parameter", ["shape": .sizes([]), "batched": .flag(false)])
    let network = Network(NetworkSettings(batch: 3), layers: [number])
    #expect(Analysis(of: network)[network.ids[0]].parameters == 1)
  }

  @Test("Caffe's AlexNet in two groups has 60,965,224 parameters")
  func groupedAlexNet() throws {
    var network = Samples.alexNet()
    for place in [3, 6, 7] { try network.apply(.set(network.ids[place], "groups", .integer(2))) }
    let analysis = Analysis(of: network)
    #expect(analysis.totals.parameters == 60_965_224)
    #expect(analysis[network.ids[3]].multiplyAdds == 223_948_800)
  }

  @Test(
    "beyond 64 bits there is one error, which names the counts",
    arguments: [
      ([Samples.input("in", 1 << 62, 1)], "beyond 64 bits: activation bytes"),
      (
        [Samples.input("in", 4), Samples.dense("fc", 1 << 61)],
        "beyond 64 bits: weights, multiply-adds, FLOPs, activation bytes, parameter bytes"
      ),
      (
        [Samples.input("in", 1 << 40), Samples.dense("fc", 1 << 40)],
        "beyond 64 bits: weights, multiply-adds, FLOPs, parameter bytes"
      ),
      (
        [Samples.input("in", 1 << 29, 1 << 29, 1), Samples.conv("c", 16, 8)],
        "beyond 64 bits: multiply-adds, FLOPs, activation bytes"
      ),
      (
        [Samples.input("in", 1 << 61), Samples.layer("flat", "flatten"), Samples.layer("bn", "batch_norm")],
        "beyond 64 bits: activation bytes"
      ),
      ([Samples.input("in", .max), Samples.layer("bn", "batch_norm")], "beyond 64 bits: activation bytes"),
      (
        [Samples.input("in", 1 << 40, 1 << 40, 3), Samples.dense("fc", 5), Samples.dense("fc2", 5)],
        "beyond 64 bits: activation bytes"
      ),
      (
        [Samples.input("in", 1 << 40, 1 << 40, 3), Samples.layer("flat", "flatten"), Samples.dense("fc", 5)],
        "beyond 64 bits: activation bytes"
      ),
    ])
  func overflow(layers: [Layer], message: String) {
    let network = Network(layers: layers)
    let analysis = Analysis(of: network)
    let found = network.ids.flatMap { analysis[$0].diagnostics }.filter { $0.severity == .error }
    #expect(found.map(\.message) == [message])
    #expect(found.map(\.code) == [.overflow])
  }

  @Test(
    "bytes are those of the element type, each tensor's rounded up",
    arguments: [
      (ElementType.float32, 4 * 57, 4 * 27), (.float16, 2 * 57, 2 * 27), (.bfloat16, 2 * 57, 2 * 27),
      (.int8, 57, 27),
      // 54 weights and 3 biases, 27 elements.
      (.int4, 27 + 2, 14),
    ])
  func elementTypes(type: ElementType, parameters: Int, activations: Int) {
    let network = Network(layers: [Samples.input("in", 5, 5, 2), Samples.conv("conv", 3, 3)])
    let analysis = Analysis(of: network, elementType: type)
    let facts = analysis[network.ids[1]]
    #expect(facts.parameterBytes == Count(parameters))
    #expect(facts.activationBytes == Count(activations))
    #expect(analysis.totals.activationBytes == Count(activations) + type.bytes(of: 50))
    #expect(type.bytes(of: .overflow) == .overflow)
  }

  @Test("an overflow of its own is told behind a layer that is only not whole")
  func independentOverflow() {
    let network = Network(layers: [
      Samples.input("in", 8, 8, 3), Samples.conv("inexact", 4, 3, stride: 2), Samples.dense("huge", .max),
    ])
    let analysis = Analysis(of: network)
    #expect(network.ids.map { analysis[$0].diagnostics.map(\.code) } == [[], [.inexactSize], [.overflow]])
  }

  @Test("totals overflow only together, and come back to the digit when the last straw is gone")
  func totals() throws {
    var network = Network(layers: [Samples.input("in", 1 << 20)])
    var analysis = Analysis(of: network)
    let before = analysis.totals
    var inverses: [NetworkEdit] = []
    for index in 0..<4 {
      let layer = Samples.layer(
        "fc\(index)", "fully_connected", ["units": .integer(1 << 42), "bias": .flag(index > 0)],
        inputs: ["in"])
      inverses.append(try network.apply(.insert(layer, at: network.layerCount, id: nil)))
      analysis.update(to: network)
      #expect(analysis[network.ids[index + 1]].weights == Count(1 << 62))
      #expect(analysis.totals.weights == (index < 1 ? Count(1 << 62) : .overflow))
      #expect(analysis.totals.biases == Count(index << 42))
      #expect(analysis.totals.parameters == (index < 1 ? Count(1 << 62) : .overflow))
    }
    for inverse in inverses.reversed() { try network.apply(inverse) }
    analysis.update(to: network)
    #expect(analysis.totals == before)
  }
}
