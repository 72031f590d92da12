import NetworkModel

extension FileFormat {
  /// The program's own: everything that an author wrote comes back from it.
  public static let native = FileFormat(
    id: "yaml", title: "Native file",
    summary: "The network itself, in YAML; the only format from which all of it can be read again.",
    extensions: ["yaml", "yml"],
    reader: Reader(recognizes: beginsWithVersion) { bytes throws(ProblemList) in
      Reading(network: try NativeReader.read(bytes))
    },
    writer: { report in NativeWriter.write(report.network) })
}

/// Whether the first line that is neither blank, comment nor `---` has the key `strata`.
private func beginsWithVersion(_ bytes: UnsafeRawBufferPointer) -> Bool {
  let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
  var rest = bytes.starts(with: byteOrderMark) ? bytes.dropFirst(3) : bytes[...]
  while !rest.isEmpty {
    let line = rest.prefix { $0 != UInt8(ascii: "\n") }
    rest = rest.dropFirst(line.count + 1)
    let text = line.drop { " \t\r{\"'".utf8.contains($0) }
    if text.isEmpty || text.first == UInt8(ascii: "#") || text.starts(with: "---".utf8) { continue }
    return text.starts(with: "strata".utf8)
  }
  return false
}
