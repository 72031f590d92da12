import NetworkFormats
import NetworkModel

extension FuzzTarget {
  static let native = FuzzTarget(
    "native", file: "fuzz.yaml",
    words: catalogueWords + numbers + [
      "strata: 1\n", "name: ", "layout: ", "rounding: ", "batch: ", "dimensions: {", "layers:\n",
      "  - {name: a, kind: ", "inputs: [", "shares: ", "note: ", "channels_last", "channels_first", "exact",
      "floor", "ceil", "same", "valid", "causal", "&a ", "*a", "!!str ", "? ", "|\n", ">-\n", "\\e[2J",
      "\\u202e", "%YAML 1.1\n", "---\n", "...\n", "<<: ",
    ],
    seeds: { templates(as: .native) })

  static let onnx = FuzzTarget(
    "onnx", file: "fuzz.onnx",
    words: foreignWords(.onnx) + [
      "Constant", "ConstantOfShape", "Shape", "Slice", "Gather", "Concat", "Range", "Expand", "Tile", "If",
      "Loop", "Scan", "Identity", "Unsqueeze", "Squeeze", "Reshape", "Cast", "value_ints", "perm",
      "ai.onnx", "strata", "RandomNormal", "\u{8}\u{7}", "\u{7f}", "\u{10}\u{1}", "\u{0}\u{0}\u{0}\u{0}",
    ],
    seeds: { templates(as: .onnx) })

  static let keras = FuzzTarget(
    "keras", file: "fuzz.keras",
    words: foreignWords(.keras) + numbers + [
      "\"class_name\"", "\"config\"", "\"name\"", "\"layers\"", "\"inbound_nodes\"", "\"input_layers\"",
      "\"output_layers\"", "\"batch_shape\"", "\"keras_history\"", "\"__keras_tensor__\"", "\"args\"",
      "\"kwargs\"", "\"build_config\"", "\"data_format\"", "null", "true", "false", "\"Sequential\"",
      "\"Functional\"", "\"TimeDistributed\"", "\"Bidirectional\"", "\"TFOpLambda\"", "\\u001b",
    ],
    seeds: { [] })

  static let kerasArchive = FuzzTarget(
    "keras-archive", file: "fuzz.keras",
    words: ["PK\u{1}\u{2}", "PK\u{3}\u{4}", "PK\u{5}\u{6}", "PK\u{6}\u{6}", "PK\u{6}\u{7}", "config.json"],
    seeds: { [] })

  static let caffe = FuzzTarget(
    "caffe", file: "fuzz.prototxt",
    words: foreignWords(.caffe) + numbers + [
      "layer {", "layers {", "}", "name: ", "type: ", "bottom: ", "top: ", "input: ", "input_dim: ",
      "input_shape {", "dim: ", "include {", "exclude {", "phase: TEST", "phase: TRAIN", "stage: ",
      "param {", "\\033", "# ", "[1, 2]", "<", ">",
    ],
    seeds: { templates(as: .caffe) })

  /// What is pasted into the designer.
  static let layers = FuzzTarget(
    name: "layers", words: native.words,
    seeds: {
      templates(as: .native).compactMap { bytes in
        network(bytes).map { Array(LayerText.write(Array($0.layers.prefix(5))).utf8) }
      }
    },
    read: { bytes in
      if let layers = try? LayerText.read(String(decoding: bytes, as: UTF8.self)) {
        check(Network(layers: layers))
      }
    })
}
