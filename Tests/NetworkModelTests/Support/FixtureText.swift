import Foundation
import TestSupport
import Testing

@testable import NetworkModel

// What the files of Fixtures have in common; Tests/Fixtures/cases.py tells their columns.

/// A file's lines without those that are comments.
func fixtureLines(of file: String) throws -> [Substring] {
  let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  let others = ProcessInfo.processInfo.environment["STRATA_FIXTURES"].map { URL(filePath: $0) }
  let folder = others ?? tests.appending(path: "Fixtures")
  let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
  return text.split(separator: "\n").filter { !$0.hasPrefix("#") }
}

/// `2x3x17x19`.
func fixtureSizes(_ text: some StringProtocol) -> [Int] { text.split(separator: "x").compactMap { Int($0) } }

/// A layer by its kind and its values, `kernel=3 stride=2`.
func fixtureLayer(
  _ name: String, _ kind: OperationKind, _ attributes: String, inputs: [InputReference]
) -> Layer {
  var layer = Layer(name: name, kind: kind, inputs: inputs)
  for pair in attributes.split(separator: " ") {
    let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let spec = kind.spec.attribute(AttributeName(parts[0])) else {
      Issue.record("\(kind) has no attribute \(pair)")
      continue
    }
    do {
      layer.attributes[spec.name] = try spec.type.value(typed: parts[1])
    } catch {
      Issue.record("\(pair) \(error.reason)")
    }
  }
  return layer
}

/// The layer behind inputs of these shapes, each with its batch.
func fixtureNetwork(
  _ kind: OperationKind, _ attributes: String, _ inputs: [[Int]], _ settings: NetworkSettings
) -> Network {
  let sources = inputs.enumerated().map { index, shape in
    Samples.layer("in\(index)", "input", ["shape": .sizes(shape.dropFirst().map { .fixed($0) })])
  }
  let references = inputs.indices.map { InputReference("in\($0)") }
  return Network(settings, layers: sources + [fixtureLayer("layer", kind, attributes, inputs: references)])
}
