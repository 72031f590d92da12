import NetworkModel
import Testing

@testable import NetworkFormats

@Suite struct KerasProgramTests {
  @Test(arguments: [
    ("opaque, operator: Einsum, shapes: [[4]]", "there is nothing that the operator 'Einsum' could be"),
    ("avg_pool, size: 2, stride: 1, dilation: 2", "Keras' pooling has no dilation"),
    ("lp_pool, size: 2", "Keras has no power-average pooling"),
    (
      "conv, filters: 4, kernel: 2, stride: 2, dilation: 2, rounding: floor",
      "Keras takes a stride or a dilation"
    ),
    ("conv_transpose, filters: 4, kernel: 2, groups: 2", "Keras' transposed convolution has no groups"),
    ("pad, padding: 1, mode: circular", "Keras has no padding that is circular"),
  ])
  func whatKerasCannotSayIsRefusedByName(layer: String, reason: String) throws {
    let network = try read(
      nativeText(layers: ["name: x, kind: input, shape: [12, 12, 8]", "name: the layer, kind: \(layer)"]))
    let refusals = refusals(of: network, .keras)
    #expect(refusals.count == 1)
    #expect(
      refusals.first?.hasPrefix("cannot be written as Keras: 'the layer': \(reason)") == true, "\(refusals)")
  }

  @Test(arguments: [
    ("max_pool, size: 3, stride: 2, rounding: ceil_caffe", "the partial windows are written as padding"),
    ("batch_norm, statistics: false", "keeps a running mean and variance all the same"),
    ("constant, shape: [3], inputs: []", "is written as zeros"),
    ("avg_pool, size: 2, stride: 1, padding: same_lower", "averages over zeros that are added at its edges"),
    ("resize, size: [7, 5]", "takes the element nearest to a pixel's centre"),
    ("resize, scale: 1.25, mode: linear", "samples by the ratio of the sizes, not by the scale of 1.25"),
    ("resize, mode: cubic", "interpolates as Keras' backend does"),
    ("instance_norm, statistics: true", "keeps no running mean and variance"),
  ])
  func whatDiffersIsSaidByName(layer: String, note: String) throws {
    let network = try read(
      nativeText(layers: ["name: x, kind: input, shape: [10, 10, 4]", "name: the layer, kind: \(layer)"]))
    let notes = try program(network, .keras).notes
    #expect(notes.contains { $0.hasPrefix("'the layer': \(note)") }, "\(notes)")
  }

  @Test(arguments: [
    ("channels_last", "conv, filters: 4, kernel: 3, padding: 1", ["layers.Conv2D(4, 3, padding=\"same\""]),
    (
      "channels_last", "conv, filters: 4, kernel: 3, stride: 2, padding: [[0, 1], [0, 1]]",
      [
        "layers.ZeroPadding2D(((0, 1), (0, 1)), name=\"layer_pad\")(inputs)",
        "layers.Conv2D(4, 3, strides=2, name",
      ]
    ),
    (
      "channels_last", "max_pool, size: 3, stride: 1, padding: 1",
      ["layers.MaxPooling2D(3, strides=1, padding=\"same\""]
    ),
    (
      "channels_last", "avg_pool, size: 3, stride: 1, padding: 1",
      ["layers.ZeroPadding2D(1, name=\"layer_pad\")(inputs)", "layers.AveragePooling2D(3, strides=1, name"]
    ),
    ("channels_first", "batch_norm", ["layers.BatchNormalization(axis=1, epsilon=1e-5"]),
    ("channels_first", "max_pool, size: 2", ["data_format=\"channels_first\""]),
    // What a partial window lacks is what `same` adds, where that is at the end alone.
    (
      "channels_last", "max_pool, size: 2, stride: 2, rounding: ceil",
      ["layers.MaxPooling2D(2, strides=2, padding=\"same\""]
    ),
    (
      "channels_last", "avg_pool, size: 3, stride: 1, padding: [[0, 1], [1, 0]]",
      ["layers.ZeroPadding2D(((0, 1), (1, 0))", "layers.AveragePooling2D(3, strides=1, name"]
    ),
    (
      "channels_last", "affine, scale: false",
      ["x = inputs + LearnedTensor((1, 1, 9), name=\"layer\")(inputs)"]
    ),
    ("channels_last", "resize, mode: area, size: [3, 3]", ["layers.AdaptiveAveragePooling2D(3, name"]),
    ("channels_last", "squeeze, axes: [1]", ["keras.Model(inputs, inputs"]),
    ("channels_last", "activation, function: clip", ["keras.Model(inputs, inputs"]),
    ("channels_last", "split, parts: 2", ["ops.split(inputs, [5], axis=3)"]),
    (
      "channels_last", "conv_transpose, filters: 4, kernel: 3, stride: 2, padding: same, output_padding: 1",
      ["padding=\"same\", output_padding=1"]
    ),
    ("channels_last", "concat, inputs: [x, x]", ["layers.Concatenate(name=\"layer\")([inputs, inputs])"]),
    ("channels_last", "add, inputs: [x, x]", ["layers.Add(name=\"layer\")([inputs, inputs])"]),
  ])
  func orderAndPaddingAreThoseOfKeras(layout: String, layer: String, parts: [String]) throws {
    let network = try read(
      nativeText(
        layout: layout, rounding: "floor",
        layers: ["name: x, kind: input, shape: [9, 9, 9]", "name: layer, kind: \(layer)"]))
    let text = try program(network, .keras).lines.joined(separator: "\n")
    for part in parts { #expect(text.contains(part), "\(part) in\n\(text)") }
  }

  @Test func whatIsPutBesideALayerIsNamedAfterIt() throws {
    let network = try read(
      nativeText(layers: [
        "name: x, kind: input, shape: [9, 8]", "name: lstm, kind: lstm, units: 4, layers: 3",
        "name: fc, kind: fully_connected, units: 2", "name: fc_flatten, kind: activation, function: relu",
      ]))
    let text = try program(network, .keras).lines.joined(separator: "\n")
    // With a name taken by another layer, all are joined by what no name has of its own.
    for name in ["lstm", "lstm-2", "lstm-3", "fc-flatten", "fc", "fc_flatten"] {
      #expect(text.ranges(of: "name=\"\(name)\"").count == 1, "\(name) in\n\(text)")
    }
  }

  @Test func aLayerThatSeveralUseIsMadeOnce() throws {
    let network = try read(
      nativeText(layers: [
        "name: words, kind: input, shape: [5]", "name: table, kind: embedding, entries: 11, dimension: 8",
        "name: a, kind: linear, units: 8", "name: b, kind: linear, units: 8, shares: a",
        "name: head, kind: linear, shares: table, units: 11, bias: false",
      ]))
    let lines = try program(network, .keras).lines
    for line in [
      "    table = layers.ReversibleEmbedding(11, 8, name=\"table\")", "    x = table(inputs)",
      "    a = layers.Dense(8, name=\"a\")", "    x = a(x)", "    x = table(x, reverse=True)",
    ] {
      #expect(lines.contains(line), "\(line)")
    }
    #expect(lines.count { $0 == "    x = a(x)" } == 2)
  }

  @Test func layersInAFunctionAreNamedByTheirGroups() throws {
    let text = try program(try template("resnet18"), .keras).lines.joined(separator: "\n")
    #expect(text.contains("x = layer(x, 128, name=\"layer2\")"))
    #expect(text.contains("for i in range(2):\n"))
    #expect(text.contains("name=f\"{name}_conv1\""))
  }

  /// Keras counts operations by what they are, and lets no layer have such a name beside them.
  @Test func layersAreNotCalledAsOperationsAre() throws {
    let network = try read(
      nativeText(layers: [
        "name: x, kind: input, shape: [4, 4, 3]", "name: gate, kind: global_avg_pool",
        "name: wide, kind: reshape, shape: [1, 1, 3]", "name: scaled, kind: multiply, inputs: [x, wide]",
        "name: multiply_1, kind: multiply, inputs: [scaled, x]",
        "name: add, kind: add, inputs: [multiply_1, x]",
      ]))
    let (lines, notes) = try program(network, .keras)
    #expect(lines.contains { $0.contains(#"layers.Multiply(name="multiply_1_layer")"#) })
    #expect(lines.contains { $0.contains(#"layers.Add(name="add")"#) })
    #expect(notes.contains { $0.hasPrefix("'multiply_1': is called multiply_1_layer") }, "\(notes)")
  }

  @Test(arguments: [
    ("[3]", "LearnedTensor((1, 1, 3)"), ("[1, 4, 1, 3]", "LearnedTensor((4, 1, 3)"),
    ("[4, 3]", "LearnedTensor((1, 4, 3)"),
  ])
  func aLearnedTensorWithoutABatchIsRepeatedForIt(shape: String, part: String) throws {
    let network = try read(
      nativeText(layers: [
        "name: x, kind: input, shape: [4, 4, 3]",
        "name: scale, kind: parameter, shape: \(shape), batched: false",
        "name: scaled, kind: multiply, inputs: [x, scale]",
      ]))
    let lines = try program(network, .keras).lines
    #expect(lines.contains { $0.contains(part) }, "\(lines)")
  }

  @Test func aSliceOfTheFirstAxisTakesPlaces() throws {
    let network = try read(
      nativeText(layers: [
        "name: x, kind: input, shape: [6, 3], batched: false",
        "name: part, kind: slice, axis: 0, start: -4, step: 2",
      ]))
    let refused = refusals(of: network, .keras)
    let lines = try refused.isEmpty ? program(network, .keras).lines : refused
    #expect(lines.contains { $0.contains("ops.take(inputs, [2, 4], axis=0)") }, "\(lines)")
  }
}
