extension SpatialTrace {
  /// The axes of an input layer; none when there are more than a window can slide over.
  init(startingAt id: LayerID, axes: Int) {
    self.init()
    guard (1...Extent.maximumAxes).contains(axes) else { return }
    count = axes
    for axis in 0..<axes {
      self[axis] = AxisTrace(sourceIndex: Int32(id.index), sourceAxis: Int16(axis))
    }
  }

  /// The axes behind a window; nothing is known where there is not one for each.
  func passing(_ windows: Windows) -> SpatialTrace {
    guard windows.count == count else { return SpatialTrace() }
    var result = self
    for axis in 0..<count { result[axis] = self[axis].passing(windows[axis]) }
    return result
  }

  /// The axes behind something that looks at the whole of some of them, whose sizes may change with that.
  func looking(across axes: Range<Int>, _ input: OperationInput, _ output: Shape) -> SpatialTrace {
    var result = self
    for axis in 0..<count {
      let place = input.layout.firstSpatialAxis + axis
      guard axes.contains(place) else { continue }
      result[axis].widen(to: nil)
      if input.shape[place] != output[place] { result[axis].forgetPlace() }
    }
    return result
  }

  /// The axes where several tensors come together: the largest receptive field, the first one's sizes, and the
  /// stride and the start on which they agree. Nothing is known of the receptive field where one of them depends on
  /// a whole input.
  ///
  /// - Returns: the effective strides too, as text for each input, when they differ.
  static func joining(
    _ traces: [SpatialTrace], of input: OperationInput, _ output: Shape
  ) -> (trace: SpatialTrace, strides: [String]?) {
    guard let first = traces.firstIndex(where: { !$0.isEmpty }) else {
      return (traces.allSatisfy { $0.isStill } ? .still : SpatialTrace(), nil)
    }
    var result = traces[first]
    let known = traces.filter { !$0.isEmpty }
    let isComplete = traces.allSatisfy { !$0.isEmpty || $0.isStill }
    for axis in 0..<result.count {
      let place = input.layout.firstSpatialAxis + axis
      guard place < output.rank, place < input.shapes[first].rank,
        output[place] == input.shapes[first][place]
      else {
        result[axis].forgetPlace()
        continue
      }
      for trace in known where trace.count == result.count {
        result[axis].widen(to: trace[axis].field)
        result[axis].align(with: trace[axis])
      }
      if !isComplete { result[axis].widen(to: nil) }
    }
    let strides = known.compactMap { $0.effectiveStride }
    guard isComplete, strides.count == known.count, Set(strides).count > 1 else { return (result, nil) }
    return (result, strides.map { $0.map(\.description).joined(separator: "×") })
  }
}

extension AxisTrace {
  /// `size′ = (size + p₀ + p₁ − K′)/S + 1`, `r += (K′ − 1)·j` and `start += ((K′ − 1)/2 − p₀)·j`; under `same`,
  /// `size′ = size/S`.
  fileprivate func passing(_ window: Window) -> AxisTrace {
    if let outputPadding = window.outputPadding { return spreading(window, outputPadding) }
    var result = self
    guard let effectiveKernel = window.effectiveKernel else {
      result.forgetPlace()
      return result
    }
    result.grow(by: effectiveKernel - 1)
    result.moveStart(by: Int128(effectiveKernel - 1) - 2 * Int128(window.before))
    let (divisor, overflow) = self.divisor.multipliedReportingOverflow(by: window.stride)
    if overflow {
      result.forgetPlace()
      return result
    }
    result.divisor = divisor
    let shift =
      window.followsInput
      ? Int128(0)
      : Int128(self.divisor)
        * (Int128(window.before) + Int128(window.after) - Int128(effectiveKernel) + Int128(window.stride))
    let (moved, tooFar) = Int128(offset).addingReportingOverflow(shift)
    if !tooFar, let offset = Int(exactly: moved) { result.offset = offset } else { result.forgetSource() }
    return result
  }

  /// `size′ = size·S + K′ + op − S − p₀ − p₁`. An output element is reached by every kernel element whose place
  /// leaves the same rest by the stride; the input elements behind those are the receptive field. Its middle lies
  /// regularly only on the average of a stride, `start += (p₀ − (K′ − 1)/2)·j/S`.
  private func spreading(_ window: Window, _ outputPadding: Int) -> AxisTrace {
    var result = self
    let common = greatestCommonDivisor(window.stride, window.dilation)
    let (taps, step) = ((window.kernel - 1) / (window.stride / common), window.dilation / common)
    let (span, tooWide) = taps.multipliedReportingOverflow(by: step)
    if tooWide { result.fieldBits = -1 } else { result.grow(by: span) }
    let shared = greatestCommonDivisor(window.stride, divisor)
    let factor = window.stride / shared
    result.divisor = divisor / shared
    let ends =
      Int128(window.effectiveKernel ?? .max) + Int128(outputPadding) - Int128(window.stride)
      - Int128(window.before) - Int128(window.after)
    let (moved, tooFar) = (ends * Int128(result.divisor)).addingReportingOverflow(
      Int128(offset) * Int128(factor))
    let (scale, overflow) = self.scale.multipliedReportingOverflow(by: factor)
    if overflow {
      result.forgetPlace()
      return result
    }
    result.scale = scale
    result.spreadStart(
      factor, by: 2 * Int128(window.before) - Int128(window.effectiveKernel ?? .max) + 1)
    if !tooFar, let offset = Int(exactly: moved) { result.offset = offset } else { result.forgetSource() }
    return result
  }

  /// Moves the start by halves of what lies between two elements before the window.
  private mutating func moveStart(by halves: Int128) {
    guard startParts != Self.unknown else { return }
    let (way, tooFar) = halves.multipliedReportingOverflow(by: Int128(divisor))
    let (start, overflow) = way.addingReportingOverflow(Int128(startParts))
    startParts = tooFar || overflow ? Self.unknown : Int(exactly: start) ?? Self.unknown
  }

  /// Moves the start by halves of what lies between two elements now, once its parts are finer by a factor.
  private mutating func spreadStart(_ factor: Int, by halves: Int128) {
    guard startParts != Self.unknown else { return }
    startParts = Int(exactly: Int128(startParts) * Int128(factor)) ?? Self.unknown
    moveStart(by: halves)
  }

  private mutating func grow(by span: Int) {
    guard fieldBits >= 0 else { return }
    guard isRegular else {
      fieldBits = -1
      return
    }
    let (growth, overflow) = span.multipliedReportingOverflow(by: divisor)
    let steps = growth / scale + (growth.isMultiple(of: scale) ? 0 : 1)
    let (field, tooLarge) = fieldBits.addingReportingOverflow(steps)
    fieldBits = overflow || tooLarge ? -1 : field
  }

  fileprivate mutating func widen(to field: Int?) {
    if let field, fieldBits >= 0 { fieldBits = max(fieldBits, field) } else { fieldBits = -1 }
  }

  fileprivate mutating func align(with other: AxisTrace) {
    if stride != other.stride { isRegular = false }
    if start != other.start { startParts = Self.unknown }
  }

  /// Nobody knows of which size of the input it follows.
  fileprivate mutating func forgetSource() { sourceIndex = -1 }

  /// Nobody knows of which elements of the input it follows.
  fileprivate mutating func forgetPlace() {
    forgetSource()
    (fieldBits, isRegular, startParts) = (-1, false, Self.unknown)
  }
}
