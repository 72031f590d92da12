import NetworkModel
import Testing

@testable import NetworkFormats

/// Caffe's descriptions of networks, held against Caffe's rules; Tests/Conformance/check_caffe_networks.py makes the files.
@Suite struct CaffeReaderTests {
  @Test(arguments: ["caffenet", "squeezenet1_1", "mobilenet", "fcn8s", "ssd300"])
  func everyLayerOfAKnownNetworkHasCaffesShapeAndParameters(name: String) throws {
    let read = try ReadNetwork(fixture("caffe/\(name).prototxt"))
    let rows = try fixtureRows("caffe/\(name).tsv")
    #expect(rows.count > 10)
    for row in rows {
      #expect(read.shape(row[0]) == row[1], "\(row[0])")
      #expect(read[row[0]]?.parameters.value == Int(row[2]), "\(row[0])")
    }
    #expect(read.errors == [])
    #expect(read.network.settings.layout == .channelsFirst)
    #expect(read.network.settings.rounding == .floor)
  }

  /// What stands in a layer behind its name, what comes in, and the shape and parameters of what comes out.
  @Test(
    arguments: [
      ("Convolution", "convolution_param { num_output: 8 kernel_size: 3 pad: 1 }", "4x6x6", "8x6x6", 296),
      (
        "Convolution",
        "convolution_param { num_output: 8 kernel_h: 3 kernel_w: 1 stride: 2 bias_term: false }",
        "4x6x6", "8x2x3", 96
      ),
      (
        "Convolution", "convolution_param { num_output: 8 kernel_size: [3, 1] group: 2 }", "4x6x6", "8x4x6",
        56
      ),
      ("ConvolutionDepthwise", "convolution_param { num_output: 8 kernel_size: 3 }", "4x6x6", "8x4x4", 80),
      (
        "Deconvolution", "convolution_param { num_output: 3 kernel_size: 4 stride: 2 pad: 1 }", "4x6x6",
        "3x12x12", 195
      ),
      ("Pooling", "pooling_param { pool: MAX kernel_size: 3 stride: 2 }", "4x6x6", "4x3x3", 0),
      (
        "Pooling", "pooling_param { pool: AVE kernel_size: 2 stride: 2 round_mode: FLOOR }", "4x5x5", "4x2x2",
        0
      ),
      ("Pooling", "pooling_param { pool: 1 global_pooling: true }", "4x6x6", "4x1x1", 0),
      ("InnerProduct", "inner_product_param { num_output: 5 }", "4x6x6", "5", 725),
      ("InnerProduct", "inner_product_param { num_output: 5 axis: 2 }", "4x6x6", "4x5", 185),
      ("InnerProduct", "inner_product_param { num_output: 5 axis: -1 }", "4x6x6", "4x6x5", 35),
      ("LRN", "lrn_param { local_size: 5 norm_region: WITHIN_CHANNEL }", "4x6x6", "4x6x6", 0),
      ("BatchNorm", "", "4x6x6", "4x6x6", 0), ("BN", "", "4x6x6", "4x6x6", 8),
      ("Scale", "", "4x6x6", "4x6x6", 4), ("Scale", "scale_param { bias_term: true }", "4x6x6", "4x6x6", 8),
      ("Bias", "", "4", "4", 4), ("PReLU", "", "4x6x6", "4x6x6", 4),
      ("PReLU", "prelu_param { channel_shared: true }", "4x6x6", "4x6x6", 1),
      ("Permute", "permute_param { order: 0 order: 2 order: 3 order: 1 }", "4x6x5", "6x5x4", 0),
      ("Flatten", "flatten_param { axis: 1 end_axis: 2 }", "4x6x5", "24x5", 0),
      ("Reshape", "reshape_param { shape { dim: 0 dim: -1 dim: 2 } }", "4x6x5", "60x2", 0),
      ("Reshape", "reshape_param { shape { dim: 3 dim: 0 } axis: 2 num_axes: 1 }", "4x6x5", "4x3x2x5", nil),
      ("Reshape", "reshape_param { shape { dim: -1 dim: 5 } }", "4x6x5", "48x5", 0),
      ("Reshape", "reshape_param { shape { dim: 2 dim: 3 } axis: 2 num_axes: 1 }", "4x6x5", "4x2x3x5", 0),
      ("Tile", "tile_param { axis: 2 tiles: 3 }", "4x6x5", "4x18x5", 0),
      ("Reduction", "reduction_param { operation: MEAN axis: 2 }", "4x6x5", "4", 0),
      ("Embed", "embed_param { input_dim: 9 num_output: 3 bias_term: false }", "7", "7x3", 27),
      ("LSTM", "recurrent_param { num_output: 3 }", "5x4", "5x3", 96),
      ("Interp", "interp_param { zoom_factor: 2 }", "4x6x5", "4x11x9", 0),
      ("Upsample", "upsample_param { scale: 2 }", "4x6x5", "4x12x10", 0),
      ("ArgMax", "argmax_param { axis: 1 }", "4x6x5", "1x6x5", 0),
      ("Power", "power_param { shift: 1 }", "4x6x5", "4x6x5", 0),
      ("Softmax", "softmax_param { axis: 2 }", "4x6x5", "4x6x5", 0),
      // These are what Caffe itself says, with the layers that a fork (CAFFE 9b89154) adds.
      (
        "Convolution", "convolution_param { num_output: 12 kernel_size: 3 axis: 2 }", "6x13x17", "6x12x15",
        480
      ),
      (
        "Convolution", "convolution_param { num_output: 12 kernel_size: 3 axis: -3 }", "6x13x17", "12x11x15",
        660
      ),
      (
        "Convolution", "convolution_param { num_output: 12 kernel_size: 3 pad_h: 2 }", "6x13x17", "12x15x15",
        660
      ),
      (
        "Convolution", "convolution_param { num_output: 12 kernel_size: 3 hole: 2 }", "6x13x17", "12x9x13",
        660
      ),
      ("Pooling", "pooling_param { kernel_size: 2 stride: 2 ceil_mode: false }", "6x13x17", "6x6x8", 0),
      ("SPP", "spp_param { pyramid_height: 3 }", "6x13x17", "126", 0),
      ("SPP", "spp_param { pyramid_height: 1 }", "6x13x17", "6x1x1", 0),
      ("Im2col", "convolution_param { kernel_size: 3 stride: 2 pad: 1 }", "6x13x17", "54x7x9", 0),
      ("Pad", "pad_param { pad_u: 1 pad_d: 2 pad_l: 3 pad_r: 4 }", "6x13x17", "6x16x24", 0),
      ("PixelShuffle", "pixelshuffle_param { upscale_factor: 2 }", "8x5x6", "2x10x12", 0),
      ("Reorg", "reorg_param { stride: 2 reverse: true }", "8x5x6", "2x10x12", 0),
      ("BilinearInterpolate", "bilinear_interpolate_param { scale_factor: 2 }", "6x13x17", "6x26x34", 0),
      ("MaxUnPool", "max_unpool_param { dst_h: 26 dst_w: 34 }", "6x13x17", "6x26x34", 0),
      ("Unsqueeze", "unsqueeze_param { dim: -1 }", "6x13", "6x13x1", 0),
      ("ArgMax", "argmax_param { out_max_val: true top_k: 3 }", "6x13x17", "2x3x1", 0),
      ("MVN", "", "6", "6x1x1", 0), ("LSTMUnit", "", "6", "6", 0), ("Reverse", "", "6x13", "6x13", 0),
      ("Scale", "scale_param { axis: 0 num_axes: -1 }", "6x13", "6x13", 156),
      ("Upsample", "upsample_param { scale: 2 pad_out_h: true }", "6x13x17", "6x25x34", 0),
      ("MarginInnerProduct", "margin_inner_product_param { num_output: 5 }", "6", "5", 30),
      (
        "Correlation", "correlation_param { pad: 20 max_displacement: 20 stride_2: 2 }", "6x48x64",
        "441x48x64", 0
      ),
      ("BatchNorm", "batch_norm_param { scale_bias: true }", "6x13x17", "6x13x17", 12),
    ] as [(String, String, String, String, Int?)])
  func aLayerGivesWhatCaffeGives(
    type: String, parameters: String, input: String, output: String, count: Int?
  ) throws {
    let dims = ("2x" + input).split(separator: "x").map { "dim: \($0)" }.joined(separator: " ")
    let read = try ReadNetwork(
      """
      layer { name: "data" type: "Input" top: "data" input_param { shape { \(dims) } } }
      layer { name: "it" type: "\(type)" bottom: "data" top: "out" \(parameters) }
      """)
    guard let count else {
      #expect(!read.errors.isEmpty)
      return
    }
    let last = try #require(read.network.layers.last)
    #expect(read.shape(last.name) == (output == "48x5" ? output : "2x" + output))
    #expect(read.analysis.totals.parameters.value == count)
    #expect(read.errors == [])
  }

