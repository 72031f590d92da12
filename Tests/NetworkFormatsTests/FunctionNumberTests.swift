import NetworkModel
import Testing

@testable import NetworkFormats

/// Functions with a number of their own keep it on every way.
struct FunctionNumberTests {
  @Test(
    arguments: [
      (
        "leaky_relu, alpha: 0.1", ["nn.LeakyReLU(0.1)"], ["layers.LeakyReLU(negative_slope=0.1"],
        ["negative_slope: 0.1"]
      ),
      ("elu, alpha: 0.5", ["nn.ELU(0.5)"], ["layers.ELU(alpha=0.5"], ["elu_param", "alpha: 0.5"]),
      ("celu, alpha: 2", ["nn.CELU(2.0)"], ["ops.celu(", "alpha=2.0"], []),
      ("thresholded_relu, alpha: 3", ["nn.Threshold(3.0, 0.0)"], ["layers.ReLU(threshold=3.0"], []),
      ("power, alpha: 2", ["torch.pow(", ", 2)"], ["ops.power(", ", 2)"], ["power: 2"]),
      (
        "hard_sigmoid, alpha: 0.2", ["torch.clamp((x * 0.2) + 0.5, min=0, max=1)"],
        ["ops.clip(", "* 0.2) + 0.5, 0, 1)"], []
      ),
      (
        "clip, minimum: -1, maximum: 2.5", ["torch.clamp(x, min=-1.0, max=2.5)"],
        ["ops.clip(", "-1.0, 2.5)"], ["min: -1", "max: 2.5"]
      ),
      ("clip, maximum: 4", ["torch.clamp(x, max=4.0)"], ["ops.minimum(", "4.0)"], []),
    ] as [(String, [String], [String], [String])])
  func theNumberIsWrittenAndReadAgain(
    function: String, pyTorch: [String], keras: [String], caffe: [String]
  ) throws {
    let network = try read(
      nativeText(
        layout: "channels_first",
        layers: [
          "name: x, kind: input, shape: [4, 6, 6]", "name: act, kind: activation, function: \(function)",
        ]))
    for (format, parts) in [(FileFormat.pytorch, pyTorch), (.keras, keras), (.caffe, caffe)]
    where !parts.isEmpty {
      let text = try program(network, format).lines.joined(separator: "\n")
      for part in parts { #expect(text.contains(part), "\(format.id): \(text)") }
    }
    let again = try Formats.read(try FileFormat.onnx.write(report(network)).bytes, name: "test.onnx").network
    for name in ["function", "alpha", "minimum", "maximum"] as [AttributeName] {
      #expect(again.layers[1].value(of: name) == network.layers[1].value(of: name), "\(name)")
    }
  }

  @Test func aFunctionOffersTheNumbersThatItHas() throws {
    func offered(_ function: String) throws -> [String] {
      var layer = Layer(name: "act", kind: try #require(OperationKind("activation")))
      layer.attributes["function"] = .choice(function)
      return layer.offeredAttributes.map(\.name.text)
    }
    #expect(try offered("relu") == ["function"])
    #expect(try offered("leaky_relu") == ["function", "alpha"])
    #expect(try offered("clip") == ["function", "minimum", "maximum"])
  }
}
