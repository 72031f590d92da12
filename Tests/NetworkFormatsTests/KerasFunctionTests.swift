import NetworkModel
import Testing

@testable import NetworkFormats

/// Functions among the layers of a model, and layers of which only parts are modelled.
@Suite struct KerasFunctionTests {
  private static let image = tensor("x", [8, 8, 4])

  private static func tensor(_ layer: String, _ sizes: [Int]) -> String {
    let shape = (["null"] + sizes.map(String.init)).joined(separator: ", ")
    return
      #"{"class_name": "__keras_tensor__", "config": {"shape": [\#(shape)], "keras_history": ["\#(layer)", 0, 0]}}"#
  }

  /// A model of an input `x`, and what reads it.
  private func model(_ input: String, _ entries: String..., output: String = "f", call: Int = 0) -> String {
    let layers =
      [
        #"{"class_name": "InputLayer", "config": {"name": "x", "batch_shape": [null, \#(input)]}, "inbound_nodes": []}"#
      ] + entries
    return
      #"{"class_name": "Functional", "config": {"name": "m", "layers": [\#(layers.joined(separator: ","))], "input_layers": ["x", 0, 0], "output_layers": ["\#(output)", \#(call), 0]}}"#
  }

  private func shapeOfLast(_ read: ReadNetwork) -> String? {
    read.network.layers.last.flatMap { read.shape($0.name) }
  }