  @Test func theOldFormatSaysTheSameAsTheNew() throws {
    let old = """
      name: "net" input: "data" input_dim: 1 input_dim: 3 input_dim: 9 input_dim: 9
      layers { name: "c" type: CONVOLUTION bottom: "data" top: "c" convolution_param { num_output: 2 kernel_size: 3 } }
      layers { name: "r" type: RELU bottom: "c" top: "c" }
      layers { name: "i" type: INNER_PRODUCT bottom: "c" top: "i" inner_product_param { num_output: 4 } }
      """
    let new = """
      name: "net"
      layer { name: "data" type: "Input" top: "data" input_param { shape: { dim: [1, 3, 9, 9] } } }
      layer { name: "c" type: "Convolution" bottom: "data" top: "c" convolution_param < num_output: 2; kernel_size: 3 > }
      layer { name: "r" type: 'ReLU' bottom: "c" top: "c" } # in place
      layer { name: "i" type: "InnerProduct" bottom: "c" top: "i" inner_product_param { num_output: 4 } }
      """
    #expect(try ReadNetwork(old).network == ReadNetwork(new).network)
    #expect(try ReadNetwork(new).layer("i")?.inputs == nil)
  }

  @Test func aLayerBehindOneInPlaceReadsThatOne() throws {
    let read = try ReadNetwork(
      """
      layer { name: "data" type: "Input" top: "data" input_param { shape { dim: 1 dim: 4 dim: 8 dim: 8 } } }
      layer { name: "bn" type: "BatchNorm" bottom: "data" top: "data" }
      layer { name: "relu" type: "ReLU" bottom: "data" top: "data" }
      layer { name: "a" type: "Pooling" bottom: "data" top: "a" pooling_param { kernel_size: 2 stride: 2 } }
      layer { name: "b" type: "Pooling" bottom: "data" top: "b" pooling_param { kernel_size: 2 stride: 2 } }
      layer { name: "sum" type: "Eltwise" bottom: "a" bottom: "b" top: "sum" }
      """)
    #expect(read.layer("bn")?.inputs == nil)
    #expect(read.layer("b")?.inputs == ["relu"])
    #expect(read.layer("sum")?.inputs == ["a", "b"])
    #expect(read["bn"]?.nonTrainable == 8)
  }

