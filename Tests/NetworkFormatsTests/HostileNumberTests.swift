import Testing

@testable import NetworkFormats

/// Numbers that no layer has, in each place where a number stands.
@Suite struct HostileNumberTests {
  private static let numbers = [
    "-1", "0", "9223372036854775807", "-9223372036854775808", "4611686018427387904",
  ]

  private static let caffe = """
    input: "x" input_shape { dim: 2 dim: 6 dim: 8 dim: 9 }
    layer { type: "Correlation" bottom: "x" bottom: "x" top: "a" correlation_param { pad: 3 kernel_size: 1 max_displacement: 4 stride_1: 1 stride_2: 2 } }
    layer { type: "SPP" bottom: "x" top: "b" spp_param { pyramid_height: 3 } }
    layer { type: "Im2col" bottom: "x" top: "c" convolution_param { kernel_size: 3 stride: 2 pad: 1 } }
    layer { type: "Convolution" bottom: "x" top: "d" convolution_param { num_output: 4 kernel_h: 3 kernel_w: 2 axis: 2 } }
    layer { type: "Upsample" bottom: "x" top: "e" upsample_param { scale: 2 pad_out_h: true } }
    layer { type: "Interp" bottom: "x" top: "f" interp_param { shrink_factor: 2 zoom_factor: 3 pad_beg: 1 } }
    layer { type: "Tile" bottom: "x" top: "g" tile_param { axis: 1 tiles: 3 } }
    layer { type: "Scale" bottom: "x" top: "h" scale_param { axis: 1 num_axes: 2 } }
    layer { type: "Softmax" bottom: "x" top: "i" softmax_param { axis: 2 } }
    layer { type: "Reshape" bottom: "x" top: "j" reshape_param { shape { dim: 3 dim: 2 } axis: 1 num_axes: 1 } }
    layer { type: "Slice" bottom: "x" top: "k" top: "l" slice_param { axis: 1 slice_point: 2 } }
    layer { type: "ArgMax" bottom: "x" top: "m" argmax_param { axis: 1 top_k: 2 } }
    layer { type: "Pad" bottom: "x" top: "n" pad_param { pad_u: 1 pad_l: 2 } }
    layer { type: "PSROIPooling" bottom: "x" bottom: "x" top: "o" psroi_pooling_param { output_dim: 2 group_size: 3 } }
    """

  private static let keras = [
    #""Softmax", "config": {"name": "f", "axis": 1}"#, #""Concatenate", "config": {"name": "f", "axis": 2}"#,
    #""LocallyConnected2D", "config": {"name": "f", "filters": 4, "kernel_size": [3, 2], "strides": [1, 1], "implementation": 3}"#,
    #""EinsumDense", "config": {"name": "f", "equation": "ab...,bd->ad...", "output_shape": [6, 3, 4]}"#,
    #""StringLookup", "config": {"name": "f", "vocabulary": ["a"], "num_oov_indices": 3, "output_mode": "one_hot"}"#,
    #""MelSpectrogram", "config": {"name": "f", "num_mel_bins": 64, "sequence_stride": 2}"#,
    #""LayerNormalization", "config": {"name": "f", "axis": [1, 2]}"#,
    #""BatchNormalization", "config": {"name": "f", "axis": 1}"#,
  ].map {
    #"{"class_name": "Sequential", "config": [{"class_name": "InputLayer", "config": {"name": "x", "batch_shape": [null, 8, 9, 4]}}, {"class_name": \#($0)}]}"#
  }

  @Test(arguments: [caffe] + keras, numbers)
  func aNumberOfAnySizeIsTakenAnywhere(text: String, number: String) {
    for place in text.matches(of: /\b\d+\b/) {
      let hostile = text.replacingCharacters(in: place.range, with: number)
      if let reading = try? Formats.read(Array(hostile.utf8), name: "net") {
        _ = ReadNetwork(reading.network)
      }
    }
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}
