import OrderedCollections

// Ways to give an attribute a value that can stand.

extension FixItSearch {
  private var attribute: AttributeSpec? { diagnostic.attribute.flatMap { layer.spec.attribute($0) } }

  /// A value to begin with.
  mutating func giveValue() {
    guard let attribute, let value = attribute.type.least else { return }
    propose(attribute.name, value, cost: 1)
  }

  /// The nearest value within the range.
  mutating func bringIntoRange() {
    guard let attribute, let value = layer.attributes[attribute.name] else { return }
    let clamped: AttributeValue? =
      switch (attribute.type, value) {
      case (.integer(let range), .integer(let number)): .integer(number.clamped(to: range))
      case (.real(let range), .real(let number)): .real(number.clamped(to: range))
      case (.extent(let range), .extent(let extent)):
        Extent(extent.values.map { $0.clamped(to: range) }).map { .extent($0) }
      case (.padding, .padding(let padding)): padding.clamped.map { .padding($0) }
      case (.sizes(let range), .sizes(let sizes)): .sizes(Self.clamped(sizes, to: range))
      default: nil
      }
    if let clamped { propose(attribute.name, clamped, cost: 1) }
    if attribute.default != .required {
      propose("\(attribute.name) back to its default", cost: 2, .set(id, attribute.name, nil))
    }
    declareDimensions()
  }

  private static func clamped(_ sizes: [AxisSize], to range: ClosedRange<Int>) -> [AxisSize] {
    sizes.prefix(Shape.maximumRank - 1).map { size in
      if case .fixed(let number) = size { .fixed(number.clamped(to: range)) } else { size }
    }
  }

  /// One number for all axes in place of the wrong number of them.
  mutating func useOneValue() {
    guard let attribute else { return }
    switch layer.attributes[attribute.name] {
    case .extent(let extent)?: propose(attribute.name, .extent(Extent(extent[0])), cost: 1)
    case .padding(let padding)?:
      let single = Padding(before: Extent(padding.before[0]), after: Extent(padding.after[0]))
      propose(attribute.name, .padding(single), cost: 1)
    default: break
    }
  }

  mutating func bringAxisIntoRange() {
    guard let attribute, let input, case .integer(let axis)? = layer.value(of: attribute.name) else { return }
    let range = -input.shape.rank...max(input.shape.rank - 1, 0)
    propose(attribute.name, .integer(axis.clamped(to: range)), cost: 1)
    propose("\(attribute.name) back to its default", cost: 2, .set(id, attribute.name, nil))
  }

  /// Gives the dimensions that a shape names a size, where they have none or one that cannot be.
  mutating func declareDimensions() {
    guard case .sizes(let sizes)? = layer.attributes[shape.name] else { return }
    var settings = network.settings
    var names: [String] = []
    for case .named(let name) in sizes where settings.dimensions[name, default: 0] < 1 {
      settings.dimensions[name] = 1
      names.append(name)
    }
    if names.isEmpty { return }
    propose("declare \(names.map { "\($0) = 1" }.joined(separator: ", "))", cost: 1, .configure(settings))
  }
}

extension Comparable {
  fileprivate func clamped(to range: ClosedRange<Self>) -> Self {
    min(max(self, range.lowerBound), range.upperBound)
  }
}

extension Padding {
  fileprivate var clamped: Padding? {
    guard let before = Extent(before.values.map { max($0, 0) }),
      let after = Extent(after.values.map { max($0, 0) })
    else { return nil }
    return Padding(before: before, after: after)
  }
}