  @Test func theLayersOfOnePhaseAreRead() throws {
    let text = """
      layer { name: "data" type: "Data" top: "data" top: "label" include { phase: TRAIN } transform_param { crop_size: 32 } }
      layer { name: "data" type: "Data" top: "data" top: "label" include { phase: TEST }
        transform_param { crop_size: 28 mean_value: 1 mean_value: 2 mean_value: 3 } data_param { batch_size: 50 } }
      layer { name: "ip" type: "InnerProduct" bottom: "data" top: "ip" inner_product_param { num_output: 10 } }
      layer { name: "accuracy" type: "Accuracy" bottom: "ip" bottom: "label" top: "accuracy" exclude { phase: TRAIN } }
      layer { name: "loss" type: "SoftmaxWithLoss" bottom: "ip" bottom: "label" top: "loss" }
      """
    let read = try ReadNetwork(text)
    #expect(read.network.layers.map(\.name) == ["data", "ip", "accuracy", "loss"])
    #expect(read.shape("data") == "50x3x28x28")
    #expect(read.notes == ["read for testing; 1 layers are for others"])
    #expect(read.layer("loss")?.kind.name == "output")
    // Where only training has data, that is what the file describes.
    let training = try ReadNetwork(
      text.replacing("include { phase: TEST }", with: "include { phase: TRAIN }"))
    #expect(training.notes == ["read for training; 1 layers are for others"])
  }

