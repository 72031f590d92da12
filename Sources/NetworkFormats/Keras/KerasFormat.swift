import NetworkModel

extension FileFormat {
  public static let keras = FileFormat(
    id: "keras", title: "Keras",
    summary: "The network as a functional model of Keras 3: Python source, without weights.",
    extensions: ["py"], exporter: { report throws(ProblemList) in try kerasProgram(report) })

  /// A model's configuration, alone or in the archive in which Keras 3 saves it with its weights.
  public static let kerasModel = FileFormat(
    id: "keras-model", title: "Keras model",
    summary: "A model as Keras saves it (.keras), or its configuration alone (model.to_json()).",
    extensions: ["keras"],
    reader: Reader(recognizes: { isArchive($0) || isConfiguration($0) }) { bytes throws(ProblemList) in
      do throws(FileProblem) {
        guard isArchive(bytes) else { return try KerasReader.read(bytes) }
        let archive = try ZipArchive(bytes)
        return try archive.withContent(of: "config.json", KerasReader.read)
      } catch {
        throw ProblemList([error])
      }
    })
}

private func isArchive(_ bytes: UnsafeRawBufferPointer) -> Bool { bytes.starts(with: "PK\u{3}\u{4}".utf8) }

/// Whether it is a JSON object that has the name of a class near its beginning.
private func isConfiguration(_ bytes: UnsafeRawBufferPointer) -> Bool {
  let text = bytes.prefix(4096).drop { !(0x21...0x7E).contains($0) }
  guard text.first == UInt8(ascii: "{") else { return false }
  let key = Array("\"class_name\"".utf8)
  return text.indices.contains { text[$0] == key[0] && text[$0...].starts(with: key) }
}
