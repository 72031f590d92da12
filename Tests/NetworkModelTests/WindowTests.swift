import TestSupport
import Testing

@testable import NetworkModel

@Suite("Windows")
struct WindowTests {
  /// All small windows: kernel, stride, dilation, padding before and after.
  private static func forEveryWindow(_ rounding: Rounding, isPadded: Bool? = nil, _ body: (Window) -> Void) {
    for kernel in 1...5 {
      for stride in 1...4 {
        for dilation in 1...3 {
          for (before, after) in [(0, 0), (1, 1), (2, 2), (0, 1), (1, 0), (2, 1), (0, 3)] {
            body(
              Window(
                kernel: kernel, stride: stride, dilation: dilation, before: before, after: after,
                rounding: rounding, layerIsPadded: isPadded ?? (before + after > 0)))
          }
        }
      }
    }
  }

  /// Lays the window down place by place, as far as the rule lets it reach past the end.
  private func placements(_ window: Window, _ input: Int) -> (count: Int, unread: Int) {
    let padded = window.before + input + window.after
    let span = (0..<window.kernel).map { $0 * window.dilation }.max().map { $0 + 1 } ?? 0
    let isPartial = window.rounding == .ceil || window.rounding == .ceilCaffe
    let reach = isPartial ? window.stride - 1 : 0
    var starts: [Int] = []
    while (starts.last ?? -window.stride) + window.stride + span <= padded + reach {
      starts.append((starts.last ?? -window.stride) + window.stride)
    }
    let clips = window.rounding == .ceil || window.rounding == .ceilCaffe && window.layerIsPadded
    if clips, let last = starts.last, last >= window.before + input { starts.removeLast() }
    let end = starts.filter { $0 + span <= padded }.last.map { $0 + span } ?? 0
    return (starts.count, padded - end)
  }

  @Test("take as many places as can be counted", arguments: Rounding.allCases)
  func placesCanBeCounted(rounding: Rounding) {
    var wrong: [String] = []
    Self.forEveryWindow(rounding) { window in
      for input in 1...14 {
        let counted = placements(window, input)
        switch window.outcome(on: input) {
        case .doesNotFit: if counted.count > 0 { wrong.append("\(input) \(window) fits \(counted.count)") }
        case .overflow: wrong.append("\(input) \(window) overflows")
        case .size(let size, let remainder):
          let cutsOff = rounding == .exact || rounding == .floor
          if size != counted.count || cutsOff && remainder != counted.unread {
            wrong.append("\(input) \(window): \(size) rest \(remainder), not \(counted)")
          }
        }
      }
    }
    #expect(wrong == [])
  }

  @Test("Caffe's looks where the last one starts as soon as any axis is padded")
  func caffeClipsOnAllAxes() {
    var differences = 0
    Self.forEveryWindow(.ceilCaffe, isPadded: true) { window in
      var unpadded = window
      unpadded.layerIsPadded = false
      for input in 1...14 {
        let counted = placements(window, input).count
        let size = if case .size(let size, _) = window.outcome(on: input) { size } else { 0 }
        if size != counted { Issue.record("\(input) \(window): \(size), not \(counted)") }
        if window.outcome(on: input) != unpadded.outcome(on: input) { differences += 1 }
      }
    }
    #expect(differences > 0)
  }

  @Test("come to a fraction exactly where they do not divide", arguments: [Rounding.exact, .floor])
  func fractionsTellTheRemainder(rounding: Rounding) {
    Self.forEveryWindow(rounding) { window in
      for input in 1...14 {
        guard case .size(let size, let remainder) = window.outcome(on: input) else { continue }
        let exact = window.exactSize(on: input)
        if exact?.isWhole != (remainder == 0) || exact?.floor != size {
          Issue.record("\(input) \(window): \(size) rest \(remainder), exactly \(exact as Any)")
        }
      }
    }
  }

  @Test(
    "padded by the input's size give ⌈I/S⌉, with no more padding than that takes",
    arguments: [Padding.Mode.same, .sameLower, .causal])
  func paddingThatFollowsTheInput(mode: Padding.Mode) throws {
    for (input, kernel) in (1...12).flatMap({ input in (1...4).map { (input, $0) } }) {
      for (stride, dilation) in (1...3).flatMap({ stride in (1...2).map { (stride, $0) } }) {
        let conv = Samples.layer(
          "conv", "conv",
          [
            "filters": .integer(1), "kernel": .extent(Extent(kernel)), "stride": .extent(Extent(stride)),
            "dilation": .extent(Extent(dilation)), "padding": .padding(Padding(mode)),
          ])
        let network = Network(layers: [Samples.input("input", input, 1), conv])
        let analysis = Analysis(of: network)
        let facts = analysis[network.ids[1]]
        #expect(facts.shape?.dimensions == [1, (input + stride - 1) / stride, 1] && !facts.isBroken)
        let window = try #require(analysis.operationInput(of: network.ids[1], in: network)).windows[0]
        let span = dilation * (kernel - 1) + 1
        let total = max(((input + stride - 1) / stride - 1) * stride + span - input, 0)
        switch mode {
        case .same: #expect((window.before, window.after) == (total / 2, total - total / 2))
        case .sameLower: #expect((window.before, window.after) == (total - total / 2, total / 2))
        default: #expect((window.before, window.after) == (span - 1, 0))
        }
      }
    }
  }

