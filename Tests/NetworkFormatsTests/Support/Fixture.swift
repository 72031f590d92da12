import Foundation
import NetworkModel
import Testing

@testable import NetworkFormats

/// A file of `Fixtures`.
func fixture(_ path: String) throws -> [UInt8] {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  return Array(try Data(contentsOf: folder.appending(path: "Fixtures/\(path)")))
}

/// A table of `Fixtures`, without its remarks.
func fixtureRows(_ path: String) throws -> [[String]] {
  String(decoding: try fixture(path), as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }
    .map { $0.split(separator: "\t").map(String.init) }
}

/// A network read from another program's file, with its facts.
struct ReadNetwork {
  let network: Network
  let analysis: Analysis
  let notes: [String]

  init(_ bytes: [UInt8], name: String = "test") throws {
    let reading = try Formats.read(bytes, name: name)
    (network, notes) = (reading.network, reading.notes)
    analysis = Analysis(of: network)
  }

  init(_ text: String) throws { try self.init(Array(text.utf8)) }

  init(_ network: Network) { (self.network, analysis, notes) = (network, Analysis(of: network), []) }

  subscript(name: String) -> LayerFacts? { network.id(named: name).map { analysis[$0] } }

  func layer(_ name: String) -> Layer? { network.id(named: name).flatMap { network[$0] } }

  /// The shape of a layer's first output, the batch included: `1x3x224x224`.
  func shape(_ name: String) -> String? {
    self[name]?.shape?.dimensions.map { String($0) }.joined(separator: "x")
  }

  /// What is wrong with its layers.
  var errors: [String] {
    network.ids.flatMap { id in
      analysis[id].diagnostics.filter { $0.severity == .error }.map {
        "\(network[id]?.name ?? ""): \($0.message)"
      }
    }
  }
}
