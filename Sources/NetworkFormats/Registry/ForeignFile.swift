/// A kind of file that people try and in which no network is that could be read; one declaration each.
struct ForeignFile: Sendable {
  /// What it is: `a TensorFlow SavedModel`.
  let title: String
  /// What to open in its place.
  let advice: String
  /// Endings that tell it where the content does not.
  var extensions: [String] = []
  /// Whether the content is of this kind beyond doubt.
  var recognizes: @Sendable (UnsafeRawBufferPointer) -> Bool = { _ in false }

  /// One line, to stand behind the file's name.
  var problem: FileProblem { FileProblem("is \(title): \(advice)") }

  /// What a file is by its content.
  static func told(by bytes: UnsafeRawBufferPointer) -> ForeignFile? {
    all.first { $0.recognizes(bytes) }
  }

  /// What a file is by its ending, where no format is recognized.
  static func named(_ name: String) -> ForeignFile? {
    let name = name.lowercased()
    return all.first { $0.extensions.contains { name.hasSuffix(".\($0)") } }
  }

  /// What to do with a folder in which a model is kept; `nil` for any other.
  static func advice(onFolder name: String, holding entries: Set<String>) -> String? {
    if entries.contains("saved_model.pb") { return "\(savedModel.title) is in it; \(savedModel.advice)" }
    if entries.isSuperset(of: ["config.json", "metadata.json"]) { return "open the config.json in it" }
    let isPackage = name.split(separator: "/").last?.lowercased().hasSuffix(".mlpackage") == true
    return isPackage ? "\(coreML.title) is in it; \(coreML.advice)" : nil
  }

  private static let exportONNX = "export the model with torch.onnx.export and open the .onnx file"
  private static let fromTensorFlow =
    "save the model as a .keras file, or make ONNX of it with tf2onnx, and open that"
  private static let fromItsSource = "export the model that it was made of as ONNX and open that"

  private static let savedModel = ForeignFile(
    title: "a TensorFlow SavedModel", advice: fromTensorFlow, recognizes: isSavedModel)
  private static let coreML = ForeignFile(
    title: "a Core ML model", advice: fromItsSource, extensions: ["mlmodel"], recognizes: isCoreML)

  static let all: [ForeignFile] = [
    savedModel, coreML,
    ForeignFile(
      title: "an HDF5 file, as Keras 2 saves a model with its weights",
      advice: "open what model.to_json() gives, or save the model as a .keras file",
      extensions: ["h5", "hdf5"]
    ) { $0.starts(with: [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]) },
    ForeignFile(
      title: "a TorchScript program", advice: exportONNX
    ) { $0.isZip(holding: "/constants.pkl") && !$0.isZip(holding: "config.json") },
    ForeignFile(
      title: "a program exported by PyTorch", advice: exportONNX, extensions: ["pt2"]
    ) { $0.isZip(holding: "serialized_exported_program.json") || $0.isZip(holding: "archive_format") },
    ForeignFile(
      title: "a file of PyTorch, which holds weights or objects and no architecture", advice: exportONNX,
      extensions: ["pt", "pth", "ckpt", "bin"]
    ) {
      $0.isZip(holding: "data.pkl")
        || $0.starts(with: [0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9])
    },
    ForeignFile(
      title: "an archive of NumPy's arrays", advice: "weights have no architecture; \(fromItsSource)",
      extensions: ["npz"]
    ) {
      $0.isZip(holding: ".npy") && !$0.isZip(holding: "config.json")
    },
    ForeignFile(
      title: "an array of NumPy's", advice: "weights have no architecture; \(fromItsSource)",
      extensions: ["npy"]
    ) { $0.starts(with: [0x93] + Array("NUMPY".utf8)) },
    ForeignFile(
      title: "a file of weights (safetensors) without an architecture", advice: fromItsSource,
      extensions: ["safetensors"], recognizes: isSafetensors),
    ForeignFile(
      title: "a file of weights (GGUF) without an architecture", advice: fromItsSource, extensions: ["gguf"]
    ) { $0.starts(with: "GGUF".utf8) },
    ForeignFile(
      title: "a TensorFlow Lite model", advice: "make ONNX of it with tf2onnx --tflite and open that",
      extensions: ["tflite", "lite"]
    ) { $0.count > 8 && $0[4..<8].elementsEqual("TFL3".utf8) },
    ForeignFile(
      title: "a pickle of Python's, whose objects are code", advice: exportONNX,
      extensions: ["pkl", "pickle"]
    ) { $0.count > 2 && $0[0] == 0x80 && (2...5).contains($0[1]) && $0.last == UInt8(ascii: ".") },
    ForeignFile(
      title: "a checkpoint of TensorFlow, which holds weights", advice: fromTensorFlow,
      extensions: ["index", "data-00000-of-00001", "meta"]
    ) {
      $0.suffix(8).elementsEqual([0x57, 0xFB, 0x80, 0x8B, 0x24, 0x75, 0x47, 0xDB])
        || $0.starts(with: "model_checkpoint_path:".utf8)
    },
    ForeignFile(
      title: "a graph of TensorFlow", advice: fromTensorFlow, extensions: ["pb"],
      recognizes: isTensorFlowGraph),
    ForeignFile(
      title: "a graph of TensorFlow as text", advice: fromTensorFlow
    ) { ["node", "saved_model_schema_version", "meta_graphs", "meta_info_def"].contains($0.firstWord) },
    ForeignFile(
      title: "an ONNX model as text", advice: "save it in the binary form and open that"
    ) { $0.firstWord == "ir_version" },
    ForeignFile(
      title: "a file of Caffe's with trained weights", advice: "open the .prototxt that belongs to it",
      extensions: ["caffemodel", "solverstate", "binaryproto"], recognizes: isCaffeModel),
    ForeignFile(
      title: "an OpenVINO model", advice: fromItsSource
    ) { $0.firstWord.hasPrefix("<") && $0.prefix(1024).holds("<net ") },
    ForeignFile(
      title: "a network of Darknet's", advice: fromItsSource
    ) { $0.firstWord == "[net" || $0.firstWord == "[network" },
    ForeignFile(
      title: "a symbol of MXNet's", advice: fromItsSource
    ) { $0.firstWord == "{" && $0.prefix(256).holds("\"nodes\"") && $0.prefix(1024).holds("\"op\"") },
    ForeignFile(
      title: "a program of Python's",
      advice: "run it and save what it makes: ONNX of PyTorch, a .keras file of Keras", extensions: ["py"]),
    ForeignFile(
      title: "a notebook", advice: "run it and save the model that it makes", extensions: ["ipynb"]),
  ]
}