  @Test(
    "are derived with their numbers",
    arguments: [
      (226, window(11, 4), "(226 − 11 + 2·0)/4 + 1 = 54.75"),
      (227, window(11, 4), "(227 − 11 + 2·0)/4 + 1 = 55"),
      (224, window(7, 2, 3, 3, .floor), "(224 − 7 + 2·3)/2 + 1 = 112.5 → 112"),
      (225, window(7, 2, 3, 3, .floor), "(225 − 7 + 2·3)/2 + 1 = 113"),
      (224, window(7, 2, 2, 3, .exact), "(224 − 7 + 2 + 3)/2 + 1 = 112"),
      (112, window(3, 2, 0, 0, .ceil), "(112 − 3 + 2·0)/2 + 1 = 55.5 → 56"),
      (10, window(1, 2, 0, 0, .ceil), "(10 − 1 + 2·0)/2 + 1 = 5.5 → 5"),
      (10, window(1, 2, 0, 0, .ceilCaffe), "(10 − 1 + 2·0)/2 + 1 = 5.5 → 6"),
      (1, window(2, 2, 0, 0, .ceil), "(1 − 2 + 2·0)/2 + 1 = 0.5 → 1"),
      (3, window(5, 1), "(3 − 5 + 2·0)/1 + 1 = −1"),
      (32, window(3, 1, 0, 0, .exact, dilation: 2), "(32 − (2·(3 − 1) + 1) + 2·0)/1 + 1 = 28"),
      (229, window(3, 3, 0, 0, .exact), "(229 − 3 + 2·0)/3 + 1 = 76.33…"),
    ])
  func derivations(input: Int, window: Window, text: String) {
    #expect(window.derivation(on: input) == text)
  }

  @Test(
    "whose sums are beyond 64 bits say so",
    arguments: [
      (5, window(.max, 1, dilation: 2)), (5, window(3, 1, dilation: .max)), (.max, window(3, 1, 1, 0)),
      (5, window(3, 1, .max, .max)), (5, window(3, .max)),
    ])
  func overflow(input: Int, window: Window) {
    #expect(window.outcome(on: input) == .overflow)
    #expect(window.exactSize(on: input) == nil)
  }

  /// Where TensorFlow's and PyTorch's backends of Keras put the first element.
  @Test(
    "of a transposed convolution are taken off where Keras takes them off",
    arguments: [
      (3, 3, 1, 0, 14), (3, 2, 1, 0, 10), (4, 2, 1, 1, 9), (3, 2, 0, 1, 9), (5, 3, 2, 1, 15),
      (2, 3, 2, 0, 14),
      (3, 3, 2, 0, 15), (3, 3, nil, 0, 15), (2, 3, nil, 0, 15), (5, 2, nil, 1, 10),
    ])
  func same(kernel: Int, stride: Int, added: Int?, before: Int, size: Int) throws {
    var layer = Samples.layer(
      "up", "conv_transpose",
      [
        "filters": .integer(1), "kernel": .extent(Extent(kernel)), "stride": .extent(Extent(stride)),
        "padding": .padding(Padding(.same)),
      ])
    if let added { layer.attributes["output_padding"] = .extent(Extent(added)) }
    let network = Network(NetworkSettings(), layers: [Samples.input("in", 5, 1), layer])
    let analysis = Analysis(of: network)
    let input = try #require(analysis.operationInput(of: network.ids[1], in: network))
    #expect(input.windows[0].before == before)
    #expect(analysis[network.ids[1]].shape?.dimensions == [1, size, 1])
  }

  @Test("know no numbers that trap", arguments: Rounding.allCases)
  func extremes(rounding: Rounding) {
    let numbers = [1, 2, 3, 1 << 31, 1 << 62, .max - 1, .max]
    var random = SplitMix64(seed: 1)
    for _ in 0..<5_000 {
      let (before, after) = (random.pick([0] + numbers), random.pick([0] + numbers))
      var window = Self.window(
        random.pick(numbers), random.pick(numbers), before, after, rounding, dilation: random.pick(numbers))
      window.followsInput = random.chance(10)
      let input = random.pick(numbers)
      _ = window.derivation(on: input)
      if case .size(let size, let remainder) = window.outcome(on: input) {
        #expect(size >= 1 && remainder >= 0)
        #expect(window.followsInput || window.exactSize(on: input) != nil)
      }
    }
  }

  private static func window(
    _ kernel: Int, _ stride: Int, _ before: Int = 0, _ after: Int = 0, _ rounding: Rounding = .exact,
    dilation: Int = 1
  ) -> Window {
    Window(
      kernel: kernel, stride: stride, dilation: dilation, before: before, after: after, rounding: rounding,
      layerIsPadded: before > 0 || after > 0)
  }
}
