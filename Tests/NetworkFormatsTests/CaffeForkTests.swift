import NetworkModel
import Testing

@testable import NetworkFormats

/// Layers that only forks of Caffe have: modelled, or an operator with its shape and its parameters, and never a guess.
@Suite struct CaffeForkTests {
  /// What stands in a layer that reads 4×6×8, what comes out (`nil`: not known), and its parameters.
  @Test(
    arguments: [
      (
        "DeformableConvolution", "deformable_convolution_param { num_output: 8 kernel_size: 3 pad: 1 }",
        "8x6x8", 296
      ),
      (
        "DeformableConvolution",
        "deformable_convolution_param { num_output: 8 kernel_size: 3 pad: 2 dilation: 2 group: 2 bias_term: false }",
        "8x6x8", 144
      ),
      ("Local", "local_param { num_output: 8 kernel_size: 3 }", "8x4x6", 7104),
      ("LocallyConnected", "convolution_param { num_output: 8 kernel_size: 3 stride: 2 }", "8x2x3", 1776),
      ("ConvolutionRistretto", "convolution_param { num_output: 8 kernel_size: 3 }", "8x4x6", 296),
      ("DepthwiseConv", "convolution_param { num_output: 4 kernel_size: 3 bias_term: false }", "4x4x6", 36),
      (
        "DeconvolutionDepthwise",
        "convolution_param { num_output: 4 kernel_size: 4 stride: 2 pad: 1 group: 4 }", "4x12x16", 68
      ),
      ("FcRistretto", "inner_product_param { num_output: 8 }", "8", 1544),
      ("CReLU", "", "8x6x8", 0), ("Square", "", "4x6x8", 0), ("ChannelNorm", "", "1x6x8", 0),
      ("ImResize", "imresize_param { factor: 8 }", "4x48x64", 0),
      ("ImResize", "imresize_param { target_spatial_height: 30 target_spatial_width: 40 }", "4x30x40", 0),
      ("Downsample", "downsample_param { top_height: 3 top_width: 4 }", "4x3x4", 0),
      ("Nms", "nms_param { max_peaks: 20 num_parts: 15 }", "15x21x3", 0),
      ("L2Normalization", "", "4x6x8", 0), ("Noise", "", "4x6x8", 0), ("Whatever", "", nil, 0),
      (
        "Convolution",
        "convolution_param { num_output: 8 kernel_size: 3 stride: 2 pad_l: 0 pad_r: 1 pad_t: 0 pad_b: 1 }",
        "8x3x4", 296
      ),
    ] as [(String, String, String?, Int)])
  func aLayerOfAForkHasItsShapeAndParameters(
    type: String, parameters: String, output: String?, count: Int
  ) throws {
    let read = try ReadNetwork(
      """
      layer { name: "data" type: "Input" top: "data" input_param { shape { dim: 2 dim: 4 dim: 6 dim: 8 } } }
      layer { name: "it" type: "\(type)" bottom: "data" top: "out" \(parameters) }
      """)
    #expect(read.shape("it") == output.map { "2x" + $0 })
    #expect(read.analysis.totals.parameters.value == count)
  }

  @Test func whatOverwritesItsInputKeepsItsShape() throws {
    let read = try ReadNetwork(
      """
      layer { name: "data" type: "Input" top: "data" input_param { shape { dim: 2 dim: 4 dim: 6 dim: 8 } } }
      layer { name: "it" type: "Whatever" bottom: "data" top: "data" }
      layer { name: "last" type: "ReLU" bottom: "data" top: "last" }
      """)
    #expect(read.shape("last") == "2x4x6x8")
  }

  @Test func whatIsTakenForACaffeLayerIsSaid() throws {
    let text = """
      layer { name: "data" type: "Input" top: "data" input_param { shape { dim: 2 dim: 4 dim: 6 dim: 8 } } }
      layer { name: "it" type: "XnorConvolution" bottom: "data" top: "it" convolution_param { num_output: 3 kernel_size: 1 } }
      """
    #expect(
      try Formats.read(Array(text.utf8), name: "net.prototxt").notes == [
        "'it': XnorConvolution is taken for Caffe's Convolution"
      ])
  }
}