  @Test func sizesThatAreOnlyInTheDataAreDimensionsOfTheNetwork() throws {
    let read = try ReadNetwork(
      """
      layer { name: "mnist" type: "Data" top: "data" data_param { batch_size: 64 } }
      layer { name: "conv" type: "Convolution" bottom: "data" top: "conv" convolution_param { num_output: 2 kernel_size: 1 } }
      """)
    #expect(Array(read.network.settings.dimensions.keys) == ["channels", "height", "width"])
    #expect(read.shape("data") == "64x1x1x1")
    #expect(read.layer("data")?.note?.contains("channels, height, width") == true)
  }

  @Test func crampedMergesComeApart() throws {
    let read = try ReadNetwork(
      """
      layer { name: "data" type: "Input" top: "data" input_param { shape { dim: 1 dim: 6 dim: 8 dim: 8 } } }
      layer { name: "slice" type: "Slice" bottom: "data" top: "a" top: "b" top: "c" slice_param { slice_point: 1 slice_point: 3 } }
      layer { name: "pool" type: "Pooling" bottom: "c" top: "pool" pooling_param { pool: AVE global_pooling: true } }
      layer { name: "flat" type: "Flatten" bottom: "pool" top: "flat" }
      layer { name: "gate" type: "Scale" bottom: "c" bottom: "flat" top: "gate" scale_param { axis: 0 } }
      layer { name: "join" type: "Concat" bottom: "a" bottom: "b" bottom: "gate" top: "join" }
      layer { name: "difference" type: "Eltwise" bottom: "join" bottom: "data" top: "difference" eltwise_param { coeff: 1 coeff: -1 } }
      """)
    #expect(read.errors == [])
    #expect(read["slice"]?.outputs.map { $0[1] } == [1, 2, 3])
    #expect(read.shape("gate") == "1x3x8x8")
    #expect(read.layer("difference")?.kind.name == "subtract")
    #expect(read.layer("slice")?.tensors == ["a", "b", "c"])
  }

  @Test func layersThatNameTheirParametersAlikeShareThem() throws {
    let read = try ReadNetwork(
      """
      layer { name: "data" type: "Input" top: "a" top: "b" input_param { shape { dim: 1 dim: 6 } } }
      layer { name: "left" type: "InnerProduct" bottom: "a" top: "x" param { name: "w" } inner_product_param { num_output: 2 } }
      layer { name: "right" type: "InnerProduct" bottom: "b" top: "y" param { name: "w" } inner_product_param { num_output: 2 } }
      layer { name: "loss" type: "ContrastiveLoss" bottom: "x" bottom: "y" bottom: "label" top: "loss" }
      """)
    #expect(read.layer("right")?.shares == "left")
    #expect(read.analysis.totals.parameters.value == 14)
    #expect(read.layer("y_output") == nil && read.layer("right_output")?.kind.name == "output")
    #expect(read.errors == [])
  }

  @Test func whatIsNotModelledIsNamedAndHasNoSizeThatTheFileDoesNotTell() throws {
    let read = try ReadNetwork(
      """
      layer { name: "data" type: "Input" top: "data" input_param { shape { dim: 1 dim: 3 dim: 8 dim: 8 } } }
      layer { name: "mine" type: "Python" bottom: "data" top: "x" python_param { module: "m" layer: "Mine" } }
      """)
    #expect(read.layer("mine")?.attributes["operator"] == .text("Python Mine"))
    #expect(read["mine"]?.shape == nil)
  }

