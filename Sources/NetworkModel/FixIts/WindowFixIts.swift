// Ways to make a window divide, or fit.

extension FixItSearch {
  /// The attribute that holds the window's size.
  private var spanAttribute: Attribute<Extent>? {
    [kernel, size].first { layer.spec.attribute($0.name) != nil }
  }

  mutating func makeWindowsWhole() {
    guard let input, let span = spanAttribute else { return }
    let short = diagnostic.shortfalls.map(\.axis)
    proposeExtent(stride, costPerStep: 1, axes: short, input) { $0.stride = $1 }
    proposeExtent(span, costPerStep: 4, axes: short, input) { $0.kernel = $1 }
    if short.contains(where: { input.windows[$0].kernel > 1 }) {
      proposeExtent(dilation, costPerStep: 4, axes: short, input) { $0.dilation = $1 }
    }
    proposePadding(axes: short, input)
    proposeInputSizes(axes: short)
  }

  // MARK: - One attribute

  /// The nearest value that makes every axis whole; where there is none for all axes alike, one for each.
  private mutating func proposeExtent(
    _ token: Attribute<Extent>, costPerStep: Int, axes: [Int], _ input: OperationInput,
    _ change: (inout Window, Int) -> Void
  ) {
    let old = input[token]
    func isWhole(_ value: Int, _ axis: Int) -> Bool {
      var window = input.windows[axis]
      change(&window, value)
      return window.isWhole(on: input.spatialSize(axis))
    }
    let all = 0..<input.windows.count
    if old.count == 1,
      let value = nearest(to: old[0], where: { value in all.allSatisfy { isWhole(value, $0) } })
    {
      return propose(
        token.name, .extent(Extent(value)), cost: Self.cost(of: abs(value - old[0]), perStep: costPerStep))
    }
    var new = old.spread(over: all.count)
    var cost = 0
    for axis in axes {
      guard let value = nearest(to: old[axis], where: { isWhole($0, axis) }) else {
        return rule(out: "no \(token.name) near \(old[axis]) makes it whole")
      }
      cost = max(cost, Self.cost(of: abs(value - old[axis]), perStep: costPerStep))
      new[axis] = value
    }
    propose(token.name, .extent(new.simplified), cost: cost)
  }

  /// The nearest number that is good, the smaller of two equally near; far away ones are no small change.
  private func nearest(
    to old: Int, from minimum: Int = 1, within reach: Int? = nil, where isGood: (Int) -> Bool
  ) -> Int? {
    for distance in 0...(reach ?? max(32, min(old, 256))) {
      if old - distance >= minimum, isGood(old - distance) { return old - distance }
      let (above, overflow) = old.addingReportingOverflow(distance)
      if !overflow, isGood(above) { return above }
    }
    return nil
  }

  /// What that many steps cost; however many, it is a number.
  private static func cost(of steps: Int, perStep: Int) -> Int {
    let (cost, overflow) = steps.multipliedReportingOverflow(by: perStep)
    return overflow ? .max : cost
  }

  // MARK: - Padding

  private mutating func proposePadding(axes: [Int], _ input: OperationInput) {
    guard input[padding].mode == .explicit else { return }
    let isOutOfStep = axes.contains { axis in
      let window = input.windows[axis]
      let unpadded = input.spatialSize(axis) - (window.effectiveKernel ?? 0)
      return window.stride.isMultiple(of: 2) && !unpadded.isMultiple(of: 2)
    }
    if isOutOfStep {
      rule(out: "no symmetric padding: the stride is even and the remainder odd")
    } else {
      proposeSymmetricPadding(axes: axes, input)
    }
    proposeAsymmetricPadding(axes: axes, input)
  }

  private mutating func proposeSymmetricPadding(axes: [Int], _ input: OperationInput) {
    var sides = spreadSides(input)
    var cost = 0
    for axis in axes {
      let window = input.windows[axis]
      let old = max(window.before, window.after)
      // What makes it whole comes again with every stride.
      let value = nearest(to: old, from: 0, within: min(window.stride, 1024)) {
        var tried = window
        (tried.before, tried.after) = ($0, $0)
        return tried.isWhole(on: input.spatialSize(axis))
      }
      guard let value else { return rule(out: "no symmetric padding near \(old) makes it whole") }
      cost = max(cost, abs(value - old))
      (sides.before[axis], sides.after[axis]) = (value, value)
    }
    propose("padding", .padding(Padding(sides).simplified), cost: cost)
  }

