import Testing

@testable import NetworkFormats

/// Files that people try and that hold no network to be read: each is called what it is.
@Suite struct ForeignFileTests {
  /// What a file begins with, and what it is said to be.
  @Test(
    arguments: [
      ([0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A, 0], "an HDF5 file"),
      // schema_version 1, a graph, about it a list of operators.
      ([8, 1, 0x12, 20, 0x0A, 18, 0x12, 16, 0x0A, 14, 0x0A], "a TensorFlow SavedModel"),
      ([8, 1, 0x12, 9, 0x0A, 7, 0x22, 5] + Array("serve".utf8), "a TensorFlow SavedModel"),
      ([0x0A, 5, 0x0A, 1, 0x78, 0x12, 0], "a graph of TensorFlow"),
      ([0x0A, 9, 0x12, 7, 0x0A, 5], "a graph of TensorFlow"),
      ([8, 4, 0x12, 9, 0x0A, 7, 0x0A, 5] + Array("image".utf8), "a Core ML model"),
      ([0x1C, 0, 0, 0] + Array("TFL3".utf8) + [0], "a TensorFlow Lite model"),
      ([0x0A, 3] + Array("net".utf8) + [0xA2, 6, 1], "a file of Caffe's with trained weights"),
      ([0x80, 4, 0x95, 0x2E], "a pickle of Python's"),
      ([0x80, 2, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20], "a file of PyTorch"),
      (Array("PK\u{3}\u{4}…w/data.pkl".utf8), "a file of PyTorch"),
      (Array("PK\u{3}\u{4}…w/data.pkl…w/constants.pkl".utf8), "a TorchScript program"),
      (Array("PK\u{3}\u{4}…a.npy".utf8), "an archive of NumPy's arrays"),
      ([0x93] + Array("NUMPY".utf8), "an array of NumPy's"),
      ([2, 0, 0, 0, 0, 0, 0, 0] + Array("{} ".utf8), "a file of weights (safetensors)"),
      (Array("GGUF".utf8), "a file of weights (GGUF)"),
      (Array("node {\n  name: \"x\"\n  op: \"Placeholder\"\n}".utf8), "a graph of TensorFlow as text"),
      (Array("ir_version: 8\n".utf8), "an ONNX model as text"),
      (Array("# yolo\n[net]\nbatch=1\n".utf8), "a network of Darknet's"),
      (Array("<?xml version=\"1.0\"?>\n<net name=\"x\">".utf8), "an OpenVINO model"),
      (Array("{\n  \"nodes\": [{\"op\": \"null\"".utf8), "a symbol of MXNet's"),
    ] as [([UInt8], String)])
  func aFileIsCalledWhatItsContentIs(bytes: [UInt8], title: String) throws {
    // A name says less than the content.
    for name in ["model.onnx", "model.prototxt", "model"] {
      let complaint = try #require(complaints(about: bytes, name: name).first)
      #expect(complaint.hasPrefix("\(name): is \(title)"), "\(complaint)")
      #expect(!complaint.contains("\n"))
    }
  }

  @Test(
    arguments: [
      ("m.pth", "a file of PyTorch"), ("m.py", "a program of Python's"), ("m.pkl", "a pickle"),
      ("m.H5", "an HDF5 file"), ("m.mlmodel", "a Core ML model"), ("m.pb", "a graph of TensorFlow"),
      ("m.caffemodel", "a file of Caffe's with trained weights"), ("m.tflite", "a TensorFlow Lite model"),
    ])
  func whatTheContentDoesNotTellTheNameDoes(name: String, title: String) {
    #expect(complaints(about: "no network", name: name).first?.hasPrefix("\(name): is \(title)") == true)
  }

  /// What begins as one of them might and is a network all the same.
  @Test(
    arguments: [
      "\n{\"class_name\": \"Sequential\", \"config\": [{\"class_name\": \"Dense\", \"config\": {\"units\": 2, \"batch_input_shape\": [null, 3]}}]}",
      "\n\nstrata: 1\nlayers:\n  - {name: x, kind: input, shape: [3]}\n",
      "strata: 1\nlayers:\n  - {name: x, kind: input, shape: [3], note: \"a <net > of boxes\"}\n",
      "\nname: \"net\" layer { name: \"x\" type: \"Input\" top: \"x\" } layer { type: \"ReLU\" bottom: \"x\" top: \"y\" }",
    ])
  func aNetworkIsNotTakenForOneOfThem(text: String) throws {
    #expect(try Formats.read(Array(text.utf8), name: "model").network.layers.isEmpty == false)
  }

  @Test func aProducersNameMakesNoOtherFileOfAnONNXModel() throws {
    var model = ONNXModel([ONNXNode("Relu", ["x"], ["y"])], inputs: [("x", [1, 8])], outputs: ["y"])
    for name in ["R", "RT-DETR", "Ra\u{5}x", "net"] {
      model.producerName = name
      #expect(try Formats.read(model.bytes, name: "model").network.layers.isEmpty == false, "\(name)")
    }
  }

  @Test(
    arguments: [
      ("dir", ["saved_model.pb", "variables"], "a TensorFlow SavedModel is in it"),
      ("m.mlpackage", ["Manifest.json"], "a Core ML model is in it"),
      ("dir", ["config.json", "metadata.json", "model.weights.h5"], "open the config.json in it"),
      ("dir", ["a.yaml"], nil),
    ] as [(String, Set<String>, String?)])
  func aFolderWithAModelSaysWhatToOpen(name: String, entries: Set<String>, advice: String?) {
    let given = ForeignFile.advice(onFolder: name, holding: entries)
    #expect(advice.map { given?.hasPrefix($0) == true } ?? (given == nil))
  }
}
