import NetworkModel
import Testing

@testable import NetworkFormats

/// Numbers that Keras' layers and functions hold are in the network, and so are those beside their weights.
@Suite struct KerasNumberTests {
  /// What a layer is called with and configured by, and the functions and numbers that it comes to.
  @Test(
    arguments: [
      ("ReLU", #""max_value": 6.0"#, ["relu6"]), ("ReLU", #""max_value": 1.0"#, ["clip 0.0 1.0"]),
      ("ReLU", #""threshold": 0.5"#, ["thresholded_relu 0.5"]),
      ("ReLU", #""negative_slope": 0.1"#, ["leaky_relu 0.1"]),
      ("ThresholdedReLU", #""theta": 2.0"#, ["thresholded_relu 2.0"]),
      ("Rescaling", #""scale": 0.5, "offset": -1"#, ["multiply 0.5", "add -1.0"]),
      ("Rescaling", #""scale": 0.5, "offset": 0.0"#, ["multiply 0.5"]),
      ("Rescaling", #""scale": [0.5, 0.25, 1], "offset": 0.0"#, ["multiply", "add 0.0"]),
    ] as [(String, String, [String])])
  func aLayersNumbersAreRead(type: String, config: String, steps: [String]) throws {
    let network = try model(
      #"{"class_name": "\#(type)", "config": {"name": "it", \#(config)}, "inbound_nodes": [[["x", 0, 0, {}]]]}"#
    )
    #expect(summary(network) == steps)
  }

  /// A function of Keras 3, what it is called with, and what it comes to; `T` is the tensor.
  @Test(
    arguments: [
      ("Multiply", "T, 2.0", ["multiply x 2.0"]), ("Subtract", "1.0, T", ["subtract 1.0 x"]),
      ("Divide", "T, 4", ["divide x 4.0"]), ("Maximum", "T, 0.1", ["maximum x 0.1"]),
      (
        "Add", #"T, {"class_name": "__numpy__", "config": {"value": [1, 2, 3], "dtype": "float32"}}"#,
        ["add x [3]"]
      ),
    ])
  func aFunctionKeepsItsNumberAndOrder(type: String, arguments: String, steps: [String]) throws {
    let tensor =
      #"{"class_name": "__keras_tensor__", "config": {"shape": [null, 3], "keras_history": ["x", 0, 0]}}"#
    let network = try model(
      #"{"module": "keras.src.ops.numpy", "class_name": "\#(type)", "config": {"name": "it"}, "inbound_nodes": [{"args": [\#(arguments.replacing("T", with: tensor))], "kwargs": {}}]}"#
    )
    #expect(operands(network) == steps)
  }

  @Test func aNumberBeforeTheTensorIsReadOfKeras2() throws {
    let network = try model(
      #"{"class_name": "TFOpLambda", "config": {"name": "it", "function": "math.subtract"}, "inbound_nodes": [["_CONSTANT_VALUE", -1, 1.0, {"y": ["x", 0, 0]}]]}"#
    )
    #expect(operands(network) == ["subtract 1.0 x"])
  }

  /// A layer in a wrapper or with a policy, its parameters, and the numbers beside them (Keras 3.15).
  @Test(
    arguments: [
      (spectral(#"{"class_name": "Dense", "config": {"units": 5}}"#), 20, 5),
      (spectral(#"{"class_name": "Dense", "config": {"units": 5, "use_bias": false}}"#), 15, 5),
      (quantized("int8", #""units": 5"#), 20, 5),
      (quantized("int8", #""units": 5, "use_bias": false"#), 15, 5),
      (quantized("float8", #""units": 5"#), 20, 3075), (quantized("int4/128", #""units": 5"#), 20, 0),
      (#""class_name": "Dense", "config": {"name": "it", "units": 5, "dtype": "int8_from_float32"}"#, 20, 5),
      (#""class_name": "Dense", "config": {"name": "it", "units": 5, "dtype": "mixed_float16"}"#, 20, 0),
    ])
  func numbersBesideTheWeightsAreCountedApart(layer: String, parameters: Int, untrained: Int) throws {
    let network = try model(#"{\#(layer), "inbound_nodes": [[["x", 0, 0, {}]]]}"#)
    let totals = Analysis(of: network).totals
    #expect(totals.parameters.value == parameters)
    #expect(totals.nonTrainable.value == untrained)
  }

  @Test func theVectorOfATransposedConvolutionIsAsLongAsItsInputHasChannels() throws {
    let text =
      #"{"class_name": "Sequential", "config": [{"class_name": "InputLayer", "config": {"batch_input_shape": [null, 8, 8, 3]}}, {\#(Self.spectral(#"{"class_name": "Conv2DTranspose", "config": {"filters": 6, "kernel_size": 3}}"#))}]}"#
    let totals = try ReadNetwork(text).analysis.totals
    #expect(totals.parameters.value == 168 && totals.nonTrainable.value == 3)
  }

  @Test func aClassOfTheModelsOwnSaysThatItsParametersAreNotKnown() throws {
    let text = Self.text(
      #"{"class_name": "Gate", "registered_name": "zoo>Gate", "config": {"name": "it"}, "inbound_nodes": [[["x", 0, 0, {}]]]}"#
    )
    #expect(
      try Formats.read(Array(text.utf8), name: "m.json").notes == [
        "'it': Gate is no layer of Keras': what it learns is not in the file, and not counted"
      ])
  }

  /// An output that another layer reads is an output all the same, and they keep their order.
  @Test func theModelsOutputsAreTheNetworks() throws {
    let text =
      #"{"class_name": "Functional", "config": {"layers": [{"class_name": "InputLayer", "name": "x", "config": {"batch_shape": [null, 3]}, "inbound_nodes": []}, {"class_name": "Dense", "name": "a", "config": {"units": 2}, "inbound_nodes": [[["x", 0, 0, {}]]]}, {"class_name": "Dense", "name": "b", "config": {"units": 4}, "inbound_nodes": [[["a", 0, 0, {}]]]}], "input_layers": [["x", 0, 0]], "output_layers": [["b", 0, 0], ["a", 0, 0]]}}"#
    let network = try ReadNetwork(text).network
    #expect(network.layers.map(\.name) == ["x", "a", "b", "b_output", "a_output"])
  }

  // MARK: - Files

  private static func spectral(_ layer: String) -> String {
    #""class_name": "SpectralNormalization", "config": {"name": "it", "layer": \#(layer)}"#
  }

  private static func quantized(_ mode: String, _ config: String) -> String {
    #""class_name": "Dense", "config": {"name": "it", \#(config), "dtype": {"class_name": "QuantizedDTypePolicy", "config": {"mode": "\#(mode)", "source_name": "float32"}}}"#
  }

  private static func text(_ layer: String) -> String {
    #"{"class_name": "Functional", "config": {"layers": [{"class_name": "InputLayer", "name": "x", "config": {"batch_shape": [null, 3]}, "inbound_nodes": []}, \#(layer)], "input_layers": [["x", 0, 0]], "output_layers": [["it", 0, 0]]}}"#
  }

  private func model(_ layer: String) throws -> Network { try ReadNetwork(Self.text(layer)).network }

  private func real(_ layer: Layer?, _ name: AttributeName) -> Double? {
    if case .real(let number)? = layer?.attributes[name] { number } else { nil }
  }

  private func layer(_ name: String, in network: Network) -> Layer? {
    network.id(named: name).flatMap { network[$0] }
  }

  /// Each layer behind the input with its numbers, but for the constants, whose numbers are their readers'.
  private func summary(_ network: Network) -> [String] {
    network.layers.dropFirst().filter { $0.kind != Kind.constant }.map { layer in
      var words: [String]
      if case .choice(let function)? = layer.attributes["function"] {
        words = [function]
      } else {
        words = [layer.kind.name]
      }
      for name in ["alpha", "minimum", "maximum"] as [AttributeName] {
        if let number = real(layer, name) { words.append("\(number)") }
      }
      for input in layer.inputs ?? [] {
        if let number = real(self.layer(input.name, in: network), "value") { words.append("\(number)") }
      }
      return words.joined(separator: " ")
    }
  }

  /// Each merge with what it reads: a tensor's name, a number, or the sizes of an array.
  private func operands(_ network: Network) -> [String] {
    network.layers.dropFirst().filter { $0.kind != Kind.constant }.map { layer in
      let read = (layer.inputs ?? []).map { input -> String in
        let source = self.layer(input.name, in: network)
        guard let source, source.kind == Kind.constant else { return input.name }
        if let number = real(source, "value") { return "\(number)" }
        let id = network.id(named: source.name)
        return "\(id.flatMap { Analysis(of: network)[$0].outputs.first?.dimensions } ?? [])"
      }
      return ([layer.kind.name] + read).joined(separator: " ")
    }
  }
}
