import TestSupport
import Testing

@testable import NetworkModel

@Suite("FLOPs")
struct WorkTests {
  private typealias Values = KeyValuePairs<AttributeName, AttributeValue>
  private static let image = [8, 8, 6]
  private static let steps = [5, 4]

  /// A kind, its values, the shapes that come in, and its FLOPs.
  private static let cases: [(String, Values, [[Int]], Int)] = [
    // 6·6·4 elements of 54 multiply-adds each, and a bias.
    ("conv", ["filters": .integer(4), "kernel": .extent(3)], [image], 2 * 7_776 + 144),
    ("conv", ["filters": .integer(4), "kernel": .extent(3), "bias": .flag(false)], [image], 2 * 7_776),
    ("depthwise_conv", ["kernel": .extent(3)], [image], 2 * 1_944 + 216),
    ("separable_conv", ["filters": .integer(4), "kernel": .extent(3)], [image], 2 * (1_944 + 864) + 144),
    (
      "conv_transpose", ["filters": .integer(4), "kernel": .extent(2), "stride": .extent(2)], [image],
      2 * 64 * 96 + 16 * 16 * 4
    ),
    ("fully_connected", ["units": .integer(10)], [image], 2 * 3_840 + 10),
    ("linear", ["units": .integer(10)], [image], 2 * 3_840 + 640),
    ("linear", ["units": .integer(10), "bias": .flag(false)], [image], 2 * 3_840),
    ("matmul", [:], [[5, 4], [4, 3]], 2 * 5 * 4 * 3),
    // Of four elements the largest takes three comparisons, the mean three additions and a division.
    ("max_pool", ["size": .extent(2)], [image], 96 * 3), ("avg_pool", ["size": .extent(2)], [image], 96 * 4),
    ("lp_pool", ["size": .extent(2)], [image], 96 * 8),
    // Windows 0…2, 2…5 and 5…7: 3 + 4 + 3 elements along an axis.
    ("adaptive_max_pool", ["size": .extent(3)], [image], 6 * (100 - 9)),
    ("adaptive_avg_pool", ["size": .extent(3)], [image], 6 * 100),
    ("adaptive_avg_pool", ["size": .extent(4)], [image], 6 * 64),
    ("global_max_pool", [:], [image], 6 * 63), ("global_avg_pool", [:], [image], 6 * 64),
    ("batch_norm", [:], [image], 384 * 2), ("batch_norm", ["statistics": .flag(false)], [image], 384 * 7),
    ("layer_norm", [:], [image], 384 * 7), ("layer_norm", ["shift": .flag(false)], [image], 384 * 6),
    ("rms_norm", [:], [image], 384 * 4), ("group_norm", ["groups": .integer(2)], [image], 384 * 7),
    ("instance_norm", [:], [image], 384 * 7),
    ("instance_norm", ["statistics": .flag(true)], [image], 384 * 2),
    ("lrn", ["size": .integer(5)], [image], 384 * 9), ("activation", [:], [image], 384),
    ("activation", ["function": .choice("identity")], [image], 0), ("prelu", [:], [image], 384),
    ("glu", [:], [image], 192 * 2), ("softmax", [:], [image], 384 * 5),
    ("add", [:], [image, image, image], 384 * 2), ("subtract", [:], [image, image], 384),
    ("multiply", [:], [image, [1, 1, 6]], 384), ("divide", [:], [image, image], 384),
    ("maximum", [:], [image, image], 384), ("minimum", [:], [image, image], 384),
    ("average", [:], [image, image], 384 * 2),
    ("resize", [:], [image], 0), ("resize", ["mode": .choice("linear")], [image], 4 * 384 * 7),
    ("resize", ["mode": .choice("cubic")], [image], 4 * 384 * 31),
    ("resize", ["mode": .choice("area"), "size": .extent(4)], [image], 384),
    ("reduce", [:], [image], 384), ("reduce", ["function": .choice("max")], [image], 383),
    ("reduce", ["function": .choice("l1"), "axes": .integers([1])], [image], 384 + 384 - 48),
    ("reduce", ["function": .choice("l2"), "axes": .integers([1])], [image], 384 * 2),
    ("reduce", ["function": .choice("logsumexp")], [image], 384 * 4),
    // Gates, two biases and a function each: 5 steps, 3 units.
    ("rnn", ["units": .integer(3)], [steps], 2 * 5 * 21 + 5 * 3 * 3),
    ("lstm", ["units": .integer(3)], [steps], 2 * 5 * 84 + 5 * 3 * (4 * 3 + 5)),
    ("lstm", ["units": .integer(3), "bias": .flag(false)], [steps], 2 * 5 * 84 + 5 * 3 * (4 + 5)),
    ("gru", ["units": .integer(3)], [steps], 2 * 5 * 63 + 5 * 3 * (3 * 3 + 5)),
    // Two heads, 25 scores each: the scale and five for the softmax; four biases of 4 at each step.
    ("multi_head_attention", ["heads": .integer(2)], [steps], 2 * (5 * 64 + 25 * 8) + 2 * 25 * 6 + 5 * 16),
    ("flatten", [:], [image], 0), ("concat", [:], [image, image], 0), ("dropout", [:], [image], 0),
  ]

  @Test("are twice the multiply-adds and one for each other operation", arguments: cases.indices)
  func flops(index: Int) {
    let (kind, values, inputs, flops) = Self.cases[index]
    for batch in [1, 3] {
      let layer = Samples.layer(
        "layer", kind, values, inputs: inputs.indices.map { InputReference("in\($0)") })
      let sources = inputs.enumerated().map { index, sizes in
        Samples.layer("in\(index)", "input", ["shape": .sizes(sizes.map { .fixed($0) })])
      }
      let network = Network(NetworkSettings(batch: batch), layers: sources + [layer])
      let facts = Analysis(of: network)[network.ids[inputs.count]]
      #expect(facts.diagnostics == [], "\(kind)")
      #expect(facts.flops == Count(flops), "\(kind) \(values)")
    }
  }

  @Test("are told here of every kind that works")
  func everyKindIsTold() {
    let working = Catalogue.specs.filter { $0.otherFLOPs != nil || $0.multiplyAdds != nil }.map(\.id)
    #expect(Set(working).subtracting(Self.cases.map(\.0)) == [])
  }
}
