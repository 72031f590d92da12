import NetworkModel
import Testing

@testable import NetworkFormats

/// What Keras 1 wrote, by other names.
@Suite struct KerasFormerTests {
  /// A layer, the sizes that come in, the parameters and the shape that Keras 2 gives under the new names.
  @Test(arguments: [
    (
      "Convolution2D",
      #""nb_filter": 8, "nb_row": 3, "nb_col": 5, "subsample": [2, 1], "border_mode": "same", "dim_ordering": "tf""#,
      "6, 6, 4", 488, "1x3x6x8"
    ),
    (
      "Convolution2D", #""nb_filter": 8, "nb_row": 3, "nb_col": 3, "bias": false, "dim_ordering": "th""#,
      "4, 6, 6", 288, "1x8x4x4"
    ),
    (
      "AtrousConvolution2D", #""nb_filter": 8, "nb_row": 3, "nb_col": 3, "atrous_rate": [2, 2]"#, "6, 6, 4",
      296,
      "1x2x2x8"
    ),
    ("Convolution1D", #""nb_filter": 8, "filter_length": 3, "subsample_length": 2"#, "9, 4", 104, "1x4x8"),
    (
      "Convolution3D", #""nb_filter": 2, "kernel_dim1": 1, "kernel_dim2": 2, "kernel_dim3": 3"#, "4, 4, 4, 3",
      38,
      "1x4x3x2x2"
    ),
    ("MaxPooling1D", #""pool_length": 2, "stride": 2, "border_mode": "valid""#, "9, 4", 0, "1x4x4"),
    ("Dense", #""output_dim": 5, "bias": false"#, "4", 20, "1x5"), ("Dropout", #""p": 0.5"#, "4", 0, "1x4"),
    ("LSTM", #""output_dim": 5, "return_sequences": true"#, "9, 4", 200, "1x9x5"),
    ("GRU", #""output_dim": 5"#, "9, 4", 150, "1x5"),
    ("TimeDistributedDense", #""output_dim": 5"#, "9, 4", 25, "1x9x5"),
  ])
  func aLayerIsReadByItsFormerNames(
    type: String, config: String, input: String, parameters: Int, shape: String
  ) throws {
    let read = try ReadNetwork(
      #"{"class_name": "Sequential", "keras_version": "1.2.2", "config": [{"class_name": "\#(type)", "config": {"name": "f", "batch_input_shape": [null, \#(input)], \#(config)}}]}"#
    )
    #expect(read.errors == [])
    #expect(read.shape("f") == shape)
    #expect(read["f"]?.parameters.value == parameters)
  }

  @Test(arguments: [
    ("sum", "add", "1x4"), ("mul", "multiply", "1x4"), ("ave", "average", "1x4"), ("max", "maximum", "1x4"),
    ("concat", "concat", "1x8"),
  ])
  func mergedModelsRunIntoOne(mode: String, kind: String, shape: String) throws {
    let branches = ["a", "b"].map {
      #"{"class_name": "Sequential", "config": [{"class_name": "Dense", "config": {"name": "\#($0)", "output_dim": 4, "batch_input_shape": [null, 3]}}]}"#
    }
    let read = try ReadNetwork(
      #"{"class_name": "Sequential", "keras_version": "1.0.4", "config": [{"class_name": "Merge", "config": {"name": "m", "mode": "\#(mode)", "concat_axis": -1, "layers": [\#(branches.joined(separator: ","))]}}]}"#
    )
    #expect(read.errors == [])
    #expect(read.layer("m")?.kind.name == kind)
    #expect(read.layer("m")?.inputs == ["sequential/a", "sequential/b"])
    #expect(read.shape("m") == shape)
  }

  @Test func anHDF5FileIsToldWhatToOpenInstead() throws {
    let bytes: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0]
    let complaints = complaints(about: bytes, name: "model.h5")
    #expect(complaints.count == 1 && complaints[0].contains("model.to_json()"))
  }
}
