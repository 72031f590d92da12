import TestSupport
import Testing

@testable import NetworkModel

/// A network with one mistake in it, and what is said of it.
struct Mistake: Sendable, CustomTestStringConvertible {
  let code: DiagnosticCode
  let severity: Diagnostic.Severity
  let message: String
  let attribute: AttributeName?
  /// What is offered to mend it, the best first, and then why nothing else is.
  let offers: [String]
  let network: Network
  /// The layer that made it.
  let id: LayerID

  var testDescription: String { "\(code.rawValue): \(message)" }

  /// - Parameters:
  ///   - layers: the last one of them made the mistake, unless a place is given.
  init(
    _ code: DiagnosticCode, _ message: String, severity: Diagnostic.Severity = .error,
    attribute: AttributeName? = nil, settings: NetworkSettings = NetworkSettings(), at place: Int? = nil,
    offers: [String] = [], _ layers: Layer...
  ) {
    (self.code, self.message, self.severity) = (code, message, severity)
    (self.attribute, self.offers) = (attribute, offers)
    // Two layers behind it, to see what becomes of those.
    let tail = [Samples.layer("tail", "activation"), Samples.layer("end", "output")]
    network = Network(settings, layers: layers + tail)
    id = network.ids[place ?? layers.count - 1]
  }
}

extension Mistake {
  static let all = windows + merges + connections + values

  private static let floor = NetworkSettings(rounding: .floor)
  private static let line = Samples.input("in", 10, 2)
  private static let image = Samples.input("in", 8, 8, 6)
  private static let vector = Samples.input("in", 10)

