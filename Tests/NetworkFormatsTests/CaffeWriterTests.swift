import NetworkModel
import TestSupport
import Testing

@testable import NetworkFormats

/// What is written for Caffe, held against what Caffe's rules make of it.
@Suite struct CaffeWriterTests {
  @Test(arguments: ["alexnet_groups", "resnet18"])
  func aDescriptionIsTheOneThatAPersonHasRead(name: String) throws {
    let text = try written(report(try template(name)), as: .caffe)
    try ProgramSamples.check(text, "caffe-\(name).prototxt")
  }

  @Test func everyKindOfLayerHasADeclaration() {
    #expect(Set(CaffeOperation.all.keys) == Set(Catalogue.specs.map(\.id)))
  }

  /// Templates that Caffe has no layers for, and the first that is in the way.
  static let refused = [
    "convnext_tiny": "'stem/norm': Caffe has no layer normalization",
    "gpt2": "'wte': its parameters are shared, which is written for convolutions and inner products only",
    "lstm_language_model":
      "'lstm': Caffe's LSTM wants the steps before the batch, and marks of where sequences begin",
    "mobilenet_v1": "'stem/conv': its padding is 0 before and 1 after, and Caffe pads both ends alike",
    "mobilenet_v3_large": "'stem/hard_swish': Caffe has no layer for 'hard_swish'",
    "mobilenet_v3_small": "'stem/hard_swish': Caffe has no layer for 'hard_swish'",
    "vit_b_16": "'encoder/layer0/ln_1': Caffe has no layer normalization",
  ]

  @Test(arguments: Templates.all.map(\.id))
  func aTemplateComesBackWithItsSizesAndParametersOrIsRefused(id: String) throws {
    let network = try template(id)
    if let reason = Self.refused[id] {
      #expect(refusals(of: network, .caffe).first == "cannot be written as Caffe: \(reason)")
      return
    }
    let text = try written(report(network), as: .caffe)
    let native = ReadNetwork(network)
    // Through the native format, as a user who converts twice.
    let caffe = try ReadNetwork(text)
    let read = try ReadNetwork(Array(try written(report(caffe.network), as: .native).utf8), name: "net.yaml")
    #expect(read.errors == [])
    #expect(read.analysis.totals.parameters == native.analysis.totals.parameters)
    #expect(read.analysis.totals.nonTrainable == native.analysis.totals.nonTrainable)
    for layer in network.layers where read.layer(layer.name) != nil {
      let shape = try #require(native[layer.name]?.shape)
      let sizes = CaffeSource.sizes(shape, network.settings).map { String($0) }.joined(separator: "x")
      #expect(read.shape(layer.name) == sizes, "\(layer.name)")
    }
    let ends = Set(network.layers.filter(\.spec.isEnd).map(\.name))
    #expect(network.layers.allSatisfy { read.layer($0.name) != nil || ends.contains($0.name) })
  }