  @Test(arguments: [
    ("Transpose", #""axes": [0, 3, 1, 2]"#, image, "1x4x8x8"),
    ("Reshape", #""newshape": [-1, 4, 64]"#, image, "1x4x64"),
    ("Swapaxes", #""axis1": 1, "axis2": -1"#, image, "1x4x8x8"),
    ("Moveaxis", #""source": -1, "destination": 1"#, image, "1x4x8x8"),
    ("ExpandDims", #""axis": 1"#, image, "1x1x8x8x4"),
    ("Mean", #""axis": [1, 2], "keepdims": false"#, image, "1x4"),
    ("Max", #""axis": 1, "keepdims": true"#, image, "1x1x8x4"),
    ("Argmax", #""axis": -1, "keepdims": false"#, image, "1x8x8"),
    ("Split", #""indices_or_sections": [1, 3], "axis": -1"#, image, "1x8x8x1"),
    ("Stack", #""axis": 1"#, "[\(image), \(image)]", "1x2x8x8x4"),
    ("Concatenate", #""axis": 1"#, "[\(image), \(image)]", "1x16x8x4"),
    ("Pad", #""pad_width": [[0, 0], [1, 1], [2, 2], [0, 0]], "mode": "constant""#, image, "1x10x12x4"),
    ("Tile", #""repeats": [1, 2, 1, 1]"#, image, "1x16x8x4"),
    ("Repeat", #""repeats": 2, "axis": 2"#, image, "1x8x16x4"),
    ("Take", #""axis": 1"#, "\(image), [0, 2]", "1x2x8x4"),
    ("Resize", #""size": [4, 6], "data_format": "channels_last""#, image, "1x4x6x4"),
    ("MaxPool", #""pool_size": 2, "strides": null, "padding": "valid""#, image, "1x4x4x4"),
    ("AveragePool", #""pool_size": 3, "strides": 2, "padding": "same""#, image, "1x4x4x4"),
    ("Einsum", #""subscripts": "bijc,bklc->bijkl""#, "\(image), \(image)", "1x8x8x8x8"),
    ("OneHot", #""num_classes": 9"#, image, "1x8x8x4x9"), ("TopK", #""k": 3"#, image, "1x8x8x3"),
    ("Softmax", #""axis": 1"#, image, "1x8x8x4"), ("Absolute", #""note": 0"#, image, "1x8x8x4"),
    ("Where", #""note": 0"#, "\(image), \(image), \(image)", "1x8x8x4"),
    ("Reshape", #""newshape": [-1, 4, 4]"#, image, "16x4x4"),
    ("GetItem", #""note": 0"#, "\(image), 0", "8x8x4"),
    ("ExtractPatches", #""size": [4, 4], "strides": null, "padding": "valid""#, image, "1x2x2x64"),
    (
      "GetItem", #""note": 0"#,
      #"\#(image), [{"class_name": "__slice__", "config": {"start": null, "stop": null, "step": null}}, -1, {"class_name": "__slice__", "config": {"start": 1, "stop": 7, "step": 2}}]"#,
      "1x3x4"
    ),
    ("GetItem", #""note": 0"#, #"\#(image), [{"class_name": "__ellipsis__"}, null]"#, "1x8x8x4x1"),
  ])
  func aFunctionOfKeras3HasTheShapeThatItsArgumentsGive(
    name: String, config: String, arguments: String, shape: String
  ) throws {
    let read = try ReadNetwork(
      model(
        "8, 8, 4",
        #"{"module": "keras.src.ops.numpy", "class_name": "\#(name)", "config": {"name": "f", \#(config)}, "name": "f", "inbound_nodes": [{"args": [\#(arguments)], "kwargs": {}}]}"#
      ))
    #expect(read.errors == [])
    #expect(shapeOfLast(read) == shape || read.shape("f") == shape)
  }

  @Test(arguments: [
    ("compat.v1.transpose", #""perm": [0, 3, 1, 2]"#, "1x4x8x8"),
    ("reshape", #""shape": [-1, 256]"#, "1x256"),
    ("split", #""num_or_size_splits": 2, "axis": -1"#, "1x8x8x2"),
    ("compat.v1.pad", #""paddings": [[0, 0], [1, 1], [2, 2], [0, 0]], "mode": "CONSTANT""#, "1x10x12x4"),
    ("tile", #""multiples": [1, 2, 1, 1]"#, "1x16x8x4"),
    ("compat.v1.gather", #""indices": [0, 2], "axis": 1"#, "1x2x8x4"),
    ("nn.space_to_depth", #""block_size": 2"#, "1x4x4x16"), ("image.resize", #""size": [4, 4]"#, "1x4x4x4"),
    ("nn.max_pool2d", #""ksize": [1, 2, 2, 1], "strides": [1, 2, 2, 1], "padding": "SAME""#, "1x4x4x4"),
    (
      "image.extract_patches",
      #""sizes": [1, 2, 2, 1], "strides": [1, 2, 2, 1], "rates": [1, 1, 1, 1], "padding": "VALID""#,
      "1x4x4x16"
    ),
    ("linalg.matmul", #""b": ["x", 0, 0], "transpose_b": true"#, "1x8x8x8"),
    ("__operators__.getitem", #""slice_spec": [{"start": null, "stop": null, "step": null}, 0]"#, "1x8x4"),
  ])
  func aFunctionOfTensorFlowHasTheShapeThatItsCallGives(
    name: String, arguments: String, shape: String
  ) throws {
    let read = try ReadNetwork(
      model(
        "8, 8, 4",
        #"{"class_name": "TFOpLambda", "config": {"name": "f", "function": "\#(name)"}, "name": "f", "inbound_nodes": [["x", 0, 0, {\#(arguments)}]]}"#
      ))
    #expect(read.errors == [])
    #expect(shapeOfLast(read) == shape || read.shape("f") == shape)
  }

  @Test func anOperatorOfTheFirstTensorFlow2IsFoundByTheEntrysName() throws {
    let read = try ReadNetwork(
      model(
        "8",
        #"{"class_name": "TensorFlowOpLayer", "config": {"name": "Mean", "node_def": {"name": "Mean", "op": "Mean"}, "constants": {"1": [1]}}, "name": "tf_op_layer_Mean", "inbound_nodes": [[["x", 0, 0, {}]]]}"#,
        output: "tf_op_layer_Mean"))
    #expect(read.layer("tf_op_layer_Mean")?.kind.name == "reduce")
  }

  /// A layer on the input's sizes, with the parameters and the shape that Keras 3.15 and Keras 2.21 say of it.
  @Test(arguments: [
    (
      "10, 4", "RNN",
      #""cell": {"class_name": "StackedRNNCells", "config": {"cells": [{"class_name": "LSTMCell", "config": {"name": "a", "units": 5}}, {"class_name": "LSTMCell", "config": {"name": "b", "units": 6}}]}}"#,
      488, "1x6"
    ),
    (
      "10, 4", "RNN",
      #""return_sequences": true, "cell": {"class_name": "GRUCell", "config": {"name": "a", "units": 5, "reset_after": true}}"#,
      165, "1x10x5"
    ),
    (
      "4, 6, 3", "TimeDistributed", #""layer": {"class_name": "LSTM", "config": {"name": "l", "units": 5}}"#,
      180, "1x4x5"
    ),
    (
      "4, 6, 3", "TimeDistributed",
      #""layer": {"class_name": "Bidirectional", "config": {"merge_mode": "concat", "layer": {"class_name": "LSTM", "config": {"name": "l", "units": 5}}}}"#,
      360, "1x4x10"
    ),
    (
      "6, 20, 20, 3", "ConvLSTM2D",
      #""filters": 8, "kernel_size": [3, 3], "padding": "same", "return_sequences": true"#, 3200,
      "1x6x20x20x8"
    ),
    (
      "28, 28, 1", "LocallyConnected2D", #""filters": 4, "kernel_size": [3, 3], "implementation": 1"#, 27040,
      "1x26x26x4"
    ),
    (
      "10, 16", "EinsumDense",
      #""equation": "abc,cde->abde", "output_shape": [null, 4, 8], "bias_axes": "de""#, 544, "1x10x4x8"
    ),
    (
      "10, 16", "GroupedQueryAttention", #""head_dim": 8, "num_query_heads": 4, "num_key_value_heads": 2"#,
      1616, "1x10x16"
    ),
    ("8, 8, 6", "LayerNormalization", #""axis": [1, 2]"#, 128, "1x8x8x6"),
    (
      "10, 12, 3", "LocallyConnected2D",
      #""filters": 4, "kernel_size": [3, 3], "implementation": 3, "padding": "same""#, 11904, "1x10x12x4"
    ),
    (
      "10, 8", "Bidirectional",
      #""layer": {"class_name": "RNN", "config": {"name": "r", "return_sequences": true, "cell": {"class_name": "LSTMCell", "config": {"name": "c", "units": 5}}}}"#,
      560, "1x10x10"
    ),
    ("10, 32", "EinsumDense", #""equation": "ab...,bd->ad...", "output_shape": [6, 32]"#, 60, "1x6x32"),
    ("16", "Dense", #""units": 8, "lora_rank": 2"#, 184, "1x8"),
    ("16", "Embedding", #""input_dim": 20, "output_dim": 8, "lora_rank": 2"#, 216, "1x16x8"),
    ("3", "CategoryEncoding", #""num_tokens": 5, "output_mode": "multi_hot""#, 0, "1x5"),
    ("1", "StringLookup", #""vocabulary": ["a", "b"], "output_mode": "one_hot""#, 0, "1x3"),
    ("1", "TextVectorization", #""output_sequence_length": 20"#, 0, "1x20"),
    ("1", "Hashing", #""num_bins": 8"#, 0, "1x1"),
    ("8, 8, 6", "PReLU", #""shared_axes": [1]"#, 48, "1x8x8x6"),
  ])
  func whatIsMadeOfPartsHasKerasParameters(
    input: String, type: String, config: String, parameters: Int, shape: String
  ) throws {
    let read = try ReadNetwork(
      model(
        input,
        #"{"class_name": "\#(type)", "config": {"name": "f", \#(config)}, "name": "f", "inbound_nodes": [[["x", 0, 0, {}]]]}"#
      ))
    #expect(read.errors == [])
    #expect(Analysis(of: read.network).totals.parameters.value == parameters)
    #expect(shapeOfLast(read) == shape)
  }

  @Test func aMaskIsNoLayer() throws {
    let read = try ReadNetwork(
      model(
        "8",
        #"{"module": "keras.src.ops.numpy", "class_name": "NotEqual", "config": {"name": "mask"}, "name": "mask", "inbound_nodes": [{"args": [\#(Self.tensor("x", [8])), 0], "kwargs": {}}]}"#,
        #"{"class_name": "Embedding", "config": {"name": "e", "input_dim": 9, "output_dim": 3}, "name": "e", "inbound_nodes": [{"args": [\#(Self.tensor("x", [8]))], "kwargs": {}}]}"#,
        #"{"class_name": "LSTM", "config": {"name": "f", "units": 4}, "name": "f", "inbound_nodes": [{"args": [\#(Self.tensor("e", [8, 3]))], "kwargs": {"mask": \#(Self.tensor("mask", [8]))}}]}"#
      ))
    #expect(read.network.layers.map(\.name) == ["x", "e", "f"])
  }

  @Test func aReversibleTableIsCountedOnce() throws {
    let read = try ReadNetwork(
      model(
        "7",
        #"{"class_name": "ReversibleEmbedding", "config": {"name": "e", "input_dim": 50, "output_dim": 8, "tie_weights": true}, "name": "e", "inbound_nodes": [{"args": [\#(Self.tensor("x", [7]))], "kwargs": {}}, {"args": [\#(Self.tensor("e", [7, 8]))], "kwargs": {"reverse": true}}]}"#,
        output: "e", call: 1))
    #expect(read.errors == [])
    #expect(shapeOfLast(read) == "1x7x50")
    #expect(Analysis(of: read.network).totals.parameters.value == 400)
  }

  @Test func whatIsLeftOpenIsTakenSoLargeThatNothingBreaks() throws {
    let read = try ReadNetwork(
      model(
        "null, null, 3",
        #"{"class_name": "Conv2D", "config": {"name": "f", "filters": 4, "kernel_size": [5, 5], "strides": [1, 1], "padding": "valid"}, "name": "f", "inbound_nodes": [[["x", 0, 0, {}]]]}"#
      ))
    #expect(read.errors == [])
    #expect(read.notes == ["'x': the file leaves open, and 28 is taken: height, width"])
    #expect(read["f"]?.parameters == 304)
  }

  @Test func whatIsKeptFromTrainingIsSaid() throws {
    let read = try ReadNetwork(
      model(
        "8",
        #"{"class_name": "Dense", "config": {"name": "f", "units": 4, "trainable": false}, "name": "f", "inbound_nodes": [[["x", 0, 0, {}]]]}"#
      ))
    #expect(read.notes.first?.hasPrefix("1 layers or models are kept from training") == true)
  }

  /// Keras 2 counts the call by which a model within was made, Keras 3 does not.
  @Test(arguments: [0, 1])
  func aModelThatIsCalledTwiceIsReadInTheOrderOfItsCalls(first: Int) throws {
    let read = try ReadNetwork(
      model(
        "8",
        #"{"class_name": "Functional", "config": {"name": "block", "layers": [{"class_name": "InputLayer", "config": {"name": "i", "batch_shape": [null, 8]}, "inbound_nodes": []}, {"class_name": "Dense", "config": {"name": "d", "units": 8}, "name": "d", "inbound_nodes": [[["i", 0, 0, {}]]]}], "input_layers": [["i", 0, 0]], "output_layers": [["d", 0, 0]]}, "name": "block", "inbound_nodes": [[["x", 0, 0, {}]], [["block", \#(first), 0, {}]]]}"#,
        output: "block", call: first + 1))
    #expect(read.errors == [])
    #expect(read.network.layers.map(\.name) == ["x", "block/d", "block-2/d"])
    #expect(Analysis(of: read.network).totals.parameters.value == 72)
  }

  @Test func inputsThatHaveNamesAreGivenInTheirOrder() throws {
    let read = try ReadNetwork(
      model(
        "8",
        #"{"class_name": "Dense", "config": {"name": "n", "units": 3}, "name": "n", "inbound_nodes": [[["x", 0, 0, {}]]]}"#,
        #"{"class_name": "Functional", "config": {"name": "m", "layers": [{"class_name": "InputLayer", "config": {"name": "a", "batch_shape": [null, 3]}, "inbound_nodes": []}, {"class_name": "InputLayer", "config": {"name": "b", "batch_shape": [null, 8]}, "inbound_nodes": []}, {"class_name": "Dense", "config": {"name": "p", "units": 2}, "name": "p", "inbound_nodes": [[["a", 0, 0, {}]]]}, {"class_name": "Dense", "config": {"name": "q", "units": 4}, "name": "q", "inbound_nodes": [[["b", 0, 0, {}]]]}], "input_layers": {"a": ["a", 0, 0], "b": ["b", 0, 0]}, "output_layers": {"z": ["p", 0, 0], "y": ["q", 0, 0]}}, "name": "m", "inbound_nodes": [{"b": ["x", 0, 0, {}], "a": ["n", 0, 0, {}]}]}"#,
        #"{"class_name": "Dense", "config": {"name": "f", "units": 1}, "name": "f", "inbound_nodes": [[["m", 0, 0, {}]]]}"#
      ))
    #expect(read.errors == [])
    #expect(read["m/p"]?.parameters == 8 && read["m/q"]?.parameters == 36)
    #expect(read["f"]?.parameters == 5)
  }

  @Test func aNumberForEachExampleIsAnInputWithoutAxes() throws {
    let read = try ReadNetwork(
      #"{"class_name": "Sequential", "config": {"name": "s", "layers": [{"class_name": "InputLayer", "config": {"name": "x", "batch_shape": [null]}}, {"class_name": "Embedding", "config": {"name": "e", "input_dim": 5, "output_dim": 4}}]}}"#
    )
    #expect(read.errors == [])
    #expect(read.shape("x") == "1" && read.shape("e") == "1x4")
  }

  @Test func theScoresOfAnAttentionAreAnOutput() throws {
    let read = try ReadNetwork(
      #"{"class_name": "Functional", "config": {"name": "m", "layers": [{"class_name": "InputLayer", "config": {"name": "x", "batch_shape": [null, 10, 32]}, "inbound_nodes": []}, {"class_name": "MultiHeadAttention", "config": {"name": "f", "num_heads": 4, "key_dim": 8}, "name": "f", "inbound_nodes": [[["x", 0, 0, {"value": ["x", 0, 0]}]]]}], "input_layers": ["x", 0, 0], "output_layers": [["f", 0, 0], ["f", 0, 1]]}}"#
    )
    #expect(read.errors == [])
    #expect(read.shape("f") == "1x10x32" && read.shape("f_scores") == "1x4x10x10")
  }
}
