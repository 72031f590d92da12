import TestSupport
import Testing

@testable import NetworkModel

@Suite("Numbers with their formulas")
struct DerivationTests {
  private func lines(_ layers: [Layer], _ settings: NetworkSettings = NetworkSettings()) -> [String] {
    let network = Network(settings, layers: layers)
    let last = network.ids[network.layerCount - 1]
    let derivation = Analysis(of: network).derivation(of: last, in: network)
    return derivation.lines.map { $0.label.isEmpty ? $0.formula : "\($0.label): \($0.formula)" }
  }

  private static let image = Samples.input("in", 8, 6, 3)

  @Test(
    "a layer's numbers are all derived",
    arguments: [
      (
        [Samples.input("in", 227, 227, 3), Samples.conv("conv", 96, 11, stride: 4)],
        [
          "(227 − 11 + 2·0)/4 + 1 = 55", "weights: 11·11·3·96 = 34,848", "biases: 96",
          "MACs: 55·55·96·3·11·11 = 105,415,200", "FLOPs: 2·105,415,200 + 55·55·96 = 211,120,800",
          "parameter bytes: 34,944·4 = 139,776", "activation: 55·55·96·4 = 1,161,600 bytes",
          "receptive field: 11 × 11, stride 4", "start: 5.5",
        ]
      ),
      (
        [image, Samples.window("conv", kernel: [3, 1], stride: [1, 2])],
        [
          "H: (8 − 3 + 2·0)/1 + 1 = 6", "W: (6 − 1 + 2·0)/2 + 1 = 3.5", "weights: 3·1·3·2 = 18", "biases: 2",
          "MACs: 6·3·2·3·3·1 = 324", "FLOPs: 2·324 + 6·3·2 = 684", "parameter bytes: 20·4 = 80",
          "activation: 6·3·2·4 = 144 bytes", "receptive field: 3 × 1, stride 1 × 2", "start: 1.5 × 0.5",
        ]
      ),
      (
        [image, Samples.dense("fc", 10)],
        [
          "weights: 8·6·3·10 = 1,440", "biases: 10", "MACs: 8·6·3·10 = 1,440", "FLOPs: 2·1,440 + 10 = 2,890",
          "parameter bytes: 1,450·4 = 5,800", "activation: 10·4 = 40 bytes",
        ]
      ),
      (
        [image, Samples.layer("norm", "batch_norm")],
        [
          "weights: 3", "biases: 3", "not trained: 3 + 3 = 6", "FLOPs: 8·6·3·2 = 288",
          "parameter bytes: 6·4 = 24", "activation: 8·6·3·4 = 576 bytes",
          "receptive field: 1 × 1, stride 1", "start: 0.5",
        ]
      ),
      (
        [image, Samples.layer("flat", "flatten")], ["size: 8·6·3 = 144", "activation: 144·4 = 576 bytes"]
      ),
      (
        [image, Samples.layer("flat", "flatten", ["axis": .integer(2)])],
        ["size: 6·3 = 18", "activation: 8·18·4 = 576 bytes"]
      ),
      (
        [image, Samples.layer("join", "concat", inputs: ["in", "in"])],
        [
          "size: 3 + 3 = 6", "activation: 8·6·6·4 = 1,152 bytes", "receptive field: 1 × 1, stride 1",
          "start: 0.5",
        ]
      ),
      ([image, Samples.conv("conv", 2, 9)], ["H: (8 − 9 + 2·0)/1 + 1 = 0", "W: (6 − 9 + 2·0)/1 + 1 = −2"]),
      ([image, Samples.window("conv", kernel: 0)], []),
      ([Samples.layer("loop", "activation", inputs: ["loop"])], []),
    ])
  func derivations(layers: [Layer], wanted: [String]) {
    #expect(lines(layers) == wanted)
  }

  @Test("a batch of more than one is part of the bytes, and of nothing else")
  func batch() {
    let found = lines([Self.image, Samples.dense("fc", 10)], NetworkSettings(batch: 4))
    #expect(
      found.suffix(4) == [
        "MACs: 8·6·3·10 = 1,440", "FLOPs: 2·1,440 + 10 = 2,890", "parameter bytes: 1,450·4 = 5,800",
        "activation: 4·10·4 = 160 bytes",
      ])
  }
}