  private static let windows = [
    Mistake(
      .inexactSize, "(226 − 11 + 2·0)/4 + 1 = 54.75, not whole: 3 rows, 3 columns over",
      offers: [
        "padding 0 → [0, 1]", "input 226 → 227", "stride 4 → 5", "kernel 11 → 10",
        "no dilation near 1 makes it whole", "no symmetric padding: the stride is even and the remainder odd",
      ],
      Samples.input("in", 226, 226, 3), Samples.conv("conv", 96, 11, stride: 4)),
    Mistake(
      .inexactSize, "W: (226 − 11 + 2·0)/4 + 1 = 54.75, not whole: 3 columns over",
      offers: [
        "padding 0 → [0, 0], [0, 1]", "input 227×226 → 227", "stride 4 → 1", "kernel 11 → 11, 10",
        "no dilation near 1 makes it whole", "no symmetric padding: the stride is even and the remainder odd",
      ],
      Samples.input("in", 227, 226, 3), Samples.conv("conv", 96, 11, stride: 4)),
    Mistake(
      .inexactSize,
      "D: (5 − 2 + 2·0)/2 + 1 = 2.5; H: (7 − 2 + 2·0)/2 + 1 = 3.5, not whole: 1 slice, 1 row over",
      offers: [
        "padding 0 → [0, 1], [0, 1], [0, 0]", "input 5×7×8 → 6×8×8", "stride 2 → 1",
        "dilation 1 → 2, 2, 1", "size 2 → 1, 1, 2",
        "no symmetric padding: the stride is even and the remainder odd",
      ],
      Samples.input("in", 5, 7, 8, 1), Samples.maxPool("pool", 2, stride: 2)),
    Mistake(
      .inexactSize, "(229 − 3 + 0 + 1)/3 + 1 = 76.66…, not whole: 2 steps over",
      offers: ["padding [0, 1] → 1", "input 229 → 230", "stride 3 → 1", "dilation 1 → 2", "kernel 3 → 2"],
      Samples.input("in", 229, 1),
      Samples.window("conv", kernel: 3, stride: 3, padding: Padding(before: 0, after: 1))),
    Mistake(
      .inexactSize,
      "(224 − 7 + 2·3)/2 + 1 = 112.5: 1 row, 1 column at the end are never read (padding, no pixel)",
      severity: .warning,
      settings: floor,
      offers: [
        "padding 3 → [2, 3]", "input 224 → 225", "stride 2 → 1", "kernel 7 → 6",
        "no dilation near 1 makes it whole", "no symmetric padding: the stride is even and the remainder odd",
      ],
      Samples.input("in", 224, 224, 3), Samples.conv("conv", 64, 7, stride: 2, padding: 3)),
    Mistake(
      .inexactSize, "(10 − 3 + 2·0)/2 + 1 = 4.5: 1 step at the end is never read (all of it image)",
      severity: .warning,
      settings: floor,
      offers: [
        "padding 0 → [0, 1]", "input 10 → 11", "stride 2 → 1", "kernel 3 → 2",
        "no dilation near 1 makes it whole", "no symmetric padding: the stride is even and the remainder odd",
      ],
      line, Samples.window("conv", kernel: 3, stride: 2)),
    Mistake(
      .inexactSize, "(13 − 3 + 0 + 1)/4 + 1 = 3.75: 3 steps at the end are never read (2 steps of image)",
      severity: .warning,
      settings: floor,
      offers: [
        "padding [0, 1] → 1", "input 13 → 14", "stride 4 → 1", "kernel 3 → 2",
        "no dilation near 1 makes it whole",
      ],
      Samples.input("in", 13, 1),
      Samples.window("conv", kernel: 3, stride: 4, padding: Padding(before: 0, after: 1))),
    Mistake(
      .windowTooLarge, "H: (8 − 11 + 2·1)/1 + 1 = 0: the window spans 11, its padded input is 10",
      offers: ["padding 1 → 2", "kernel 11 → 10"],
      image,
      Samples.conv("conv", 2, 11, padding: 1)),
    Mistake(
      .windowTooLarge, "(10 − (4·(4 − 1) + 1) + 2·0)/1 + 1 = −2: the window spans 13, its padded input is 10",
      offers: ["padding 0 → 2", "kernel 4 → 3", "dilation 4 → 1"],
      line,
      Samples.layer(
        "conv", "conv", ["filters": .integer(2), "kernel": .extent(4), "dilation": .extent(4)])),
    Mistake(
      .paddingTooLarge, "padding 2 for a size of 3: a pool takes at most half the size, 1",
      attribute: "padding", offers: ["padding 2 → 1", "size 3 → 4"],
      line,
      Samples.layer("pool", "max_pool", ["size": .extent(3), "stride": .extent(1), "padding": .padding(2)])),
    Mistake(
      .paddingTooLarge, "padding 3 for a size of 3: a pool takes less than the size, 2", attribute: "padding",
      settings: NetworkSettings(rounding: .ceilCaffe), offers: ["padding 3 → 2", "size 3 → 4"],
      line,
      Samples.layer("pool", "avg_pool", ["size": .extent(3), "padding": .padding(3)])),
    Mistake(
      .groupsDoNotDivide, "4 groups do not divide 6 input channels: 6/4 = 1.5", attribute: "groups",
      offers: ["groups 4 → 2"],
      image,
      Samples.layer("conv", "conv", ["filters": .integer(8), "kernel": .extent(1), "groups": .integer(4)])),
    Mistake(
      .groupsDoNotDivide, "3 groups do not divide 4 filters: 4/3 = 1.33…", attribute: "groups",
      offers: ["groups 3 → 2", "filters 4 → 3"],
      image,
      Samples.layer("conv", "conv", ["filters": .integer(4), "kernel": .extent(1), "groups": .integer(3)])),
    Mistake(
      .inputRank, "needs 1 to 3 spatial axes and channels; the input is 10×1", vector,
      Samples.window("conv", kernel: 1)),
    Mistake(
      .axisCount, "kernel has 2 numbers; the input has 1 spatial axis", attribute: "kernel",
      offers: ["kernel 3, 3 → 3"],
      line,
      Samples.window("conv", kernel: [3, 3])),
    Mistake(
      .axisCount, "padding has 3 numbers; the input has 2 spatial axes", attribute: "padding",
      offers: ["padding 1, 1, 1 → 1"],
      image,
      Samples.window("conv", kernel: 3, padding: Padding([1, 1, 1]))),
  ]

