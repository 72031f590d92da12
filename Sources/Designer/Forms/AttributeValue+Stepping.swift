import NetworkModel

extension AttributeType {
  /// A value counted up or down: every number of an extent, the spatial sizes of a shape, the next word of a
  /// choice. `nil` where there is nothing to count, or where counting would leave the range.
  func stepped(_ value: AttributeValue, by distance: Int, layout: Layout) -> AttributeValue? {
    let result: AttributeValue? =
      switch (self, value) {
      case (_, .integer(let number)): number.stepped(distance).map { .integer($0) }
      case (_, .flag(let flag)): .flag(distance.isMultiple(of: 2) ? flag : !flag)
      case (_, .extent(let extent)): extent.stepped(distance).map { .extent($0) }
      case (_, .padding(let padding)): padding.stepped(distance).map { .padding($0) }
      case (_, .sizes(let sizes)): sizes.stepped(distance, layout).map { .sizes($0) }
      case (.choice(let words), .choice(let word)): words.stepped(from: word, distance).map { .choice($0) }
      case (.real(let range), .real(let number)) where range.upperBound.isFinite:
        // Twentieths, rounded, so that sums of 0.05 stay readable.
        .real((number * 20 + Double(distance)).rounded() / 20)
      default: nil
      }
    return result.flatMap { objection(to: $0) == nil ? $0 : nil }
  }
}

extension Int {
  fileprivate func stepped(_ distance: Int) -> Int? {
    let (sum, overflow) = addingReportingOverflow(distance)
    return overflow ? nil : sum
  }
}

extension Extent {
  fileprivate func stepped(_ distance: Int) -> Extent? {
    let numbers = values.compactMap { $0.stepped(distance) }
    return numbers.count == count ? Extent(numbers) : nil
  }
}

extension Padding {
  fileprivate func stepped(_ distance: Int) -> Padding? {
    guard mode == .explicit, let before = before.stepped(distance), let after = after.stepped(distance)
    else { return nil }
    return Padding(before: before, after: after)
  }
}

extension [AxisSize] {
  fileprivate func stepped(_ distance: Int, _ layout: Layout) -> [AxisSize]? {
    let channelAxis = layout.channelAxis(rank: count + 1) - 1
    var sizes = self
    for (axis, size) in enumerated() where count == 1 || axis != channelAxis {
      guard case .fixed(let number) = size, let stepped = number.stepped(distance) else { continue }
      sizes[axis] = .fixed(stepped)
    }
    return sizes == self ? nil : sizes
  }
}

extension [String] {
  fileprivate func stepped(from word: String, _ distance: Int) -> String? {
    guard let index = firstIndex(of: word), let target = index.stepped(distance) else { return nil }
    return indices.contains(target) ? self[target] : nil
  }
}
