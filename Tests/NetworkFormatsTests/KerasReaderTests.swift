import NetworkModel
import Testing

@testable import NetworkFormats

/// Keras' models, held against Keras; Tests/Conformance/check_keras_models.py makes the files.
@Suite struct KerasReaderTests {
  @Test(arguments: [
    "nested", "siamese", "attention", "states", "operators", "first", "mixed", "distributed",
  ])
  func everyLayerHasKerasShapeAndParameters(name: String) throws {
    let read = try ReadNetwork(fixture("keras/\(name).json"))
    let rows = try fixtureRows("keras/models.tsv").filter { $0[0] == name }
    #expect(!rows.isEmpty)
    #expect(read.errors == [])
    for row in rows {
      let facts = try #require(read[row[1]], "\(row[1])")
      #expect(facts.parameters.value == Int(row[3]), "\(row[1])")
      if row[2] == "-" { continue }
      // A layer that works in another order of axes is turned back behind it.
      let shape = read.shape(row[1] + "_back") ?? read.shape(row[1])
      #expect(shape == row[2].replacing("?", with: "1"), "\(row[1])")
    }
  }

  @Test(arguments: ["stored.keras", "deflated.keras"])
  func theConfigurationInAnArchiveIsTheSame(name: String) throws {
    #expect(
      try ReadNetwork(fixture("keras/\(name)")).network == ReadNetwork(fixture("keras/siamese.json")).network)
  }

  @Test func theOrderOfAxesIsThatOfMostLayers() throws {
    #expect(try ReadNetwork(fixture("keras/first.json")).network.settings.layout == .channelsFirst)
    #expect(try ReadNetwork(fixture("keras/mixed.json")).network.settings.layout == .channelsLast)
  }

  @Test func aSharedLayerIsThereForEachOfItsCallsAndCountedOnce() throws {
    let read = try ReadNetwork(fixture("keras/siamese.json"))
    #expect(read.layer("shared-2")?.inputs == ["second"])
    #expect(read.layer("shared-2")?.shares == "shared")
    #expect(read.analysis.totals.parameters.value == 28)
    #expect(read.layer("difference")?.inputs == ["shared_relu", "shared_relu-2"])
  }

  @Test func statesAreTakenApartWhereTheyAreUsed() throws {
    let read = try ReadNetwork(fixture("keras/states.json"))
    #expect(read.shape("encoder_state1") == "1x5")
    #expect(read.shape("both_state2") == "1x4")
    #expect(read.layer("join")?.inputs?.count == 5)
  }

  /// Keras 2: a list for each call, in it one for each input; a shape at the first layer.
  static let keras2 = """
    {"class_name": "Functional", "config": {"name": "model", "layers": [
      {"class_name": "InputLayer", "config": {"batch_input_shape": [null, 8, 8, 3], "dtype": "float32", "sparse": false, "name": "input_1"}, "name": "input_1", "inbound_nodes": []},
      {"class_name": "Sequential", "config": {"name": "block", "layers": [
        {"class_name": "Conv2D", "config": {"name": "conv", "batch_input_shape": [null, 8, 8, 3], "filters": 4, "kernel_size": [3, 3], "strides": [1, 1], "padding": "same", "data_format": "channels_last", "dilation_rate": [1, 1], "activation": "relu", "use_bias": true}},
        {"class_name": "BatchNormalization", "config": {"name": "norm", "axis": [3], "momentum": 0.99, "epsilon": 0.001, "center": true, "scale": false}}]},
       "name": "block", "inbound_nodes": [[["input_1", 0, 0, {}]]]},
      {"class_name": "TFOpLambda", "config": {"name": "tf.math.multiply", "function": "math.multiply"}, "name": "tf.math.multiply", "inbound_nodes": [["block", 1, 0, {"y": 0.5, "name": null}]]},
      {"class_name": "Add", "config": {"name": "add"}, "name": "add", "inbound_nodes": [[["block", 1, 0, {}], ["tf.math.multiply", 0, 0, {}]]]},
      {"class_name": "TFOpLambda", "config": {"name": "mean", "function": "math.reduce_mean"}, "name": "mean", "inbound_nodes": [["add", 0, 0, {"axis": [1, 2], "keepdims": false}]]},
      {"class_name": "Dense", "config": {"name": "dense", "units": 5, "activation": "softmax", "use_bias": true}, "name": "dense", "inbound_nodes": [[["mean", 0, 0, {}]]]}],
     "input_layers": [["input_1", 0, 0]], "output_layers": [["dense", 0, 0]]},
     "keras_version": "2.9.0", "backend": "tensorflow"}
    """

  @Test func keras2IsReadLikeKeras3() throws {
    let read = try ReadNetwork(Self.keras2)
    #expect(read.errors == [])
    #expect(
      read.network.layers.map(\.name) == [
        "input_1", "block/conv", "block/conv_relu", "block/norm", "tf.math.multiply_number",
        "tf.math.multiply",
        "add", "mean", "dense", "dense_softmax",
      ])
    #expect(read["block/conv"]?.parameters == 112)
    #expect(read["block/norm"]?.parameters == 4)
    #expect(read["block/norm"]?.nonTrainable == 8)
    #expect(read.shape("mean") == "1x4")
    #expect(read["dense"]?.parameters == 25)
    #expect(read.layer("add")?.inputs == ["block/norm", "tf.math.multiply"])
  }

  @Test func theModelInATensorFlowJSFileIsRead() throws {
    let wrapped = #"{"format": "layers-model", "modelTopology": {"model_config": "# + Self.keras2 + "}}"
    #expect(try ReadNetwork(wrapped).network == ReadNetwork(Self.keras2).network)
  }

  private func sequential(_ layers: String...) -> String {
    #"{"class_name": "Sequential", "config": {"name": "s", "layers": ["# + layers.joined(separator: ",")
      + "]}}"
  }

  @Test func sizesThatAreLeftOpenAreDimensionsOfTheNetwork() throws {
    let read = try ReadNetwork(
      sequential(
        #"{"class_name": "InputLayer", "config": {"name": "words", "batch_shape": [null, null, 8]}}"#,
        #"{"class_name": "LSTM", "config": {"name": "lstm", "units": 4, "return_sequences": true}}"#))
    #expect(read.network.settings.dimensions == ["steps": 1])
    #expect(read.layer("words")?.attributes["shape"] == .sizes([.named("steps"), .fixed(8)]))
    #expect(read.notes == ["'words': the file leaves open, and 1 is taken: steps"])
    #expect(read["lstm"]?.parameters == 208)
  }

  @Test func aFixedBatchIsTheNetworks() throws {
    let read = try ReadNetwork(
      sequential(
        #"{"class_name": "Dense", "config": {"name": "d", "units": 4, "batch_input_shape": [32, 8]}}"#))
    #expect(read.network.settings.batch == 32)
    #expect(read.shape("d") == "32x4")
  }

  @Test func withoutAShapeTheInputIsLeftToTheReader() throws {
    let read = try ReadNetwork(sequential(#"{"class_name": "Dense", "config": {"name": "d", "units": 4}}"#))
    #expect(read.errors == ["input: shape is not set"])
  }

  @Test func whatIsNotModelledHasTheShapeThatTheFileTells() throws {
    let read = try ReadNetwork(
      sequential(
        #"{"class_name": "InputLayer", "config": {"name": "x", "batch_shape": [null, 8]}}"#,
        #"{"class_name": "Lambda", "config": {"name": "told", "output_shape": [3, 2]}}"#,
        #"{"class_name": "Mine", "config": {"name": "mine"}}"#,
        #"{"class_name": "Dense", "config": {"name": "d", "units": 4}, "build_config": {"input_shape": [null, 7]}}"#,
        #"{"class_name": "Mine", "config": {"name": "last"}}"#))
    #expect(read.shape("told") == "1x3x2")
    #expect(read.shape("mine") == "1x7")
    #expect(read.layer("mine")?.attributes["operator"] == .text("Mine"))
    #expect(read.shape("last") == nil)
    #expect(read.layer("last")?.note == "the file does not say what shape 'Mine' gives")
  }

  /// A text, and what is said of it.
  @Test(arguments: [
    (
      #"{"class_name": "Sequential", "config": {"name": "s", "layers": [}"#,
      "1:65: a value was expected, not '}'"
    ),
    (
      #"{"class_name": "Mine", "config": {}}"#,
      "1:1: the model's class 'Mine' keeps its layers in its own code, not in the file"
    ),
    (
      #"{"class_name": "Model", "config": {"layers": [{"class_name": "ReLU", "name": "r", "inbound_nodes": [[["x", 0, 0]]]}], "output_layers": []}}"#,
      "1:47: layer 'r' reads 'x', which is not in the model"
    ),
    (
      #"{"class_name": "Model", "config": {"layers": [{"class_name": "ReLU", "name": "r", "inbound_nodes": [[["r", 0, 0]]]}], "output_layers": []}}"#,
      "1:47: layer 'r' depends on its own output"
    ),
    (
      #"{"class_name": "Sequential", "config": [{"class_name": "Dense", "config": {"name": "d", "batch_input_shape": [null, 3], "units": "x"}}]}"#,
      "1:131: layer 'd': units must be a whole number"
    ),
  ])
  func whatIsWrongIsToldWithItsPlace(text: String, complaint: String) {
    #expect(complaints(about: text, name: "m.json") == ["m.json:\(complaint)"])
  }
}