  private static let merges = [
    Mistake(
      .mismatchedInputs, "the inputs differ in H: in 8×8×6, conv 6×8×2", image,
      Samples.window("conv", kernel: [3, 1]), Samples.layer("join", "concat", inputs: ["in", "conv"])),
    Mistake(
      .mismatchedInputs, "the inputs differ in the number of channels: in 8×8×6, conv 8×8×2", image,
      Samples.window("conv", kernel: 1), Samples.layer("join", "add", inputs: ["in", "conv"])),
    Mistake(
      .mismatchedInputs, "the inputs differ in their number of axes: in 8×8×6, fc 6×1", image,
      Samples.dense("fc", 6), Samples.layer("join", "concat", inputs: ["in", "fc"])),
    Mistake(
      .misalignedInputs, "the inputs step at different strides: half 2×2, whole 1×1", severity: .warning,
      image,
      Samples.window("half", kernel: 1, stride: 2, padding: Padding(.same)),
      Samples.window("whole", kernel: 5, inputs: ["in"]),
      Samples.layer("join", "add", inputs: ["half", "whole"])),
    Mistake(
      .axisOutOfRange, "axis 4: the input has axes 0 to 3, the batch being 0: in 8×8×6, in 8×8×6",
      attribute: "axis",
      offers: ["axis 4 → 3", "axis back to its default"],
      image, Samples.layer("join", "concat", ["axis": .integer(4)], inputs: ["in", "in"])),
    Mistake(
      .axisOutOfRange, "end_axis 1 is before axis 2", attribute: "end_axis",
      offers: ["end_axis back to its default"],
      image,
      Samples.layer("flat", "flatten", ["axis": .integer(2), "end_axis": .integer(1)])),
    Mistake(
      .inputRank, "needs channels; the input is one number", image,
      Samples.layer("flat", "flatten", ["axis": .integer(0)]), Samples.layer("norm", "batch_norm")),
  ]

  private static let connections = [
    Mistake(.inputCount, "has 1 input, needs 2 or more", image, Samples.layer("join", "add")),
    Mistake(
      .inputCount, "has 2 inputs, needs 1", offers: ["only in"],
      image, Samples.layer("act", "activation", inputs: ["in", "in"])),
    Mistake(
      .inputCount, "has 0 inputs, needs 1", offers: ["add the input in"],
      image, Samples.layer("act", "activation", inputs: [])),
    Mistake(
      .inputCount, "has 1 input, needs none", offers: ["no inputs"],
      image,
      Samples.layer("second", "input", ["shape": .sizes([.fixed(4)])], inputs: ["in"])),
    Mistake(
      .unknownInput, "there is no layer named Conv1",
      offers: ["input Conv1 → conv-1", "input: the layer before"],
      image, Samples.window("conv-1", kernel: 1),
      Samples.layer("act", "activation", inputs: ["Conv1"])),
    Mistake(
      .unknownInput, "in has no output 1; its last is 0",
      offers: ["input in:1 → in", "input: the layer before"],
      image,
      Samples.layer("act", "activation", inputs: [InputReference("in", output: 1)])),
    Mistake(
      .sharedParameters, "shares the parameters of Conv1, a layer that does not exist",
      offers: ["shares Conv1 → conv-1", "parameters of its own"],
      image, Samples.window("conv-1", kernel: 1),
      Samples.window("conv-2", kernel: 1, inputs: ["in"], shares: "Conv1")),
    Mistake(
      .sharedParameters, "shares the parameters of in, a layer of kind input, which has none",
      offers: ["parameters of its own"], image, Samples.window("c", kernel: 1, shares: "in")),
    Mistake(
      .sharedParameters, "shares its parameters with itself", offers: ["parameters of its own"],
      image, Samples.window("c", kernel: 1, shares: "c")),
    Mistake(
      .sharedParameters, "shares the parameters of b, which has none of its own but shares them too",
      offers: ["shares b → a", "parameters of its own"],
      image, Samples.window("a", kernel: 1), Samples.window("aa", kernel: 1, inputs: ["in"]),
      Samples.window("b", kernel: 1, inputs: ["in"], shares: "aa"),
      Samples.window("c", kernel: 1, inputs: ["in"], shares: "b")),
    Mistake(
      .sharedParameters, "shares the parameters of a: its weight is 3·3·2·2, not 1·1·6·2",
      offers: ["parameters of its own"],
      image, Samples.window("a", kernel: 1), Samples.window("c", kernel: 3, shares: "a")),
    Mistake(
      .cycle, "depends on its own output", image, Samples.layer("loop", "add", inputs: ["in", "loop"])),
    Mistake(
      .cycle, "depends on its own output", offers: ["only in"],
      image,
      Samples.layer("loop", "concat", inputs: [InputReference("loop", output: 1), "in"])),
    Mistake(
      .cycle, "depends on its own output through b", at: 1, image,
      Samples.layer("a", "add", inputs: ["in", "b"]),
      Samples.layer("b", "activation", inputs: ["a"])),
    Mistake(
      .cycle, "depends on its own output through b, c, d, e and 1 more", at: 1, image,
      Samples.layer("a", "add", inputs: ["in", "f"]), Samples.layer("b", "activation"),
      Samples.layer("c", "activation"), Samples.layer("d", "activation"), Samples.layer("e", "activation"),
      Samples.layer("f", "activation")),
    Mistake(
      .cycle, "depends on its own output through b", at: 1, offers: ["input: the layer before"],
      image,
      Samples.layer("a", "activation", inputs: ["b"]), Samples.layer("b", "dropout")),
    Mistake(
      .duplicateName, "a layer before it has the name a already", offers: ["rename to a-2"],
      image, Samples.window("a", kernel: 1),
      Samples.window("a", kernel: 1)),
    Mistake(
      .noInput, "nothing comes before it: the network does not begin with an input",
      offers: ["add an input of 224×224×3 before it"],
      Samples.window("a", kernel: 1)),
    Mistake(
      .unusedOutput, "no layer uses its output, and it is no output of the network", severity: .warning,
      at: 1, offers: ["add the output a-output", "delete it"],
      image,
      Samples.window("a", kernel: 1), Samples.window("b", kernel: 1, inputs: ["in"])),
  ]

