import NetworkModel
import Testing

@testable import NetworkFormats

@Suite struct PyTorchTests {
  @Test(arguments: Templates.all.map(\.id) + ["inception", "lstm", "transformer"])
  func everythingThatIsMadeIsUsedOnce(name: String) throws {
    let network = try ProgramSamples.network(name)
    let lines = try program(network, .pytorch).lines
    // And once more for each layer that uses what another one has learned.
    let shared = network.layers.compactMap { $0.shares.map { String($0.split(separator: "/").last ?? "") } }
    var numbers: Set<String> = []
    var (made, used): ([String], [String]) = ([], [])
    for line in lines {
      if line.hasPrefix("class ") {
        #expect((made + shared.filter(made.contains)).sorted() == used.sorted())
        (made, used) = ([], [])
      }
      // A number that the forward pass needs is read as often as it likes.
      if let kept = line.firstMatch(of: /self\.(\w+) = (\w+)$/), kept.1 == kept.2 {
        #expect(lines.contains { $0.contains("self.\(kept.1)") && !$0.contains(" = \(kept.1)") })
        numbers.insert(String(kept.1))
        continue
      }
      for match in line.matches(of: /self\.(\w+)( = )?/) {
        if numbers.contains(String(match.1)) { continue }
        if match.2 == nil { used.append(String(match.1)) } else { made.append(String(match.1)) }
      }
    }
    #expect((made + shared.filter(made.contains)).sorted() == used.sorted())
  }

  @Test(arguments: Templates.all.map(\.id) + ["inception", "lstm", "transformer"])
  func everyClassIsUsed(name: String) throws {
    let lines = try program(try ProgramSamples.network(name), .pytorch).lines
    for line in lines {
      guard let name = line.firstMatch(of: /^class (\w+)/)?.1 else { continue }
      #expect(lines.contains { !$0.hasPrefix("class") && $0.contains("\(name)(") }, "\(name)")
    }
  }

  @Test func aLayerThatSharesParametersUsesTheOthersModule() throws {
    let layers = [
      "name: left, kind: input, shape: [8]", "name: right, kind: input, shape: [8]",
      "name: a, kind: linear, units: 8, inputs: left",
      "name: b, kind: linear, units: 8, inputs: right, shares: a", "name: sum, kind: add, inputs: [a, b]",
      "name: group/c, kind: linear, units: 8, shares: a",
    ]
    let text = try program(try read(nativeText(layers: Array(layers.dropLast()))), .pytorch).lines.joined(
      separator: "\n")
    #expect(text.contains("return x + self.a(right)\n"))
    #expect(!text.contains("self.b"))
    // One that is in a group stands outside of it then.
    let grouped = try program(try read(nativeText(layers: layers)), .pytorch).lines
    #expect(grouped.contains("        return self.a(x)"))
  }

