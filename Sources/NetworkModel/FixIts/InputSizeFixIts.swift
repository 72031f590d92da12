// Ways to make a window divide by feeding the network another size.

extension FixItSearch {
  /// Proposes the nearest size of the input for which every window is whole; where there is none for the whole
  /// network, the nearest for which this layer and those before it are.
  mutating func proposeInputSizes(axes: [Int]) {
    guard let trace = analysis[id].trace, axes.allSatisfy({ $0 < trace.count }),
      let source = trace[axes[0]].source, let shape = analysis[source].shape
    else { return }
    var change = InputChange(source, shape, network)
    for axis in axes {
      let origin = trace[axis]
      let place = network.settings.layout.firstSpatialAxis + Int(origin.sourceAxis)
      guard origin.source == source, place < shape.rank else { return }
      guard
        let sizes = analysis.constraints.sizes(of: source, axis: Int(origin.sourceAxis)) ?? origin.wholeSizes
      else { return rule(out: "no input size makes it whole") }
      let (below, above) = sizes.neighbours(of: shape[place])
      let candidates = [above, below].compactMap { $0 }
      guard let size = candidates.min(by: { abs($0 - shape[place]) < abs($1 - shape[place]) }) else { return }
      change.set(place, to: size)
    }
    guard let edit = change.edit else { return }
    propose(change.title, cost: change.cost, edit)
  }
}

extension AxisTrace {
  /// The input's sizes for which this axis comes out whole.
  fileprivate var wholeSizes: ResidueClass? {
    ResidueClass(solving: scale, offset: offset, modulus: divisor)
  }
}

/// New sizes for an input layer, or for the named dimensions that its shape is made of.
private struct InputChange {
  private let source: LayerID
  private let network: Network
  private let old: Shape
  private var new: Shape

  init(_ source: LayerID, _ shape: Shape, _ network: Network) {
    (self.source, self.network, old, new) = (source, network, shape, shape)
  }

  mutating func set(_ axis: Int, to size: Int) { new[axis] = size }

  var cost: Int { (0..<old.rank).reduce(0) { max($0, abs(new[$1] - old[$1])) } }

  var title: String {
    let name = network.sources.count == 1 ? "input" : network[source]?.name ?? "input"
    let first = network.settings.layout.firstSpatialAxis
    let spatial = first..<first + max(old.rank - 2, 0)
    let (before, after) = (spatial.map { old[$0] }, spatial.map { new[$0] })
    return "\(name) \(Self.text(before)) → \(Self.text(after))"
  }

  /// Equal sizes once.
  private static func text(_ sizes: [Int]) -> String {
    Set(sizes).count == 1 ? "\(sizes[0])" : sizes.map { String($0) }.joined(separator: "×")
  }

  var edit: NetworkEdit? {
    guard case .sizes(var sizes)? = network[source]?.attributes[shape.name], sizes.count == new.rank - 1
    else {
      return nil
    }
    var settings = network.settings
    for (index, size) in sizes.enumerated() where new[index + 1] != old[index + 1] {
      switch size {
      case .fixed: sizes[index] = .fixed(new[index + 1])
      case .named(let name): settings.dimensions[name] = new[index + 1]
      }
    }
    let edits: [NetworkEdit] = [
      settings == network.settings ? nil : .configure(settings),
      .sizes(sizes) == network[source]?.attributes[shape.name]
        ? nil : .set(source, shape.name, .sizes(sizes)),
    ].compactMap { $0 }
    return edits.count == 1 ? edits[0] : .group(edits)
  }
}