  /// As much as is missing, or as little as is left over; an odd one goes to the end, as in TensorFlow's SAME.
  private mutating func proposeAsymmetricPadding(axes: [Int], _ input: OperationInput) {
    var sides = spreadSides(input)
    var cost = 0
    for (axis, shortfall) in zip(axes, diagnostic.shortfalls) {
      let window = input.windows[axis]
      let total = window.before + window.after
      let missing = window.stride - shortfall.remainder
      let fewer = total >= shortfall.remainder && shortfall.remainder <= missing
      let change = fewer ? -shortfall.remainder : missing
      let (changed, overflow) = total.addingReportingOverflow(change)
      if overflow { return }
      cost = max(cost, abs(change))
      (sides.before[axis], sides.after[axis]) = (changed / 2, changed - changed / 2)
    }
    if sides.before != sides.after { propose("padding", .padding(Padding(sides).simplified), cost: cost) }
  }

  /// The padding written out for every axis.
  private func spreadSides(_ input: OperationInput) -> (before: Extent, after: Extent) {
    let sides = (0..<input.windows.count).map { input.windows[$0] }
    return (Extent(sides.map(\.before)) ?? 0, Extent(sides.map(\.after)) ?? 0)
  }

  // MARK: - Windows that do not fit

  /// A smaller window, a dense one, or more padding, on the axes where it does not fit.
  mutating func makeWindowFit() {
    guard let input, let span = spanAttribute else { return }
    var spans = input[span].spread(over: input.windows.count)
    var sides = spreadSides(input)
    var (spanCost, paddingCost) = (0, 0)
    for axis in 0..<input.windows.count {
      let window = input.windows[axis]
      guard let effectiveKernel = window.effectiveKernel,
        let room = window.room(on: input.spatialSize(axis), effectiveKernel)
      else { return }
      if room >= 0 { continue }
      let largest = (effectiveKernel + room - 1) / window.dilation + 1
      spanCost = max(spanCost, window.kernel - largest)
      spans[axis] = largest
      // Half of what is missing on each side, or one more.
      let half = -room / 2 - room % 2
      paddingCost = max(paddingCost, half)
      let (before, after) = (
        window.before.addingReportingOverflow(half), window.after.addingReportingOverflow(half)
      )
      if before.overflow || after.overflow { return }
      (sides.before[axis], sides.after[axis]) = (before.partialValue, after.partialValue)
    }
    propose(span.name, .extent(spans.simplified), cost: Self.cost(of: spanCost, perStep: 4))
    if input[dilation] != 1 { propose(dilation.name, .extent(1), cost: 4) }
    guard input[padding].mode == .explicit else { return }
    propose(padding.name, .padding(Padding(sides).simplified), cost: paddingCost)
  }

  mutating func makePaddingFit() {
    guard let input, let span = spanAttribute else { return }
    let rule = input.optional(rounding) ?? network.settings.rounding
    let sides = input[padding]
    let widest = (sides.before.values + sides.after.values).max() ?? 0
    let smallest = input[span].values.min() ?? 1
    let limit = rule.paddingLimit(of: smallest)
    propose(padding.name, .padding(Padding(Extent(limit))), cost: widest - limit)
    guard let wider = rule.smallestPool(paddedBy: widest) else { return }
    propose(span.name, .extent(Extent(wider)), cost: Self.cost(of: wider - smallest, perStep: 4))
  }

  // MARK: - Groups

  mutating func makeGroupsDivide() {
    guard let input else { return }
    let (channels, old) = (input.channels, input[groups])
    let filterCount = input.optional(filters) ?? channels
    let common = greatestCommonDivisor(channels, filterCount)
    if let value = nearest(to: old, where: { common % $0 == 0 }) ?? (old == 1 ? nil : 1) {
      propose("groups", .integer(value), cost: 1)
    }
    guard channels % old == 0, layer.spec.attribute(filters.name) != nil else { return }
    let below = filterCount / old * old
    let (above, overflow) = below.addingReportingOverflow(old)
    let value = below < 1 || (!overflow && above - filterCount < filterCount - below) ? above : below
    if value >= 1 { propose("filters", .integer(value), cost: 2) }
  }
}

extension Padding {
  fileprivate init(_ sides: (before: Extent, after: Extent)) {
    self.init(before: sides.before, after: sides.after)
  }

  /// One number again, or one pair, where all axes are alike.
  fileprivate var simplified: Padding {
    let (before, after) = (before.simplified, after.simplified)
    return before.count == after.count ? Padding(before: before, after: after) : self
  }
}

extension Window {
  /// Whether it fits and takes a whole number of places on an axis of that size.
  fileprivate func isWhole(on size: Int) -> Bool {
    if case .size(_, remainder: 0) = outcome(on: size) { true } else { false }
  }
}