  /// A text, and what is said of it.
  @Test(arguments: [
    ("layer {", "1:7: what begins here does not end"),
    ("layer { type: \"ReLU\" bottom }", "1:29: ':' or '{' was expected behind 'bottom', not '}'"),
    ("layer {\n  name: \"a\n}", "2:9: a text in quotes does not end"),
    ("layer { name: \"x\" }", "1:7: the layer has no type"),
    (
      "layer { type: \"ReLU\" bottom: \"data\" }",
      "1:7: layer 'ReLU' reads 'data', which no layer before it gives"
    ),
    (
      "input: \"d\" input_dim: 0 layer { type: \"ReLU\" bottom: \"d\" }",
      "1:23: input 'd': a size must be a whole number of 1 or more"
    ),
    (
      "input: \"d\" layer { type: \"Convolution\" bottom: \"d\" top: \"c\" convolution_param { num_output: x } }",
      "1:93: layer 'c': num_output must be a whole number"
    ),
    ("layers { bottom: \"a\" layer { name: \"a\" } }", "1:8: the layer has no type"),
    (
      "input: \"d\" layer { type: \"Convolution\" bottom: \"d\" top: \"c\" convolution_param { axis: 9 } }",
      "1:18: layer 'c': axis is none of the input's behind the batch"
    ),
  ])
  func whatIsWrongIsToldWithItsPlace(text: String, complaint: String) {
    #expect(complaints(about: text, name: "net.prototxt") == ["net.prototxt:\(complaint)"])
  }

