import NetworkModel
import Testing

@testable import NetworkFormats

/// The numbers that Caffe's layers have are in the network and in what is written of it; or it is said that they are not.
@Suite struct CaffeNumberTests {
  /// A layer, what it is read as, and what is in a file of Caffe's that is written of it.
  @Test(
    arguments: [
      ("Power", "", ["identity"], ["Split"]),
      (
        "Power", "power_param { power: 2 scale: 3 shift: 1 }", ["multiply 3.0", "add 1.0", "power 2.0"],
        ["scale: 3", "shift: 1", "power: 2"]
      ),
      ("Power", "power_param { scale: 0.017 }", ["multiply 0.017"], ["scale: 0.017"]),
      ("Power", "power_param { scale: -1 shift: 1 }", ["negate", "add 1.0"], ["scale: -1", "shift: 1"]),
      ("Power", "power_param { power: -1 }", ["reciprocal"], ["power: -1"]),
      (
        "Power", "power_param { power: 0.5 scale: 0 }", ["multiply 0.0", "sqrt"], ["scale: 0", "power: 0.5"]
      ),
      ("Exp", "", ["exp"], ["\"Exp\""]),
      (
        "Exp", "exp_param { scale: 2 shift: -1 }", ["multiply 2.0", "add -1.0", "exp"],
        ["scale: 2", "shift: -1", "\"Exp\""]
      ),
      (
        "Exp", "exp_param { base: 2 }", ["multiply 0.6931471805599453", "exp"], ["scale: 0.6931471805599453"]
      ),
      ("Log", "log_param { shift: 9 }", ["add 9.0", "log"], ["shift: 9", "\"Log\""]),
      (
        "Log", "log_param { base: 4 }", ["log", "multiply 0.7213475204444817"], ["scale: 0.7213475204444817"]
      ),
      ("Swish", "swish_param { beta: 2 }", ["multiply 2.0", "sigmoid", "multiply"], ["scale: 2"]),
      ("Eltwise", "eltwise_param { coeff: 0.3 }", ["multiply 0.3"], ["scale: 0.3"]),
      ("Reduction", "reduction_param { axis: 1 coeff: 3 }", ["reduce sum", "multiply 3.0"], ["scale: 3"]),
      (
        "Reduction", "reduction_param { axis: 1 operation: SUMSQ }", ["power 2.0", "reduce sum"], ["power: 2"]
      ),
      (
        "LRN", "lrn_param { local_size: 3 alpha: 0.5 beta: 0.6 norm_region: WITHIN_CHANNEL }",
        ["power 2.0", "avg_pool", "multiply 0.5", "add 1.0", "power -0.6", "multiply"],
        ["pool: AVE", "scale: 0.5", "power: -0.6", "operation: PROD"]
      ),
      ("ReLU", "relu_param { negative_slope: 0.1 }", ["leaky_relu 0.1"], ["negative_slope: 0.1"]),
      ("MVN", "mvn_param { eps: 0.25 }", ["instance_norm 0.0625"], ["eps: 0.25"]),
      ("MVN", "mvn_param { normalize_variance: false }", ["reduce mean", "subtract"], []),
      (
        "Normalize", "norm_param { across_spatial: false channel_shared: false eps: 0.5 }",
        ["power 2.0", "reduce sum", "add 0.5", "sqrt", "divide", "affine"], []
      ),
    ] as [(String, String, [String], [String])])
  func aLayersNumbersAreReadAndWritten(
    type: String, parameters: String, steps: [String], caffe: [String]
  ) throws {
    let network = try network(type, parameters)
    #expect(network.layers.dropFirst().compactMap { summary($0, in: network) } == steps)
    if caffe.isEmpty { return }
    let text = try written(report(network), as: .caffe)
    for part in caffe { #expect(text.contains(part), "\(text)") }
    let again = try Formats.read(Array(text.utf8), name: "again.prototxt").network
    #expect(again.layers.dropFirst().compactMap { summary($0, in: again) } == steps)
  }

  /// The factors of a sum, and what it is read as.
  @Test(
    arguments: [
      ("", ["add"]), ("coeff: 1 coeff: 1", ["add"]), ("coeff: 1 coeff: -1", ["subtract"]),
      ("coeff: 0.5 coeff: 0.5", ["average"]), ("coeff: 1 coeff: 0.17", ["multiply 0.17", "add"]),
      ("coeff: -1 coeff: 2", ["negate", "multiply 2.0", "add"]),
    ] as [(String, [String])])
  func aWeightedSumKeepsItsFactors(factors: String, steps: [String]) throws {
    let network = try network("Eltwise", "bottom: \"data\" eltwise_param { \(factors) }")
    #expect(network.layers.dropFirst().compactMap { summary($0, in: network) } == steps)
  }

  @Test(
    arguments: [
      ("Pooling", "pooling_param { pool: STOCHASTIC kernel_size: 2 }", "is read as max pooling"),
      ("Interp", "interp_param { zoom_factor: 2 }", "Interp keeps the corners where they are"),
      ("MVN", "", "MVN adds its eps to the deviation"),
      ("Upsample", "upsample_param { scale: 2 }", "puts each value to where the pool found it"),
      ("Reduction", "", "one number of the whole batch"),
    ])
  func whatDiffersFromCaffeIsSaid(type: String, parameters: String, note: String) throws {
    let notes = try Formats.read(Array(text(type, parameters).utf8), name: "net.prototxt").notes
    #expect(notes.contains { $0.hasPrefix("'it': ") && $0.contains(note) }, "\(notes)")
  }

  @Test func whatDiffersInManyLayersIsSaidOnce() throws {
    let text =
      text("MVN", "") + "layer { name: \"other\" type: \"MVN\" bottom: \"it\" top: \"other\" }"
    let notes = try Formats.read(Array(text.utf8), name: "net.prototxt").notes
    #expect(notes.count == 1)
    #expect(notes[0].hasPrefix("'it' and 1 more: MVN"))
  }

  /// A number among what Caffe merges, and what it becomes.
  @Test(
    arguments: [
      ("add, inputs: [x, n]", ["shift: 3"]), ("multiply, inputs: [n, x]", ["scale: 3"]),
      ("subtract, inputs: [x, n]", ["shift: -3"]), ("subtract, inputs: [n, x]", ["scale: -1", "shift: 3"]),
      ("divide, inputs: [x, n]", ["scale: 0.333"]), ("divide, inputs: [n, x]", ["power: -1", "scale: 3"]),
    ] as [(String, [String])])
  func aMergeWithANumberIsAPower(merge: String, parts: [String]) throws {
    let network = try read(
      nativeText(
        layout: "channels_first",
        layers: [
          "name: x, kind: input, shape: [4, 6, 6]",
          "name: n, kind: constant, shape: [], batched: false, value: 3", "name: it, kind: \(merge)",
        ]))
    let text = try written(report(network), as: .caffe)
    for part in parts { #expect(text.contains(part), "\(text)") }
    #expect(!text.contains("\"n\""))
  }

  private func text(_ type: String, _ parameters: String) -> String {
    """
    layer { name: "data" type: "Input" top: "data" input_param { shape { dim: 2 dim: 4 dim: 6 dim: 6 } } }
    layer { name: "it" type: "\(type)" bottom: "data" top: "it" \(parameters) }

    """
  }

  private func network(_ type: String, _ parameters: String) throws -> Network {
    try Formats.read(Array(text(type, parameters).utf8), name: "net.prototxt").network
  }

  /// A layer's function or kind and its number, its own or the one that it is put together with.
  private func summary(_ layer: Layer, in network: Network) -> String? {
    func real(_ layer: Layer, _ name: AttributeName) -> Double? {
      if case .real(let number)? = layer.attributes[name] { number } else { nil }
    }
    func word(_ name: AttributeName) -> String? {
      if case .choice(let word)? = layer.attributes[name] { word } else { nil }
    }
    switch layer.kind.name {
    case "constant", "output": return nil
    case "activation":
      return ([word("function") ?? "relu"] + (real(layer, "alpha").map { ["\($0)"] } ?? []))
        .joined(separator: " ")
    case "reduce": return "reduce \(word("function") ?? "mean")"
    case "instance_norm": return "instance_norm \(real(layer, "epsilon") ?? 1e-5)"
    default:
      let number = layer.inputs?.compactMap { input in
        network.layers.first { $0.name == input.name && $0.kind == Kind.constant }.flatMap {
          real($0, "value")
        }
      }
      return ([layer.kind.name] + (number ?? []).map { "\($0)" }).joined(separator: " ")
    }
  }
}
