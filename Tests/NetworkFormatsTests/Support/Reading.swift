import NetworkModel

@testable import NetworkFormats

/// A native file's layers behind a header, each given as what stands between its braces.
func nativeText(
  name: String = "Test", layout: String = "channels_last", rounding: String = "exact", layers: [String]
) -> String {
  "strata: 1\nname: \(name)\nlayout: \(layout)\nrounding: \(rounding)\nbatch: 1\nlayers:\n"
    + layers.map { "  - {\($0)}\n" }.joined()
}

func read(_ text: String, name: String = "test.yaml") throws -> Network {
  try Formats.read(Array(text.utf8), name: name).network
}

func report(
  _ network: Network, columns: [SummaryColumn] = SummaryColumn.standard, depth: Int? = nil
) -> Report {
  Report(network, Analysis(of: network), columns: columns, depth: depth)
}

func template(_ id: String) throws -> Network {
  try Formats.read(Templates.named(id)?.bytes ?? [], name: id).network
}

/// What the format makes of a network.
func written(_ report: Report, as format: FileFormat) throws -> String {
  String(decoding: try format.write(report).bytes, as: UTF8.self)
}

/// What is said about a file that cannot be read, line by line.
func complaints(about bytes: [UInt8], name: String = "test.yaml") -> [String] {
  do throws(UnreadableFile) {
    _ = try Formats.read(bytes, name: name)
    return []
  } catch {
    return error.lines
  }
}

func complaints(about text: String, name: String = "test.yaml") -> [String] {
  complaints(about: Array(text.utf8), name: name)
}