  @Test func aSolverIsToldFromANetwork() {
    #expect(
      complaints(about: "net: \"train_val.prototxt\"\nbase_lr: 0.01", name: "solver.prototxt")
        == ["solver.prototxt: is a solver's settings: the network is in another file"])
  }

  @Test func aDetectorForTrainingIsReadFromItsOwnSourceToTheRegions() throws {
    let read = try ReadNetwork(
      """
      layer { name: "source" type: "Python" top: "data" top: "info" python_param { layer: "RoIDataLayer" } }
      layer { name: "conv" type: "Convolution" bottom: "data" top: "conv" convolution_param { num_output: 8 kernel_size: 7 } }
      layer { name: "proposal" type: "Python" bottom: "conv" bottom: "info" top: "rois" python_param { layer: "ProposalLayer" } }
      layer { name: "pool" type: "ROIPooling" bottom: "conv" bottom: "rois" top: "pool" roi_pooling_param { pooled_w: 6 pooled_h: 6 } }
      layer { name: "fc" type: "InnerProduct" bottom: "pool" top: "fc" inner_product_param { num_output: 10 } }
      """)
    #expect(read.errors == [])
    #expect(read.shape("data") == "1x3x28x28")
    #expect(read.shape("proposal") == "1x5")
    #expect(read["fc"]?.parameters == 2890)
  }

  @Test func theFormatOf2013SaysTheSameAsTheNew() throws {
    let former = """
      name: "net" input: "data" input_dim: 1 input_dim: 3 input_dim: 9 input_dim: 9
      layers { layer { name: "p" type: "padding" pad: 1 } bottom: "data" top: "p" }
      layers { layer { name: "c" type: "conv" num_output: 2 kernelsize: 3 biasterm: false blobs_lr: 1. } bottom: "p" top: "c" }
      layers { layer { name: "m" type: "pool" pool: AVE kernelsize: 2 stride: 2 } bottom: "c" top: "m" }
      layers { layer { name: "i" type: "innerproduct" num_output: 4 } bottom: "m" top: "i" }
      """
    let read = try ReadNetwork(former)
    #expect(read.errors == [])
    #expect(read.shape("c") == "1x2x9x9" && read["c"]?.parameters == 54)
    #expect(read.shape("m") == "1x2x5x5" && read.layer("m")?.kind.name == "avg_pool")
    #expect(read["i"]?.parameters == 204)
  }

  /// What comes in beside the steps and the marks of where they begin, what comes out beside the steps, and how many
  /// parameters Caffe says that there are.
  @Test(arguments: [
    ("LSTM", "", 1, 240), ("LSTM", "static", 1, 320), ("LSTM", "h c", 3, 240), ("LSTM", "static h c", 3, 320),
    ("RNN", "", 1, 90), ("RNN", "static", 1, 110), ("RNN", "h", 2, 90),
  ])
  func aRecurrentLayerHasCaffesParametersAndStates(type: String, further: String, tops: Int, parameters: Int)
    throws
  {
    let bottoms = further.split(separator: " ").map { "bottom: \"\($0)\"" }.joined(separator: " ")
    let read = try ReadNetwork(
      """
      layer { name: "d" type: "Input" top: "x" top: "cont" top: "static" top: "h" top: "c" input_param {
        shape { dim: 7 dim: 2 dim: 6 } shape { dim: 7 dim: 2 } shape { dim: 2 dim: 4 } shape { dim: 1 dim: 2 dim: 5 }
        shape { dim: 1 dim: 2 dim: 5 } } }
      layer { name: "it" type: "\(type)" bottom: "x" bottom: "cont" \(bottoms)
        \((0..<tops).map { "top: \"t\($0)\"" }.joined(separator: " "))
        recurrent_param { num_output: 5 expose_hidden: \(tops > 1) } }
      """)
    #expect(read.errors == [])
    #expect(read.analysis.totals.parameters.value == parameters)
    #expect(read.shape("it") == "7x2x5")
    if tops > 1 { #expect(read.shape("it_states") == "1x2x5") }
  }

  @Test func inputsOfDifferentLengthsKeepThem() throws {
    let read = try ReadNetwork(
      """
      input: "data" input_shape { dim: 2 dim: 6 dim: 8 dim: 8 } input: "rois" input_shape { dim: 30 dim: 5 }
      input: "gate" input_shape { dim: 6 }
      layer { name: "gated" type: "Scale" bottom: "data" bottom: "gate" top: "gated" }
      layer { name: "pool" type: "ROIPooling" bottom: "gated" bottom: "rois" top: "pool" roi_pooling_param { pooled_w: 3 pooled_h: 3 } }
      layer { name: "fc" type: "InnerProduct" bottom: "pool" top: "fc" inner_product_param { num_output: 4 } }
      layer { name: "prior" type: "PriorBox" bottom: "data" bottom: "data" top: "prior" prior_box_param { min_size: 3 } }
      """)
    #expect(read.errors == [])
    #expect(read.shape("rois") == "30x5" && read.shape("gate") == "6")
    #expect(read.shape("pool") == "30x6x3x3")
    #expect(read.shape("fc") == "30x4" && read["fc"]?.parameters == 220)
    #expect(read.shape("prior") == "1x2x256")
  }

  @Test func aNetworkForSeveralStagesIsReadWithThoseThatMakeItWhole() throws {
    let read = try ReadNetwork(
      """
      layer { name: "data" type: "Data" top: "data" top: "label" include { stage: "val" } transform_param { crop_size: 8 } }
      layer { name: "quiet" type: "Silence" bottom: "label" }
      layer { name: "a" type: "InnerProduct" bottom: "data" top: "a" inner_product_param { num_output: 4 } include { stage: "one" } }
      layer { name: "b" type: "InnerProduct" bottom: "a" top: "b" inner_product_param { num_output: 4 } }
      layer { name: "loss" type: "MyOwnLoss" bottom: "b" bottom: "label" top: "loss" }
      """)
    #expect(read.network.layers.map(\.name) == ["data", "a", "b", "loss"])
  }

  @Test func volumesHaveADepthOfTheirOwn() throws {
    let read = try ReadNetwork(
      """
      layers { name: "data" type: VIDEO_DATA top: "data" image_data_param { batch_size: 30 new_length: 16 } transform_param { crop_size: 112 } }
      layers { name: "c" type: CONVOLUTION3D bottom: "data" top: "c" convolution_param { num_output: 64 kernel_size: 3 kernel_depth: 3 pad: 1 temporal_pad: 1 } }
      layers { name: "p" type: POOLING3D bottom: "c" top: "p" pooling_param { kernel_size: 2 kernel_depth: 1 stride: 2 temporal_stride: 1 } }
      """)
    #expect(read.errors == [])
    #expect(read.shape("c") == "30x64x16x112x112" && read["c"]?.parameters == 5248)
    #expect(read.shape("p") == "30x64x16x56x56")
  }
}
