// What tells those files apart whose beginning is no fixed number.

extension ForeignFile {
  /// A version of 1 and a graph, whose first field is a message about it. (Version 1 of ONNX' has a name there.)
  @Sendable static func isSavedModel(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.starts(with: [8, 1, 0x12]), let graph = bytes.messageBehind(2) else { return false }
    if isAboutGraph(bytes, graph) { return true }
    // Without operators, tags or a version come first.
    let info = bytes.byte(at: graph) == 0x0A ? bytes.messageBehind(graph) : nil
    return info.flatMap(bytes.byte).map { $0 == 0x22 || $0 == 0x2A } ?? false
  }

  /// A version and a description, whose first field is a feature with a name, or a result.
  @Sendable static func isCoreML(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count > 3, bytes[0] == 8, bytes[1] < 32, bytes[2] == 0x12,
      let description = bytes.messageBehind(2)
    else { return false }
    // The name of an ONNX file's producer may begin with R as a result does, but has no such message in it.
    guard let first = bytes.byte(at: description), first == 0x0A || first == 0x52 else { return false }
    return bytes.messageBehind(description).map { bytes.byte(at: $0) == 0x0A } ?? false
  }

  /// A node with a name and an operator, or a message about a graph.
  @Sendable static func isTensorFlowGraph(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.starts(with: [0x0A]), let node = bytes.messageBehind(0) else { return false }
    if isAboutGraph(bytes, 0) { return true }
    guard bytes.byte(at: node) == 0x0A, let name = bytes.messageBehind(node) else { return false }
    let end = name + Int(bytes[name - 1])
    return bytes.byte(at: end) == 0x12
  }

  /// TensorFlow's `MetaInfoDef`, which begins with the list of its operators; in it the name of one comes first.
  private static func isAboutGraph(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> Bool {
    guard bytes.byte(at: place) == 0x0A, let info = bytes.messageBehind(place), bytes.byte(at: info) == 0x12
    else { return false }
    return bytes.messageBehind(info).map { bytes.byte(at: $0) == 0x0A } ?? false
  }

  /// A name, and layers behind it.
  @Sendable static func isCaffeModel(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.starts(with: [0x0A]), let name = bytes.messageBehind(0) else { return false }
    let end = name + Int(bytes[name - 1])
    guard name == 2, end < bytes.count, bytes[name..<end].allSatisfy({ $0 >= 0x20 }) else { return false }
    return bytes[end] == 0x12 || bytes[end...].starts(with: [0xA2, 0x06])
  }

  /// The length of a JSON object, and the object.
  @Sendable static func isSafetensors(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count > 10, bytes[8] == UInt8(ascii: "{") else { return false }
    let length = (0..<8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64(bytes[$1]) }
    return length > 1 && length <= UInt64(bytes.count - 8)
  }
}

extension UnsafeRawBufferPointer {
  fileprivate func byte(at place: Int) -> UInt8? { place < count ? self[place] : nil }

  /// Where the content of a field of protobuf's begins whose tag stands at a place.
  fileprivate func messageBehind(_ place: Int) -> Int? {
    var place = place + 1
    while let byte = byte(at: place) {
      place += 1
      if byte < 0x80 { return place < count ? place : nil }
    }
    return nil
  }

  /// The first word of a text behind its comments, or its first character where that is a brace.
  var firstWord: String {
    var rest = prefix(1 << 12).drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
    while rest.first == UInt8(ascii: "#") {
      rest = rest.drop { $0 != UInt8(ascii: "\n") }.drop { $0 <= 0x20 }
    }
    let word = rest.prefix { $0 > 0x20 && !":{]".utf8.contains($0) }
    return String(decoding: word.isEmpty ? rest.prefix(1) : word.prefix(64), as: UTF8.self)
  }

  /// Whether it is a zip archive with a name in its directory, which is at its end, or among its first.
  func isZip(holding name: String) -> Bool {
    starts(with: "PK\u{3}\u{4}".utf8)
      && (suffix(1 << 14).holds(name) || prefix(1 << 10).holds(name))
  }
}

extension Slice<UnsafeRawBufferPointer> {
  /// Whether a text is in it.
  func holds(_ text: String) -> Bool {
    let text = Array(text.utf8)
    return indices.contains { self[$0] == text[0] && self[$0...].starts(with: text) }
  }
}
