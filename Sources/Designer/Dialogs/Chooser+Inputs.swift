import NetworkModel

extension Chooser {
  /// The outputs that a layer could read: those that would fit first, each part in the order of the list.
  ///
  /// - Complexity: O(*n*), once, when the list is opened.
  static func inputs(of id: LayerID, in network: Network, _ analysis: Analysis) -> Chooser? {
    guard let layer = network[id], let row = network.index(of: id) else { return nil }
    var fit = FitTest(layer, network.settings)
    let first = network.inputs(of: id).first?.source
    fit.company = first.flatMap { analysis[$0].shape }
    var fitting: [Item] = []
    var others: [Item] = []
    for (place, candidate) in network.ids.enumerated() where candidate != id {
      guard let name = network[candidate]?.name else { continue }
      let outputs = analysis[candidate].outputs
      for output in 0..<max(outputs.count, 1) {
        let reference = InputReference(name, output: output)
        let shape = output < outputs.count ? outputs[output] : nil
        let fits = place < row && shape.map { fit.accepts($0) } ?? false
        let item = Item(
          .input(reference), title: reference.description, detail: shape.map(\.description) ?? "no size",
          group: fits ? "fits" : place < row ? "" : "after it", fits: fits)
        if fits { fitting.append(item) } else { others.append(item) }
      }
    }
    let implicit = Item(
      .byDefault, title: "the layer before", detail: row > 0 ? "" : "there is none", fits: row > 0)
    var chooser = Chooser(
      .inputs, title: "Inputs of \(layer.name)", items: [implicit] + fitting + others,
      allowsSeveral: layer.spec.arity.upperBound > 1, current: .byDefault)
    chooser.mark(layer.inputs ?? [])
    return chooser
  }

  /// Starts from what the layer reads now.
  private mutating func mark(_ references: [InputReference]) {
    let places = references.compactMap { reference in items.firstIndex { $0.value == .input(reference) } }
    if allowsSeveral { marked = places }
    if let first = places.first { index = first }
  }
}

/// Whether a layer could work on a shape, found by trying it on a network of its own.
private struct FitTest {
  let layer: Layer
  let settings: NetworkSettings
  /// The shape that it reads beside the one in question, where it merges.
  var company: Shape?
  private var known: [Shape: Bool] = [:]

  init(_ layer: Layer, _ settings: NetworkSettings) { (self.layer, self.settings) = (layer, settings) }

  mutating func accepts(_ shape: Shape) -> Bool {
    if let known = known[shape] { return known }
    let answer = tries(shape)
    known[shape] = answer
    return answer
  }

  private func tries(_ shape: Shape) -> Bool {
    guard let source = OperationKind("input") else { return false }
    let shapes = layer.spec.arity.upperBound > 1 ? [company ?? shape, shape] : [shape]
    var settings = settings
    settings.batch = shape[0]
    var layers = shapes.enumerated().map { index, shape in
      let sizes = shape.dimensions.dropFirst().map { AxisSize.fixed($0) }
      return Layer(name: "\(index)", kind: source, attributes: AttributeList(["shape": .sizes(sizes)]))
    }
    var trial = layer
    trial.name = "trial"
    trial.inputs = layers.map { InputReference($0.name) }
    layers.append(trial)
    let network = Network(settings, layers: layers)
    return network.ids.last.map { Analysis(of: network)[$0].isBroken == false } ?? false
  }
}
