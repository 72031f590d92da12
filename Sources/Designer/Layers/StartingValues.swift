import NetworkModel

/// Sensible values for what a new layer cannot do without, from what it will read.
struct StartingValues {
  /// The shape that it will read, where it reads one.
  let shape: Shape?
  let layout: Layout

  /// Gives a layer the values that it must have and has not.
  func complete(_ layer: inout Layer) {
    for spec in layer.spec.attributes where spec.default == .required && layer.attributes[spec.name] == nil {
      guard let value = value(for: spec) else { continue }
      layer.attributes[spec.name] = value
      for (companion, value) in companions(of: spec.name, value) where layer.spec.attribute(companion) != nil
      {
        if layer.attributes[companion] == nil { layer.attributes[companion] = value }
      }
    }
  }

  /// Attributes are known here by name, so that a kind declared later has what its relatives have; one with a
  /// name of its own starts at the least that its type allows.
  private func value(for spec: AttributeSpec) -> AttributeValue? {
    switch spec.name {
    case "filters", "units": .integer(channels ?? 64)
    case "kernel": .extent(3)
    case "size": .extent(Extent(poolSize))
    case "shape": .sizes((layout == .channelsFirst ? [3, 224, 224] : [224, 224, 3]).map { .fixed($0) })
    default: spec.type.least
    }
  }

  /// What goes with a value that was chosen here: a kernel of 3 keeps the size with a padding of 1.
  private func companions(of name: AttributeName, _ value: AttributeValue) -> [(
    AttributeName, AttributeValue
  )] {
    switch (name, value) {
    case ("kernel", .extent(3)): [("padding", .padding(1))]
    case ("size", .extent(3)): [("stride", .extent(2))]
    default: []
    }
  }

  private var channels: Int? {
    guard let shape, shape.rank > 1 else { return nil }
    return shape[layout.channelAxis(rank: shape.rank)]
  }

  /// 2, or where that leaves a row over 3 with a stride of 2.
  private var poolSize: Int {
    let rank = shape?.rank ?? 0
    let sizes = (0..<max(rank - 2, 0)).compactMap { shape?[layout.firstSpatialAxis + $0] }
    if sizes.contains(1) { return 1 }
    return !sizes.isEmpty && sizes.allSatisfy { $0 % 2 == 1 } ? 3 : 2
  }
}

extension AttributeType {
  /// The least value of the type, not below 1 where it need not be.
  fileprivate var least: AttributeValue? {
    switch self {
    case .integer(let range): .integer(min(max(1, range.lowerBound), range.upperBound))
    case .extent(let range): .extent(Extent(min(max(1, range.lowerBound), range.upperBound)))
    case .real(let range): .real(range.lowerBound)
    case .flag: .flag(false)
    case .choice(let words): words.first.map { .choice($0) }
    case .padding: .padding(0)
    case .sizes: .sizes([.fixed(1)])
    case .shapes: .shapes([[.fixed(1)]])
    case .integers, .text: nil
    }
  }
}
