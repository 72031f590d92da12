import NetworkModel

extension FileFormat {
  /// A network's description without its weights. Caffe's convolutions round down, its pools up in its own way.
  public static let caffe = FileFormat(
    id: "caffe", title: "Caffe", summary: "The description of a network in protobuf's text format.",
    extensions: ["prototxt", "pbtxt"],
    reader: Reader(recognizes: describesNetwork) { bytes throws(ProblemList) in
      do throws(FileProblem) {
        return try CaffeReader.read(bytes)
      } catch {
        throw ProblemList([error])
      }
    },
    exporter: { report throws(ProblemList) in try CaffeWriter.write(report) })
}

/// Whether the text is of fields, and a message `layer { … }` or `layers { … }` begins in it.
private func describesNetwork(_ bytes: UnsafeRawBufferPointer) -> Bool {
  for line in bytes.prefix(1 << 20).split(whereSeparator: { $0 == 0x0A || $0 == 0x0D || $0 == 0x20 }) {
    let word = line.drop { $0 == 0x09 }
    guard word.starts(with: "layer".utf8) else { continue }
    var rest = word.dropFirst(5)
    if rest.first == UInt8(ascii: "s") { rest = rest.dropFirst() }
    if rest.first == UInt8(ascii: ":") { rest = rest.dropFirst() }
    if rest.isEmpty { rest = bytes[word.endIndex...].drop { " \t\r\n".utf8.contains($0) } }
    if rest.first == UInt8(ascii: ":") { rest = rest.dropFirst().drop { " \t\r\n".utf8.contains($0) } }
    if rest.first == UInt8(ascii: "{") { return true }
  }
  return false
}
