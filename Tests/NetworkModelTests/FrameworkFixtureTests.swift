import TestSupport
import Testing

@testable import NetworkModel

/// Single layers as the real frameworks size, count and refuse them; Tests/Fixtures makes the files.
@Suite("Held against the frameworks")
struct FrameworkFixtureTests {
  @Test(
    "every layer's shape, counts or refusal is the framework's",
    arguments: [
      ("pytorch-windows.tsv", Layout.channelsFirst, 1_600),
      ("pytorch-layers.tsv", .channelsFirst, 1_000),
      ("pytorch-shapes.tsv", .channelsFirst, 1_300),
      ("keras-windows.tsv", .channelsLast, 800),
      ("keras-layers.tsv", .channelsLast, 900),
      ("caffe-pooling.tsv", .channelsFirst, 300),
    ])
  func agreesWithTheFramework(file: String, layout: Layout, atLeast: Int) throws {
    var checked = 0
    for fixture in try Fixture.all(in: file) {
      guard fixture.isOurs, fixture.shapesShareABatch else { continue }
      let kind = try #require(OperationKind(fixture.operation))
      checked += 1
      let settings = NetworkSettings(layout: layout, rounding: .floor, batch: fixture.inputs[0][0])
      let network = fixture.network(kind, settings)
      guard let id = network.ids.last else { continue }
      let facts = Analysis(of: network)[id]
      let found = facts.isBroken ? nil : facts.outputs.map(\.dimensions)
      #expect(found == fixture.outputs, "\(file): \(fixture.line)\n\(facts.diagnostics.map(\.message))")
      guard fixture.outputs != nil, !facts.isBroken else { continue }
      #expect(
        [facts.weights.value, facts.biases.value, facts.nonTrainable.value] == fixture.counts,
        "\(file): \(fixture.line)")
    }
    #expect(checked >= atLeast, "only \(checked) cases of \(file) were checked")
  }
}

/// One line of a fixture file. Its columns are described in Tests/Fixtures/cases.py.
private struct Fixture {
  let line: String
  let operation: String
  let attributes: String
  let inputs: [[Int]]
  let outputs: [[Int]]?
  let counts: [Int?]
  let message: String

  init?(_ line: Substring) {
    let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard columns.count >= 7 else { return nil }
    self.line = String(line)
    operation = columns[0]
    attributes = columns[1]
    inputs = columns[2].split(separator: " ").map(fixtureSizes)
    outputs = columns[3] == "refused" ? nil : columns[3].split(separator: " ").map(fixtureSizes)
    counts = columns[4...6].map { Int($0) }
    message = columns.count > 7 ? columns[7] : ""
  }

  static func all(in file: String) throws -> [Fixture] {
    try fixtureLines(of: file).compactMap(Fixture.init)
  }

  /// What only PyTorch itself refuses is no rule of the network.
  var isOurs: Bool {
    !message.contains("strided convolutions")
  }

  /// A network has one batch.
  var shapesShareABatch: Bool { inputs.allSatisfy { $0.first == inputs[0].first } }

  func network(_ kind: OperationKind, _ settings: NetworkSettings) -> Network {
    fixtureNetwork(kind, attributes, inputs, settings)
  }
}
