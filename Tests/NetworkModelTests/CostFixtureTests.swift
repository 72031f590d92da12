import TestSupport
import Testing

@testable import NetworkModel

/// Tests/Fixtures/make_pytorch_cost_fixtures.py makes the files and tells their columns.
@Suite("Costs held against PyTorch")
struct CostFixtureTests {
  @Test("multiply-adds are half the FLOPs that it counts, bytes are those of its tensors")
  func costs() throws {
    let lines = try fixtureLines(of: "pytorch-costs.tsv")
    for line in lines {
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let kind = Samples.kindNamed(columns[0])
      let inputs = columns[2].split(separator: " ").map(fixtureSizes)
      let settings = NetworkSettings(layout: .channelsFirst, rounding: .floor, batch: inputs[0][0])
      let network = fixtureNetwork(kind, columns[1], inputs, settings)
      let type = try #require(ElementType(rawValue: columns[3]))
      let facts = Analysis(of: network, elementType: type)[network.ids[inputs.count]]
      #expect(
        [facts.multiplyAdds * 2 * Count(settings.batch), facts.activationBytes, facts.parameterBytes]
          == columns[4...6].map { Count(Int($0) ?? -1) }, "\(line)")
    }
    #expect(lines.count >= 250)
  }

  @Test("an element depends on the part of the input on which its gradient does")
  func fields() throws {
    let lines = try fixtureLines(of: "pytorch-fields.tsv")
    for line in lines {
      let columns = line.split(separator: "\t").map(String.init)
      let axes = columns[1].split(separator: " ").map { $0.split(separator: ",").map(String.init) }
      let network = self.network(columns[0], axes: axes.count)
      let last = try #require(network.ids.last)
      let trace = try #require(Analysis(of: network)[last].trace, "\(line)")
      let fields = try #require(trace.receptiveField)
      for (field, axis) in zip(fields, axes) {
        #expect(
          axis[0].hasSuffix("+") ? field >= Int(axis[0].dropLast()) ?? .max : "\(field)" == axis[0], "\(line)"
        )
      }
      #expect(trace.effectiveStride?.map(quotient) == axes.map { $0[1] }, "\(line)")
      for (start, axis) in zip(try #require(trace.start), axes) where axis[2] != "?" {
        #expect(quotient(start) == axis[2], "\(line)")
      }
    }
    #expect(lines.count >= 150)
  }

  private func quotient(_ number: Fraction) -> String {
    number.isWhole ? "\(number.numerator)" : "\(number.numerator)/\(number.denominator)"
  }

  private func network(_ text: String, axes: Int) -> Network {
    let sizes = axes == 1 ? [1, 96] : [4, 48, 48]
    var layers = [Samples.layer("0", "input", ["shape": .sizes(sizes.map { .fixed($0) })])]
    let steps = text.replacing(" ; ", with: ";").split(separator: ";")
    for (index, step) in steps.enumerated() {
      let (head, attributes) = (step.prefix { $0 != " " }, step.drop { $0 != " " })
      let parts = head.split(separator: "@")
      let inputs = parts[1].split(separator: ",").map { InputReference(String($0)) }
      layers.append(
        fixtureLayer(
          "\(index + 1)", Samples.kindNamed(String(parts[0])), String(attributes), inputs: inputs))
    }
    return Network(NetworkSettings(layout: .channelsFirst, rounding: .floor), layers: layers)
  }
}
