/// What the windows of a network ask of its inputs' sizes: how many layers ask each thing.
struct InputConstraints: Equatable, Sendable {
  /// `scale · n + offset ≡ 0 (mod divisor)` for the size `n` of an input's axis.
  private struct Condition: Hashable, Sendable {
    let source: LayerID
    let axis: Int
    let scale, offset, divisor: Int
  }

  private var conditions: [Condition: Int] = [:]

  mutating func add(_ trace: SpatialTrace) {
    for condition in Self.conditions(of: trace) { conditions[condition, default: 0] += 1 }
  }

  mutating func remove(_ trace: SpatialTrace) {
    for condition in Self.conditions(of: trace) {
      guard let count = conditions[condition] else { continue }
      conditions[condition] = count > 1 ? count - 1 : nil
    }
  }

  private static func conditions(of trace: SpatialTrace) -> [Condition] {
    (0..<trace.count).compactMap { place in
      let axis = trace[place]
      guard let source = axis.source, axis.divisor > 1 else { return nil }
      return Condition(
        source: source, axis: Int(axis.sourceAxis), scale: axis.scale,
        offset: residue(axis.offset, modulo: axis.divisor), divisor: axis.divisor)
    }
  }

  /// The sizes of an input's axis for which every window divides; `nil` when there are none.
  func sizes(of source: LayerID, axis: Int) -> ResidueClass? {
    var result = ResidueClass.all
    for condition in conditions.keys where condition.source == source && condition.axis == axis {
      guard
        let sizes = ResidueClass(
          solving: condition.scale, offset: condition.offset, modulus: condition.divisor),
        let both = result.intersection(sizes)
      else { return nil }
      result = both
    }
    return result
  }
}

/// The sizes of an input for which every window behind it divides.
public struct ExactInput: Equatable, Sendable {
  public let input: LayerID
  /// For each spatial axis the sizes, or `nil` when there are none.
  public let axes: [ResidueClass?]

  /// `exact for n ≡ 3 (mod 32)`; axes apart where they differ; `nil` where there is nothing to say.
  public var text: String? {
    guard let first = axes.first else { return nil }
    if axes.allSatisfy({ $0 == first }) {
      return first.map { $0 == .all ? "exact for every size" : "exact for \($0)" } ?? "exact for no size"
    }
    let parts = axes.enumerated().map { axis, sizes in
      "\(spatialAxisName(axis, of: axes.count)) \(sizes.map { $0 == .all ? "any" : "\($0)" } ?? "none")"
    }
    return "exact for " + parts.joined(separator: ", ")
  }
}

extension Analysis {
  /// For each input layer, in the order of the list, the sizes for which every window divides.
  public func exactInputs(in network: Network) -> [ExactInput] {
    network.sources.sorted { (network.index(of: $0) ?? 0) < (network.index(of: $1) ?? 0) }.map { id in
      let axes = self[id].trace?.count ?? 0
      return ExactInput(input: id, axes: (0..<axes).map { constraints.sizes(of: id, axis: $0) })
    }
  }
}