  @Test(arguments: [
    ("kind: opaque, operator: Einsum, shapes: [[4]]", "there is nothing that the operator 'Einsum' could be"),
    ("kind: avg_pool, size: 2, stride: 1, dilation: 2", "only PyTorch's max pooling has a dilation"),
    ("kind: multi_head_attention, heads: 2, key_size: 5", "PyTorch's MultiheadAttention has no sizes but"),
    ("kind: resize, mode: cubic", "PyTorch interpolates by cubic along two axes only"),
  ])
  func whatPyTorchCannotSayIsRefusedByName(layer: String, reason: String) throws {
    let network = try read(
      nativeText(layers: ["name: x, kind: input, shape: [12, 8]", "name: the layer, \(layer)"]))
    let refusals = refusals(of: network, .pytorch)
    #expect(refusals.count == 1)
    #expect(
      refusals.first?.hasPrefix("cannot be written as PyTorch: 'the layer': \(reason)") == true, "\(refusals)"
    )
  }

  @Test(arguments: [
    ("kind: max_pool, size: 3, stride: 2, rounding: ceil_caffe", "Caffe's rounding is written as ceil_mode"),
    (
      "kind: max_pool, size: 1, stride: 2, rounding: ceil_caffe", "the partial windows are written as padding"
    ),
    (
      "kind: batch_norm, shift: false",
      "learns summands too, which PyTorch does not leave out where it learns factors: 4 parameters more than"
    ),
    ("kind: avg_pool, size: 1, stride: 2, rounding: ceil_caffe", "averages over zeros that are added"),
    ("kind: constant, shape: [3], inputs: []", "is written as zeros"),
    ("kind: fully_connected, units: 3", "reads the elements channel by channel"),
  ])
  func whatDiffersIsSaidByName(layer: String, note: String) throws {
    let network = try read(
      nativeText(layers: ["name: x, kind: input, shape: [10, 10, 4]", "name: the layer, \(layer)"]))
    let notes = try program(network, .pytorch).notes
    #expect(notes.contains { $0.hasPrefix("'the layer': \(note)") }, "\(notes)")
  }

  @Test(arguments: [
    // Padding that follows from the size is written in numbers; what PyTorch's modules cannot say, as a margin.
    ("conv, filters: 4, kernel: 3, padding: same", ["nn.Conv2d(4, 4, 3, padding=1)"]),
    ("conv, filters: 4, kernel: 2, padding: same", ["nn.Conv2d(4, 4, 2, padding=\"same\")"]),
    ("conv, filters: 4, kernel: 3, stride: 2, padding: same", ["F.pad(x, (0, 1, 0, 1))", "4, 3, stride=2)"]),
    ("max_pool, size: 2, stride: 1, padding: same", ["F.pad(x, (0, 1, 0, 1), value=float(\"-inf\"))"]),
    ("conv_transpose, filters: 4, kernel: 3, stride: 2, padding: same", [")(x)[:, :, :-1, :-1]"]),
    // Padding that follows from the size is not averaged over, padding that is given is.
    ("avg_pool, size: 3, stride: 2, padding: same", ["nn.AvgPool2d(3, stride=2, ceil_mode=True)"]),
    (
      "avg_pool, size: 3, stride: 2, padding: same_lower",
      ["nn.AvgPool2d(3, stride=2, padding=1, count_include_pad=False)"]
    ),
    (
      "avg_pool, size: 2, stride: 1, padding: same",
      ["nn.AvgPool2d(2, stride=1, padding=1, count_include_pad=False)", "[:, :, 1:, 1:]"]
    ),
    ("avg_pool, size: 3, stride: 1, padding: [[0, 1], [1, 0]]", ["F.pad(x, (1, 0, 0, 1))", "3, stride=1)"]),
    // Norms of what a window holds, whatever its sign.
    ("lp_pool, size: 2, exponent: 3", ["x.abs()", "nn.LPPool2d(3, 2, stride=2)"]),
    (
      "lp_pool, size: 3, stride: 2, rounding: ceil",
      ["F.pad(x, (0, 1, 0, 1))", "nn.LPPool2d(2, 3, stride=2)"]
    ),
    ("affine, scale: false", ["nn.Parameter(torch.zeros(4, 1, 1))", "return x + self.layer"]),
    ("activation, function: clip", ["return x"]),
    ("parameter, shape: [1, 10, 7, 4], batched: false, inputs: []", ["torch.zeros(1, 10, 7, 4)"]),
    (
      "conv_transpose, filters: 4, kernel: 3, stride: 2, padding: same, output_padding: 1",
      ["nn.ConvTranspose2d(4, 4, 3, stride=2)", "[:, :, :-1, :-1]"]
    ),
    ("softmax", ["nn.Softmax(dim=1)"]), ("layer_norm", ["x.permute(0, 2, 3, 1)", "nn.LayerNorm(4)"]),
    ("reshape, shape: [4, 100]", ["x.permute(0, 2, 3, 1).reshape(-1, 4, 100)"]),
    ("slice, axis: 1, start: 2, end: -1", ["x[:, :, 2:-1]"]), ("pad, padding: 0", ["return x"]),
    ("constant, shape: [3], value: 0.5, inputs: []", ["nn.Buffer(torch.full((1, 3), 0.5))"]),
    ("constant, shape: [], batched: false, inputs: []", ["nn.Buffer(torch.zeros(()))"]),
    // Reshapes that keep some axes hold for other sizes too.
    ("reshape, shape: [100, 4]", ["torch.flatten(x.permute(0, 2, 3, 1), 1, 2)"]),
    ("reshape, shape: [10, 10, 2, 2]", ["x.permute(0, 2, 3, 1).unflatten(3, (2, -1))"]),
    ("reshape, shape: [10, 10, 1, 4]", ["x.permute(0, 2, 3, 1).unsqueeze(3)"]),
    ("permute, axes: [2, 1, 3]", ["x.permute(0, 2, 3, 1).transpose(1, 2)"]),
  ])
  func orderAndPaddingAreThoseOfPyTorch(layer: String, parts: [String]) throws {
    let network = try read(
      nativeText(layers: ["name: x, kind: input, shape: [10, 10, 4]", "name: layer, kind: \(layer)"]))
    let text = try program(network, .pytorch).lines.joined(separator: "\n")
    for part in parts { #expect(text.contains(part.replacing(")(x)", with: "(x)")), "\(part) in\n\(text)") }
  }

  @Test func layersThatJoinMoreAndMoreAreOneClass() throws {
    let text = try program(try template("densenet121"), .pytorch).lines.joined(separator: "\n")
    #expect(
      text.contains("forward(self, *features: Tensor) -> Tensor:\n        x = torch.cat(features, dim=1)\n"))
    for name in ["Layer", "Denseblock"] { #expect(text.ranges(of: "class \(name)(").count == 1) }
    #expect(text.contains("self.denseblock4 = Denseblock(512, 128, 32, layer_count=16)"))
  }
}