  private static let values = [
    Mistake(
      .missingAttribute, "units is not set", attribute: "units", offers: ["units not set → 1"],
      vector, Samples.layer("fc", "linear")),
    Mistake(
      .attributeOutOfRange, "kernel is 0, which must be 1 or more", attribute: "kernel",
      offers: ["kernel 0 → 1"],
      image,
      Samples.window("conv", kernel: 0)),
    Mistake(
      .attributeOutOfRange, "rate is 1.5, which must be 0 to 1", attribute: "rate",
      offers: ["rate 1.5 → 1", "rate back to its default"],
      image,
      Samples.layer("drop", "dropout", ["rate": .real(1.5)])),
    Mistake(
      .attributeOutOfRange, "bias is 3, which must be true or false", attribute: "bias",
      offers: ["bias back to its default"],
      vector,
      Samples.layer("fc", "linear", ["units": .integer(3), "bias": .integer(3)])),
    Mistake(
      .attributeOutOfRange, "shape is 8, 0, which must be 1 or more in every axis", attribute: "shape",
      offers: ["shape 8, 0 → 8, 1"],
      Samples.input("in", 8, 0)),
    Mistake(
      .attributeOutOfRange, "the dimension seq is 0, which must be 1 or more", attribute: "shape",
      settings: NetworkSettings(dimensions: ["seq": 0]),
      offers: ["declare seq = 1"],
      Samples.layer("in", "input", ["shape": .sizes([.named("seq"), .fixed(3)])])),
    Mistake(
      .attributeOutOfRange, "causal padding needs one spatial axis; the input has 2", attribute: "padding",
      offers: ["padding causal → 0", "padding back to its default"],
      image,
      Samples.window("conv", kernel: 1, padding: Padding(.causal))),
    Mistake(
      .unknownDimension, "the network declares no dimension named seq", attribute: "shape",
      offers: ["declare seq = 1"],
      Samples.layer("in", "input", ["shape": .sizes([.named("seq"), .fixed(3)])])),
    Mistake(
      .partsDoNotDivide, "axis 1 has 5 elements, which make no two halves", attribute: "axis",
      Samples.input("in", 5), Samples.layer("glu", "glu")),
    Mistake(
      .elementsDiffer, "the input has 10 elements, the new shape 3·4 = 12", attribute: "shape", vector,
      Samples.layer("new", "reshape", ["shape": .sizes([.fixed(3), .fixed(4)])])),
    Mistake(
      .elementsDiffer, "the input has 10 elements, the new shape a multiple of 3", attribute: "shape", vector,
      Samples.layer("new", "reshape", ["shape": .sizes([.fixed(3), .fixed(-1)])])),
    Mistake(
      .tooFewElements, "each channel has one element, which leaves nothing to normalize",
      Samples.input("in", 1, 1, 3), Samples.layer("norm", "instance_norm")),
    Mistake(
      .notModelled,
      "is not modelled: its shapes are those declared, and it is counted without parameters and MACs",
      severity: .note, line,
      Samples.layer("nms", "opaque", ["shapes": .shapes([[.fixed(7), .fixed(4)], [.fixed(7)]])])),
    Mistake(.overflow, "beyond 64 bits: activation bytes", Samples.input("in", .max, 3)),
    Mistake(
      .overflow, "a size is beyond 64 bits", line,
      Samples.window("conv", kernel: 1, padding: Padding(Extent(.max)))),
  ]
}