  /// A layout, a layer, and what it becomes.
  @Test(
    arguments: [
      (
        "channels_first", "conv, filters: 4, kernel: [3, 1], padding: [1, 0]",
        ["pad_h: 1", "pad_w: 0", "kernel_h: 3"]
      ),
      ("channels_first", "conv, filters: 4, kernel: 3, dilation: [2, 1]", ["dilation: 2", "dilation: 1"]),
      (
        "channels_first", "depthwise_conv, kernel: 3, bias: false",
        ["num_output: 8", "group: 8", "bias_term: false"]
      ),
      (
        "channels_first", "separable_conv, filters: 4, kernel: 3",
        ["name: \"layer_depthwise\"", "kernel_size: 1"]
      ),
      (
        "channels_first", "conv_transpose, filters: 4, kernel: 4, stride: 2, padding: 1",
        ["\"Deconvolution\"", "pad: 1"]
      ),
      ("channels_last", "max_pool, size: 2", ["pool: MAX", "kernel_size: 2", "stride: 2"]),
      (
        "channels_last", "max_pool, size: 3, stride: 2, padding: same", ["kernel_size: 3\n    stride: 2\n  }"]
      ),
      ("channels_first", "max_pool, size: 3, stride: 2, rounding: floor", ["round_mode: FLOOR"]),
      ("channels_first", "max_pool, size: 3, stride: 2, rounding: ceil_caffe", ["stride: 2\n  }"]),
      ("channels_first", "adaptive_avg_pool, size: 6", ["pool: AVE", "kernel_size: 2"]),
      (
        "channels_first", "global_avg_pool, keep_axes: false",
        ["global_pooling: true", "\"layer_global\"", "type: \"Flatten\""]
      ),
      (
        "channels_last", "batch_norm, epsilon: 0.001",
        ["eps: 0.001", "name: \"layer_scale\"", "bias_term: true"]
      ),
      (
        "channels_last", "batch_norm, shift: false",
        ["type: \"Scale\"\n  bottom: \"layer\"\n  top: \"layer\"\n}"]
      ),
      ("channels_last", "batch_norm, scale: false", ["type: \"Bias\""]),
      ("channels_last", "affine", ["type: \"Scale\"", "bias_term: true"]),
      ("channels_last", "softmax", ["type: \"Softmax\"\n  bottom: \"x\"\n  top: \"layer\"\n}"]),
      ("channels_last", "linear, units: 5", ["type: \"Convolution\"", "kernel_size: 1"]),
      ("channels_first", "linear, units: 5", ["type: \"InnerProduct\"", "axis: -1"]),
      ("channels_last", "concat, inputs: [x, x]", ["bottom: \"x\"\n  bottom: \"x\"\n  top: \"layer\"\n}"]),
      ("channels_last", "subtract, inputs: [x, x]", ["coeff: 1", "coeff: -1"]),
      ("channels_last", "average, inputs: [x, x]", ["coeff: 0.5"]),
      ("channels_last", "split, sizes: [2, 6]", ["top: \"layer_1\"", "slice_point: 2"]),
      ("channels_last", "slice, axis: 1, start: 2, end: 5", ["axis: 2", "slice_point: 2", "slice_point: 5"]),
      ("channels_last", "permute, axes: [2, 1, 3]", ["order: 0\n    order: 1\n    order: 3\n    order: 2"]),
      ("channels_last", "reduce, axes: [1, 2], keep_axes: false", ["operation: MEAN", "axis: 2"]),
      ("channels_last", "repeat, repeats: [1, 2, 3]", ["tiles: 2", "axis: 3\n    tiles: 2", "tiles: 3"]),
      ("channels_first", "lrn", ["alpha: 0.0001"]),
      ("channels_first", "instance_norm", ["type: \"MVN\"", "type: \"Scale\""]),
      ("channels_first", "prelu, slopes: channel", ["type: \"PReLU\""]),
      ("channels_first", "activation, function: leaky_relu", ["negative_slope: 0.01"]),
      ("channels_first", "dropout, rate: 0.2", ["dropout_ratio: 0.2"]),
    ])
  func aLayerIsSaidInCaffesWords(layout: String, layer: String, parts: [String]) throws {
    let text = try written(report(try network(layer, layout: layout)), as: .caffe)
    for part in parts { #expect(text.contains(part), "\(part) in\n\(text)") }
  }

  /// Caffe refuses to write over what a Split or an AbsVal reads, and others need it for their gradients.
  @Test(arguments: [
    ("relu", true), ("sigmoid", true), ("identity", false), ("abs", false), ("softplus", false),
    ("relu6", false),
  ])
  func whatNeedsItsInputIsNotInPlace(function: String, isInPlace: Bool) throws {
    let layers = [
      "name: x, kind: input, shape: [8, 8, 4]", "name: c, kind: conv, filters: 4, kernel: 1",
      "name: f, kind: activation, function: \(function)",
    ]
    let text = try written(report(try read(nativeText(layers: layers))), as: .caffe)
    #expect(text.contains("bottom: \"c\"\n  top: \"\(isInPlace ? "c" : "f")\"\n"))
  }

  /// A crop waits for what is read with it, but not for the one after it.
  @Test func aLongRowOfCropsIsWritten() throws {
    let crops = (1...2000).map { "name: crop\($0), kind: crop, cropping: 0" }
    let network = try read(nativeText(layers: ["name: x, kind: input, shape: [8, 8, 4]"] + crops))
    #expect(try ReadNetwork(try written(report(network), as: .caffe)).network.layers.count == 2001)
  }

  /// A layer, and why it is refused.
  @Test(arguments: [
    ("conv, filters: 4, kernel: 3, stride: 2, padding: same", "its padding is 0 before and 1 after"),
    (
      "conv, filters: 4, kernel: 2, stride: 2, rounding: ceil, padding: 1, dilation: 2",
      "Caffe rounds in another way"
    ),
    ("max_pool, size: 3, stride: 1, dilation: 2", "Caffe's pooling has no dilation"),
    ("max_pool, size: 2, stride: 1, padding: same", "its padding is 0 before and 1 after"),
    ("adaptive_avg_pool, size: 5", "Caffe has no adaptive pooling, and the parts are not of one size"),
    (
      "conv_transpose, filters: 4, kernel: 3, stride: 2, output_padding: 1",
      "Caffe's Deconvolution has no output padding"
    ),
    ("layer_norm", "Caffe has no layer normalization"),
    ("glu", "Caffe has no gated linear unit"),
    ("activation, function: gelu", "Caffe has no layer for 'gelu'"),
    ("batch_norm, statistics: false", "Caffe's BatchNorm keeps a running mean and variance"),
    ("reshape, shape: [8, 144]", "it takes the elements in the network's order of axes"),
    ("reduce, function: max", "Caffe's Reduction has no 'max'"),
    ("slice, axis: 1, step: 2", "Caffe takes every element of a stretch"),
    ("lrn, size: 4", "Caffe's LRN wants an odd size, not 4"),
    ("unsqueeze, axes: [1]", "it takes the elements in the network's order of axes"),
    ("prelu, slopes: element", "Caffe's PReLU has a slope for each channel"),
    ("crop, cropping: 1", "Caffe crops to another blob's size, and there is none before it of 10×10"),
    ("opaque, operator: Einsum, shapes: [[4]]", "there is nothing that an operator that is not modelled"),
  ])
  func whatCaffeCannotSayIsRefusedByName(layer: String, reason: String) throws {
    let refusals = refusals(of: try network(layer, name: "the layer"), .caffe)
    #expect(refusals.count == 1)
    #expect(
      refusals.first?.hasPrefix("cannot be written as Caffe: 'the layer': \(reason)") == true, "\(refusals)")
  }

