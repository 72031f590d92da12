import TestSupport
import Testing

@testable import NetworkModel

@Suite("Input sizes that divide")
struct ExactInputTests {
  /// Windows in a row, with residual blocks among them whose two ways step alike.
  private func network(_ random: inout SplitMix64, paddings: [Padding.Mode]) -> Network {
    var layers = [Samples.input("input", 400, 2)]
    for block in 0..<random.number(2...4) {
      let way = InputReference(layers[layers.count - 1].name)
      let (left, right) = (InputReference("a\(block)"), InputReference("b\(block)"))
      let stride = Extent(random.number(1...3))
      switch random.number(0...4) {
      case 0:
        layers.append(Samples.window(left.name, kernel: 3, stride: stride, padding: 1, inputs: [way]))
        layers.append(Samples.window(right.name, kernel: 1, stride: stride, inputs: [way]))
        layers.append(Samples.layer("join\(block)", "add", inputs: [left, right]))
      case 1:
        layers.append(Samples.window(left.name, kernel: 5, padding: 2, inputs: [way]))
        layers.append(Samples.layer("join\(block)", "add", inputs: [way, left]))
      case 2:
        layers.append(
          Samples.layer(
            "up\(block)", "conv_transpose",
            [
              "filters": .integer(2), "kernel": .extent(Extent(random.number(1...4))),
              "stride": .extent(stride),
            ]))
      default:
        let kernel = Extent(random.number(1...5))
        var window = Samples.window("w\(block)", kernel: kernel, stride: stride)
        window.attributes["padding"] =
          random.chance(20) && !paddings.isEmpty
          ? .padding(Padding(random.pick(paddings)))
          : .padding(Padding(before: Extent(random.number(0...2)), after: Extent(random.number(0...2))))
        window.attributes["dilation"] = .extent(Extent(random.number(1...2)))
        layers.append(window)
      }
    }
    return Network(NetworkSettings(rounding: .floor), layers: layers)
  }

  /// For each size whether some window does not divide; sizes that do not fit at all are left out.
  private func inexactSizes(_ network: Network) throws -> [Int: Bool] {
    var (network, sizes) = (network, [Int: Bool]())
    var analysis = Analysis(of: network)
    for size in 1...400 {
      try network.apply(.set(network.ids[0], "shape", .sizes([.fixed(size), .fixed(2)])))
      analysis.update(to: network)
      if analysis.totals.errors == 0 { sizes[size] = analysis.totals.inexactWarnings > 0 }
    }
    return sizes
  }

  @Test("are exactly those for which no window is inexact", arguments: 1...30)
  func classAgainstTrying(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    let network = network(&random, paddings: [.valid])
    let exact = Analysis(of: network).exactInputs(in: network)[0].axes[0]
    let tried = try inexactSizes(network)
    #expect(tried.count > 250)
    for (size, isInexact) in tried where (exact?.contains(size) ?? false) == isInexact {
      Issue.record("\(size) is \(isInexact ? "in" : "not in") \(exact as Any)")
    }
  }

  @Test("with strided `same` windows among them are sizes for which no window is inexact", arguments: 1...30)
  func classWithSame(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    let network = network(&random, paddings: [.same, .sameLower, .causal])
    guard let exact = Analysis(of: network).exactInputs(in: network)[0].axes[0] else { return }
    for (size, isInexact) in try inexactSizes(network) where isInexact && exact.contains(size) {
      Issue.record("\(size) is in \(exact)")
    }
  }

  @Test(
    "of networks that everybody knows",
    arguments: [
      (Samples.alexNet(), "exact for n ≡ 3 (mod 32)"), (Samples.vgg16(), "exact for n ≡ 0 (mod 32)"),
      (Samples.resNetTrunk(), "exact for n ≡ 1 (mod 32)"),
    ])
  func famousNetworks(network: Network, text: String) {
    let analysis = Analysis(of: network)
    #expect(analysis.totals.errors == 0)
    #expect(analysis.exactInputs(in: network).map(\.text) == [text])
  }

  @Test(
    "are told per axis, and that there are none",
    arguments: [
      (
        [Samples.input("in", 9, 9, 1), Samples.window("w", kernel: [3, 5], stride: [2, 4])],
        "exact for H n ≡ 1 (mod 2), W n ≡ 1 (mod 4)"
      ),
      (
        [Samples.input("in", 9, 9, 1), Samples.window("w", kernel: [3, 1], stride: [2, 1])],
        "exact for H n ≡ 1 (mod 2), W any"
      ),
      (
        [Samples.input("in", 9, 9, 9, 1), Samples.window("w", kernel: 3, stride: [2, 2, 3])],
        "exact for D n ≡ 1 (mod 2), H n ≡ 1 (mod 2), W n ≡ 0 (mod 3)"
      ),
      ([Samples.input("in", 9, 1), Samples.window("w", kernel: 3, stride: 1)], "exact for every size"),
      (
        [
          Samples.input("in", 9, 1), Samples.window("w", kernel: 2, stride: 2),
          Samples.window("v", kernel: 1, stride: 2, inputs: ["in"]),
        ], "exact for no size"
      ),
      (
        [
          Samples.input("in", 9, 9, 1), Samples.window("w", kernel: [2, 1], stride: 2),
          Samples.window("v", kernel: 1, stride: 2, inputs: ["in"]),
        ], "exact for H none, W n ≡ 1 (mod 2)"
      ),
      ([Samples.input("in", 9), Samples.dense("fc", 4)], nil),
    ] as [([Layer], String?)])
  func texts(layers: [Layer], text: String?) {
    let network = Network(layers: layers)
    #expect(Analysis(of: network).exactInputs(in: network).map(\.text) == [text])
  }

  @Test("are told for each input in the order of the list")
  func severalInputs() throws {
    var network = Network(layers: [
      Samples.input("left", 9, 1), Samples.window("w", kernel: 3, stride: 2), Samples.input("right", 9, 1),
      Samples.window("v", kernel: 2, stride: 3),
    ])
    let exact = Analysis(of: network).exactInputs(in: network)
    #expect(exact.map(\.text) == ["exact for n ≡ 1 (mod 2)", "exact for n ≡ 2 (mod 3)"])
    try network.apply(.move(network.ids[0], to: 3))
    #expect(Analysis(of: network).exactInputs(in: network).map(\.input.index) == [2, 0])
  }
}
