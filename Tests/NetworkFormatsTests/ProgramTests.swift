import NetworkModel
import TestSupport
import Testing

@testable import NetworkFormats

/// What holds for programs in every language and framework.
@Suite struct ProgramTests {
  static let formats = [FileFormat.pytorch, .keras]

  @Test(arguments: formats.map(\.id), ProgramSamples.names)
  func aProgramIsTheOneThatAPersonHasRead(id: String, name: String) throws {
    let format = try #require(Formats.named(id))
    let lines = try program(try ProgramSamples.network(name), format).lines
    try ProgramSamples.check(lines.joined(separator: "\n"), "\(id)-\(name).py")
  }

  @Test func everyKindOfLayerHasADeclaration() {
    #expect(Set(PyTorchOperation.all.keys) == Set(Catalogue.specs.map(\.id)))
    #expect(Set(KerasOperation.all.keys) == Set(Catalogue.specs.map(\.id)))
  }

  @Test(arguments: formats.map(\.id)) func noNameCanBecomeCode(id: String) throws {
    let names = [
      "x\nimport os", "\"\"\" + evil() + \"\"\"", "'); evil(); ('", "__class__", "lambda", "None", "forward",
      "1x1", "卷积", "\\", "a/b", "a/b/", "/", "A", "a", "self", "evil()", "\u{202E}x", "\r\n    evil()",
      "input", "x", "y", "name", "inputs", "layers", "torch", "i",
    ]
    let layers = [Samples.input("\"\"\"\nevil()", 8, 8, 3)] + names.map { Samples.conv($0, 4, 1) }
    let network = Network(NetworkSettings(name: "\"\"\"\nimport os\n\"\"\""), layers: layers)
    let lines = try program(network, try #require(Formats.named(id))).lines
    for line in lines {
      let isDocumentation = line.hasPrefix("    \"\"\"") && line.contains(" parameters.")
      #expect(isDocumentation || (!line.contains("evil()") && !line.contains("import os")), "\(line)")
    }
    let made = lines.flatMap { line in
      line.matches(of: /self\.([^ ]+) = |(?:^|[ (])([^ (]+)=nn\.|name="([^"]*)"/).compactMap {
        $0.1 ?? $0.2 ?? $0.3
      }
    }
    #expect(made.count >= names.count)
    #expect(made.count == Set(made).count)
    for name in made {
      #expect(name.wholeMatch(of: /[a-z_][a-z0-9_]*/) != nil, "\(name)")
      #expect(!reservedWords.contains(String(name)), "\(name)")
    }
  }

  @Test(arguments: formats) func aBrokenNetworkIsRefusedByItsLayers(format: FileFormat) throws {
    var network = try template("alexnet")
    try network.assign("Conv-1.stride=5")
    let reason = "'Conv-1' is broken: (227 − 11 + 2·0)/5 + 1 = 44.2, not whole: 1 row, 1 column over"
    #expect(refusals(of: network, format) == ["cannot be written as \(format.title): \(reason)"])
    #expect(refusals(of: Network(), format).count == 1)
  }

  @Test func groupsThatTakeTurnsAreTakenApart() throws {
    let names = ["a/1", "b/1", "a/2", "b/2", "c/deep/1", "c/deep/2"]
    let network = Network(
      layers: [Samples.input("image", 8, 8, 3)] + names.map { Samples.conv($0, 4, 3, padding: 1) })
    let text = try program(network, .pytorch).lines.joined(separator: "\n")
    for name in ["self.a_1 = ", "self.b_1 = ", "self.a_2 = ", "self.b_2 = ", "self.c = nn.Sequential("] {
      #expect(text.contains(name), "\(name)")
    }
  }

  @Test func aGroupAsDeepAsItsNameIsLongIsWritten() throws {
    let names = (1...200).map { depth in (0..<depth).map { "g\($0)/" }.joined() + "conv" }
    let network = Network(
      layers: [Samples.input("image", 8, 8, 3)] + names.map { Samples.conv($0, 4, 3, padding: 1) })
    for format in Self.formats { #expect(try program(network, format).lines.count > 200) }
  }

  /// Where anything differs, layers stand outside of their groups instead.
  @Test(arguments: [
    ("name: g-2/b, kind: linear, units: 8", "self.g_a("), ("name: g-2/b, kind: dropout", "self.g_a("),
    ("name: g-2/b, kind: linear, units: 8, shares: g/b", "self.g("),
  ])
  func onlyWhatIsTheSameThroughoutIsCalledTwice(layer: String, call: String) throws {
    let network = try read(
      nativeText(layers: [
        "name: i, kind: input, shape: [8]", "name: g/a, kind: linear, units: 8",
        "name: g/b, kind: linear, units: 8", "name: g-2/a, kind: linear, units: 8, shares: g/a", layer,
        "name: sum, kind: add, inputs: [g/b, g-2/b]",
      ]))
    let lines = try program(network, .pytorch).lines
    #expect(lines.count { $0.contains(call) } == 2, "\(lines)")
  }

  @Test func aNetworkThatIsUsedTwiceIsWrittenOnce() throws {
    let network = try read(
      nativeText(layers: [
        "name: a, kind: input, shape: [8]", "name: b, kind: input, shape: [8]",
        "name: net/first, kind: linear, units: 6, inputs: a", "name: net/relu, kind: activation",
        "name: net/second, kind: linear, units: 4",
        "name: net-2/first, kind: linear, units: 6, inputs: b, shares: net/first",
        "name: net-2/relu, kind: activation",
        "name: net-2/second, kind: linear, units: 4, shares: net/second",
        "name: difference, kind: subtract, inputs: [net/second, net-2/second]",
      ]))
    for (format, made, used) in [
      (FileFormat.pytorch, "nn.Linear(8, 6)", "self.net("), (.keras, "layers.Dense(6", "net_first("),
    ] {
      let lines = try program(network, format).lines
      #expect(lines.count { $0.contains(made) } == 1, "\(lines)")
      #expect(lines.count { $0.contains(used) } == 2, "\(lines)")
    }
  }

  /// As exporters name a module that is called on several levels of a pyramid.
  @Test func aLayerAloneInItsGroupIsMadeOnceToo() throws {
    let network = try read(
      nativeText(layers: [
        "name: i, kind: input, shape: [8]", "name: c/Gemm, kind: linear, units: 8",
        "name: t/t.0/Gemm, kind: linear, units: 8", "name: t/t.1/Relu, kind: activation",
        "name: c_1/Gemm, kind: linear, units: 8, shares: c/Gemm",
        "name: t/t.0_1/Gemm, kind: linear, units: 8, shares: t/t.0/Gemm",
      ]))
    for (format, made) in [(FileFormat.pytorch, "nn.Linear(8, 8)"), (.keras, "layers.Dense(8")] {
      let lines = try program(network, format).lines
      #expect(lines.count { $0.contains(made) } == 2, "\(lines)")
    }
  }
}
