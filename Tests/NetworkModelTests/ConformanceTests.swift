import TestSupport
import Testing

@testable import NetworkModel

/// One harness for every kind of layer there is and will be.
@Suite("Every kind of layer")
struct ConformanceTests {
  private static let everyKindInEveryLayout = Catalogue.allKinds.flatMap { kind in
    Layout.allCases.map { (kind, $0) }
  }

  /// A layer of the kind behind as many inputs as it wants.
  private func network(_ settings: NetworkSettings, _ shapes: [[AxisSize]], _ layer: Layer) -> Network {
    var layer = layer
    let inputs = shapes.enumerated().map { Samples.layer("in\($0)", "input", ["shape": .sizes($1)]) }
    if layer.spec.arity.upperBound > 0 { layer.inputs = inputs.map { InputReference($0.name) } }
    return Network(settings, layers: inputs + [layer])
  }

  @Test(
    "gives a shape for some values on some input that a person would try", arguments: everyKindInEveryLayout)
  func givesAShape(kind: OperationKind, layout: Layout) {
    let inputs: [[AxisSize]] = [[12], [12, 12], [12, 12, 12], [12, 12, 12, 12]].map { $0.map { .fixed($0) } }
    var random = SplitMix64(seed: 1)
    let works = (0..<500).lazy.contains { _ in
      var layer = Layer(name: "layer", kind: kind)
      for attribute in kind.spec.attributes where attribute.default == .required {
        layer.attributes[attribute.name] = random.sensibleValue(attribute.type)
      }
      return inputs.contains { sizes in
        let shapes = Array(repeating: sizes, count: kind.spec.arity.lowerBound)
        let network = network(NetworkSettings(layout: layout), shapes, layer)
        let analysis = Analysis(of: network)
        return network.ids.allSatisfy { analysis[$0].shape != nil }
      }
    }
    #expect(works)
  }

  @Test("without a required value has no shape, and says which value", arguments: Catalogue.allKinds)
  func requiredValues(kind: OperationKind) {
    let shapes = Array(
      repeating: [AxisSize.fixed(8), .fixed(8), .fixed(8)], count: kind.spec.arity.lowerBound)
    let network = network(NetworkSettings(), shapes, Layer(name: "layer", kind: kind))
    let facts = Analysis(of: network)[network.ids[shapes.count]]
    let required = kind.spec.attributes.filter { $0.default == .required }.map(\.name)
    #expect(facts.diagnostics.filter { $0.code == .missingAttribute }.map(\.attribute) == required)
    #expect(facts.shape == nil || required.isEmpty)
  }

  @Test("survives any values on any inputs, and sizes nothing below 1", arguments: everyKindInEveryLayout)
  func survivesAnything(kind: OperationKind, layout: Layout) {
    var random = SplitMix64(seed: kind.index)
    for _ in 0..<400 {
      let network = anything(kind, layout, &random)
      let analysis = Analysis(of: network)
      for id in network.ids {
        let sizes = analysis[id].outputs.flatMap(\.dimensions)
        #expect(sizes.allSatisfy { $0 >= 1 }, "\(network.layers)")
        #expect(analysis[id].outputs.allSatisfy { 0...Shape.maximumRank ~= $0.rank })
        _ = analysis.derivation(of: id, in: network)
        _ = analysis[id].diagnostics.map(\.message)
        _ = analysis.fixIts(for: id, in: network)
      }
      _ = analysis.exactInputs(in: network)
    }
  }

  /// The kind with any values behind inputs of one to eight axes, batch included, most of them alike.
  private func anything(_ kind: OperationKind, _ layout: Layout, _ random: inout SplitMix64) -> Network {
    let sizes: [AxisSize] = random.several(1...7) { .fixed($0.chance(95) ? $0.number(1...12) : $0.extreme()) }
    let shapes = random.several(kind.spec.arity.lowerBound...min(kind.spec.arity.upperBound, 4)) { random in
      random.chance(80) ? sizes : random.several(1...7) { .fixed($0.number(1...12)) }
    }
    var layer = Layer(name: "layer", kind: kind)
    for attribute in kind.spec.attributes where attribute.default == .required || random.chance(40) {
      layer.attributes[attribute.name] = random.anyValue(attribute.type)
    }
    var settings = random.settings()
    (settings.layout, settings.batch) = (layout, random.chance(90) ? 2 : .max)
    var network = network(settings, shapes, layer)
    // A single axis is what flattening the batch too leaves.
    if random.chance(10), !shapes.isEmpty {
      let flatten = Samples.layer("flatten", "flatten", ["axis": .integer(0)], inputs: ["in0"])
      network.attempt(.insert(flatten, at: 1, id: nil))
      network.attempt(.connect(network.ids[network.layerCount - 1], shapes.map { _ in "flatten" }))
    }
    return network
  }
}
