import TestSupport
import Testing

@testable import NetworkFormats

/// Keras' and Caffe's files that are broken, or made to do harm: each gets a clear answer, in no time.
@Suite(.timeLimit(.minutes(5))) struct HostileModelTests {
  static let files = [
    "keras/states.json", "keras/nested.json", "keras/deflated.keras", "keras/stored.keras",
    "caffe/caffenet.prototxt", "caffe/fcn8s.prototxt",
  ]

  @Test(arguments: files) func everyBeginningOfAFileIsReadOrRefused(file: String) throws {
    let bytes = try fixture(file)
    for count in stride(from: 0, to: bytes.count, by: 61) {
      #expect(complaints(about: Array(bytes[..<count]), name: file).count <= 1)
    }
  }

  @Test(arguments: files) func randomDamageIsReadOrRefused(file: String) throws {
    let bytes = try fixture(file)
    var random = SplitMix64(seed: 5)
    for _ in 0..<40 {
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: damaged.indices, using: &random)
        damaged[place] = Array("{}[],:\"<>-0179 \n\u{0}ea".utf8).randomElement(using: &random) ?? 0xFF
      }
      if let reading = try? Formats.read(damaged, name: file) { _ = ReadNetwork(reading.network) }
    }
  }

  /// Numbers that no size can be are diagnostics, not traps.
  @Test(arguments: [
    "-1", "0", "9223372036854775807", "-9223372036854775808", "99999999999999999999", "1e400", "0.5",
  ])
  func numbersOfAnySizeAreTaken(number: String) throws {
    for file in Self.files where !file.hasSuffix(".keras") {
      let text = String(decoding: try fixture(file), as: UTF8.self)
      for replaced in [" 3", " 4"] {
        let hostile = text.replacing(replaced, with: " \(number)")
        if let reading = try? Formats.read(Array(hostile.utf8), name: file) {
          _ = ReadNetwork(reading.network)
        }
      }
    }
  }

  @Test(arguments: [
    (#"{"class_name": "#, "["), (#"{"class_name": "#, #"{"a":"#), ("layer { a: 1 } ", "a {"),
    ("layer { a: 1 } a: ", "["),
    ("layer { a: 1 } ", "a <"),
  ])
  func nestingWithoutEndIsRefused(start: String, unit: String) {
    let text = start + String(repeating: unit, count: 1000)
    #expect(complaints(about: text).first?.contains("is nested too deeply") == true)
  }

  @Test func aFileLargerThanAnyIsRefused() {
    let bytes = Array("layer { }".utf8) + [UInt8](repeating: 0x20, count: 17 << 20)
    #expect(
      complaints(about: bytes) == ["test.yaml: is larger than 16 MiB, which no network's description is"])
  }

  @Test(arguments: ["1,", "{},", "[],"]) func theShortestValuesThereAreAreTooMany(unit: String) {
    let text = #"{"class_name":"Sequential","config":{"layers":["# + String(repeating: unit, count: 200_000)
    #expect(
      complaints(about: text).first?.contains("values, which no model's configuration of its size has")
        == true)
  }

  @Test func thousandsOfLayersOfOneNameAreRead() throws {
    let layers = "layer{type:\"ReLU\"bottom:\"d\"top:\"d\"}"
    let text = "input:\"d\"input_dim:1 input_dim:2 " + String(repeating: layers, count: 4_999)
    let network = try Formats.read(Array(text.utf8), name: "net.prototxt").network
    #expect(network.layerCount == 5_000)
  }

  @Test func modelsWithinModelsDoNotMultiplyWithoutEnd() {
    func model(_ depth: Int) -> String {
      let inner =
        depth == 0
        ? #"{"class_name":"ReLU","name":"m","# : String(model(depth - 1).dropLast()) + #","name":"m","#
      return
        #"{"class_name":"Model","config":{"name":"m","layers":[{"class_name":"InputLayer","config":{"name":"i","batch_shape":[1,2]},"inbound_nodes":[]},"#
        + inner + #""inbound_nodes":[[["i",0,0]],[["m",0,0]],[["m",1,0]],[["m",2,0]]]}],"#
        + #""input_layers":[["i",0,0]],"output_layers":[["m",3,0]]}}"#
    }
    #expect(complaints(about: model(12)) == ["test.yaml: has more than 20000 layers"])
  }

  /// Models that call models twice, and no layer at the bottom of it.
  @Test func modelsWithoutLayersDoNotMultiplyWithoutEnd() {
    let input = #"{"class_name":"InputLayer","config":{"name":"i","batch_shape":[1,2]},"inbound_nodes":[]}"#
    var model = #"{"class_name":"Model","config":{"name":"m","layers":["# + input + "],"
    model += #""input_layers":[["i",0,0]],"output_layers":[["i",0,0]]}}"#
    for _ in 0..<40 {
      model =
        #"{"class_name":"Model","config":{"name":"m","layers":["# + input + "," + model.dropLast()
        + #","name":"m","inbound_nodes":[[["i",0,0]],[["i",0,0]]]}],"#
        + #""input_layers":[["i",0,0]],"output_layers":[["m",0,0],["m",1,0]]}}"#
    }
    #expect(complaints(about: model) == ["test.yaml: has more than 20000 layers"])
  }

  /// Each becomes many times larger in memory than it is written.
  @Test func listsWithoutEndAreRefused() {
    func repeated(_ unit: String) -> String { String(repeating: unit, count: 5000) }
    func model(_ layer: String) -> String {
      #"{"class_name":"Model","config":{"name":"m","layers":["#
        + #"{"class_name":"InputLayer","config":{"name":"i","batch_shape":[1,8,8,2]},"inbound_nodes":[]},"#
        + layer + #"],"input_layers":[["i",0,0]],"output_layers":[]}}"#
    }
    let blob = "input:\"d\" input_dim:1 input_dim:2 input_dim:8 input_dim:8 layer { name: \"l\" "
    let cases = [
      (
        model(
          #"{"class_name":"Add","config":{"name":"a"},"inbound_nodes":[["# + repeated(#"["i",0,0],"#)
            + "[]]]}"),
        "more than 4096 tensors are read at once"
      ),
      (
        model(
          #"{"class_name":"Permute","config":{"name":"p","dims":["# + repeated("1,")
            + #"1]},"inbound_nodes":[[["i",0,0]]]}"#), "layer 'p': dims has more than 4096 numbers"
      ),
      (
        model(
          #"{"class_name":"ZeroPadding2D","config":{"name":"z","padding":["# + repeated("[1,2],")
            + #"1]},"inbound_nodes":[[["i",0,0]]]}"#), "layer 'z': padding has more than 4096 numbers"
      ),
      (
        #"{"class_name":"Sequential","config":[{"class_name":"InputLayer","config":{"name":"i","batch_shape":["#
          + repeated("1,") + "1]}}]}", "layer 'i': a tensor has at most 8 axes"
      ),
      (blob + "type: \"Eltwise\" " + repeated("bottom:\"d\"") + "}", "the layer has more than 4096 bottoms"),
      (blob + "type: \"Slice\" " + repeated("top:\"d\"") + "}", "the layer has more than 4096 tops"),
      (
        blob + "type: \"Permute\" bottom: \"d\" permute_param {" + repeated("order:1 ") + "} }",
        "layer 'l': order has more than 4096 numbers"
      ),
      (repeated("input:\"d\" ") + "layer { type: \"ReLU\" bottom: \"d\" }", "has more than 4096 inputs"),
    ]
    for (text, words) in cases {
      #expect(complaints(about: text).first?.hasSuffix(words) == true, "\(complaints(about: text)) \(words)")
    }
  }

  @Test func anEntryThatUnpacksToFarMoreThanItIsIsRefused() throws {
    var bytes = try fixture("keras/deflated.keras")
    let directory = try #require(bytes.indices.first { bytes[$0...].starts(with: "PK\u{1}\u{2}".utf8) })
    let entry = try #require(
      bytes.indices.first { $0 > directory && bytes[$0...].starts(with: "PK\u{1}\u{2}".utf8) })
    // The second entry's unpacked size, in the directory.
    for (place, byte) in [0x00, 0x00, 0x00, 0x10].enumerated() { bytes[entry + 24 + place] = UInt8(byte) }
    #expect(complaints(about: bytes).first?.contains("would unpack to 268435456 bytes") == true)
    for (place, byte) in [0x00, 0x02, 0x00, 0x00].enumerated() { bytes[entry + 24 + place] = UInt8(byte) }
    #expect(complaints(about: bytes).first?.contains("does not unpack to the 512 bytes") == true)
  }

  @Test func anArchiveThatIsNoModelIsTold() {
    let empty = Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 0, count: 30)
    #expect(
      complaints(about: empty) == ["test.yaml: is a zip archive that is cut off: its directory is missing"])
  }

  @Test func notesCarryNoControlCharacters() throws {
    func input(_ name: String) -> String {
      #"{"class_name":"InputLayer","config":{"name":""# + name
        + #"","batch_shape":[null,null,3]},"name":""# + name + #"","inbound_nodes":[]}"#
    }
    let model =
      #"{"class_name":"Model","config":{"name":"m","layers":["# + input("a") + "," + input(#"\u001b[2J"#)
      + #"],"input_layers":[["a",0,0]],"output_layers":[["a",0,0]]}}"#
    let notes = try Formats.read(Array(model.utf8), name: "m").notes
    #expect(notes.count == 2)
    for note in notes { #expect(!note.unicodeScalars.contains { $0.isHazardous }, "\(note)") }
  }

  @Test func messagesCarryNoControlCharacters() {
    for text in [
      "layer { type: \"\\033[2J\" bottom: \"\u{1B}[2J\" }",
      #"{"class_name": "\u001b[2J\u202E", "config": {}}"#,
    ] {
      for line in complaints(about: text, name: "x") {
        #expect(!line.unicodeScalars.contains { $0.isHazardous }, "\(line)")
      }
    }
  }
}