  @Test func aVolumeIsNoImage() throws {
    let volume = try read(
      nativeText(layers: [
        "name: x, kind: input, shape: [8, 8, 8, 2]", "name: c, kind: conv, filters: 4, kernel: 3",
      ]))
    #expect(
      refusals(of: volume, .caffe) == [
        "cannot be written as Caffe: 'c': it is written for images of two axes, and here are 3"
      ])
  }

  @Test(arguments: [
    ("fully_connected, units: 3", "flattens channel by channel, as Caffe does"),
    ("flatten", "flattens channel by channel, as Caffe does"),
    ("max_pool, size: 3, stride: 2, rounding: floor", "rounds down, which Caffe's pooling can since 2018"),
    ("adaptive_max_pool, size: 3", "is written as windows for this size of input"),
    ("permute", "Permute is a layer that only forks of Caffe have"),
    ("avg_pool, size: 3, stride: 1, padding: same", "averages over another part of the padding"),
  ])
  func whatDiffersIsSaidByName(layer: String, note: String) throws {
    let notes = try FileFormat.caffe.write(report(try network(layer))).notes
    #expect(notes.count == 1)
    #expect(notes.first?.hasPrefix("'layer': \(note)") == true, "\(notes)")
  }

  /// A layer that reads what others read too keeps its hands off it.
  @Test func onlyABlobWithOneReaderIsWrittenOver() throws {
    let layers = [
      "name: x, kind: input, shape: [8, 8, 4]", "name: c, kind: conv, filters: 4, kernel: 1",
      "name: r, kind: activation", "name: d, kind: dropout", "name: a, kind: add, inputs: [r, d]",
    ]
    let text = try written(report(try read(nativeText(layers: layers))), as: .caffe)
    #expect(text.contains("name: \"r\"\n  type: \"ReLU\"\n  bottom: \"c\"\n  top: \"c\"\n"))
    #expect(text.contains("name: \"d\"\n  type: \"Dropout\"\n  bottom: \"c\"\n  top: \"d\"\n"))
    #expect(text.contains("  bottom: \"c\"\n  bottom: \"d\"\n  top: \"a\"\n"))
  }

  @Test func aResultThatIsReadOnIsACopy() throws {
    let layers = [
      "name: x, kind: input, shape: [8, 8, 4]", "name: c, kind: conv, filters: 4, kernel: 1",
      "name: middle, kind: output", "name: r, kind: activation, inputs: c",
    ]
    let text = try written(report(try read(nativeText(layers: layers))), as: .caffe)
    #expect(text.contains("type: \"Split\"\n  bottom: \"c\"\n  top: \"middle\"\n"))
    #expect(text.contains("bottom: \"c\"\n  top: \"r\"\n"))
  }

  @Test func sharedParametersHaveOneName() throws {
    let layers = [
      "name: x, kind: input, shape: [8]", "name: y, kind: input, shape: [8]",
      "name: l, kind: fully_connected, units: 2, inputs: x",
      "name: r, kind: fully_connected, units: 2, inputs: y, shares: l", "name: s, kind: add, inputs: [l, r]",
    ]
    let text = try written(report(try read(nativeText(layers: layers))), as: .caffe)
    #expect(text.split(separator: "name: \"l_w\"").count == 3)
    #expect(try ReadNetwork(text).analysis.totals.parameters.value == 18)
  }

  @Test func noNameCanBecomeAField() throws {
    let names = [
      "x\"\n}\nlayer { type: \"Evil\" }", "\\", "a/b", "\u{202E}x", "\r\n", "卷积", "'", "\u{1B}[31m", "# no",
      "\\\"",
      "bn", "bn_scale",
    ]
    let layers =
      [Samples.input("image", 8, 8, 3)] + names.map { Samples.layer($0, "batch_norm") }
    let network = Network(NetworkSettings(name: "\"\nlayer {}"), layers: layers)
    let text = try written(report(network), as: .caffe)
    #expect(!text.unicodeScalars.contains { $0 != "\n" && $0.isHazardous })
    #expect(!text.contains("\nlayer {}"))
    let read = try ReadNetwork(text)
    #expect(read.network.layers.count == 1 + 2 * names.count)
    #expect(names.allSatisfy { read.layer($0)?.kind.name == "batch_norm" })
  }

  private func network(_ layer: String, layout: String = "channels_last", name: String = "layer") throws
    -> Network
  {
    let shape = layout == "channels_last" ? "[12, 12, 8]" : "[8, 12, 12]"
    return try read(
      nativeText(
        layout: layout, layers: ["name: x, kind: input, shape: \(shape)", "name: \(name), kind: \(layer)"]))
  }
}
