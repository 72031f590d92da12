import NetworkModel
import OrderedCollections
import TestSupport
import Testing

@testable import NetworkFormats

@Suite struct NativeRoundTripTests {
  @Test(arguments: Catalogue.allKinds)
  func everyAttributeOfEveryOperationComesBack(kind: OperationKind) throws {
    var layer = Layer(name: "it", kind: kind)
    for spec in kind.spec.attributes { layer.attributes[spec.name] = spec.unusualValue }
    #expect(kind.spec.attributes.allSatisfy { layer.attributes[$0.name] != nil })
    try expectRoundTrip(Network(layers: [layer]))
  }

  @Test(arguments: nastyTexts)
  func anyTextComesBack(text: String) throws {
    let layers = [
      Layer(name: text, kind: try kind("conv"), shares: text, note: text),
      Layer(
        name: "b", kind: try kind("add"), inputs: [InputReference(text), InputReference(text, output: 1)]),
    ]
    try expectRoundTrip(Network(NetworkSettings(name: text, dimensions: [text: 3]), layers: layers))
  }

  @Test(arguments: UInt64(0)..<200)
  func aRandomNetworkComesBack(seed: UInt64) throws {
    var random = SplitMix64(seed: Int(seed))
    try expectRoundTrip(try randomNetwork(&random))
  }

  @Test func whatHasItsFixedDefaultIsLeftOut() throws {
    let text = nativeText(layers: ["name: c, kind: conv, filters: 8, kernel: 3, stride: 1, bias: true"])
    #expect(NativeWriter.write(try read(text)).contains("  - {name: c, kind: conv, filters: 8, kernel: 3}\n"))
  }

  @Test func whatOnlyHappensToEqualAnotherValueIsKept() throws {
    let line = "  - {name: p, kind: max_pool, size: 2, stride: 2, rounding: exact}\n"
    #expect(
      NativeWriter.write(try read(nativeText(layers: [String(line.dropFirst(5).dropLast(2))]))).contains(line)
    )
  }

  @Test func keysComeOutInTheirOrderWhateverOrderTheyWereIn() throws {
    let text = """
      layers: [{note: hint, stride: 2, kernel: 3, filters: 8, shares: a, inputs: [x], kind: conv, name: c}]
      dimensions: {seq: 128}
      batch: 2
      rounding: floor
      layout: channels_first
      name: Net
      strata: 1
      """
    #expect(
      NativeWriter.write(try read(text)) == """
        strata: 1
        name: Net
        layout: channels_first
        rounding: floor
        batch: 2
        dimensions: {seq: 128}
        layers:
          - {name: c, kind: conv, inputs: x, shares: a, filters: 8, kernel: 3, stride: 2, note: hint}

        """)
  }

  @Test(arguments: [
    ("strata: 1", Network()),
    ("\u{FEFF}# remark\r\n---\r\nstrata: 1\r\nname: x\r\n", Network(NetworkSettings(name: "x"))),
    ("strata: 1\nname: |-\n  two\n  lines\n", Network(NetworkSettings(name: "two\nlines"))),
    ("strata: 1\nname: 'yes'  # *not an alias*\n", Network(NetworkSettings(name: "yes"))),
    ("strata: 1\nname: 12\n", Network(NetworkSettings(name: "12"))),
  ])
  func otherWaysToWriteItAreRead(text: String, network: Network) throws {
    #expect(try read(text) == network)
  }

  @Test(
    arguments: [
      ("a", ["a"], InputReference("a")),
      ("a:1", ["a"], InputReference("a", output: 1)),
      ("a:1", ["a", "a:1"], InputReference("a:1")),
      ("a:01", ["a", "a:1"], InputReference("a", output: 1)),
      ("a:1:0", ["a:1"], InputReference("a:1")),
      ("a:", ["a"], InputReference("a:")),
      (":1", [], InputReference(":1")),
      ("a:-1", [], InputReference("a:-1")),
      ("a:99999999999999999999", ["a"], InputReference("a:99999999999999999999")),
    ] as [(String, Set<String>, InputReference)])
  func anOutputIsNumberedUnlessALayerHasThatName(
    text: String, layers: Set<String>, reference: InputReference
  ) {
    #expect(InputReference(written: text, layers: layers) == reference)
    #expect(InputReference(written: reference.written(layers: layers), layers: layers) == reference)
  }
}

func kind(_ name: String) throws -> OperationKind { try #require(OperationKind(name)) }

private func expectRoundTrip(_ network: Network, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let text = NativeWriter.write(network)
  let again = try read(text)
  #expect(again == network, "\(text)", sourceLocation: sourceLocation)
  #expect(NativeWriter.write(again) == text, sourceLocation: sourceLocation)
}

let nastyTexts = [
  "yes", "No", "on", "~", "null", "1e3", "12", "-1", "+1", "0x1F", "1_000", "12:30", "2001-01-01", ".inf",
  ".5",
  "a: b", "a:b", "a:", ":a", "a #b", "a#b", "#a", "- a", "-", "? a", "&a", "*a", "!a", "|", ">", "%a", "@a",
  "`a",
  "'a'", "\"a\"", "a\"b", "a\\b", "[a]", "{a}", "a, b", "a]", " a", "a ", "a  b", "a\tb", "a\nb", "a\r\nb",
  "\u{0}",
  "\u{1B}[31m", "\u{7F}", "\u{85}", "\u{A0}", "\u{2028}", "\u{202E}abc", "a\u{FEFF}", "\u{FFFD}", "\u{FFFF}",
  "é",
  "e\u{301}", "畳み込み", "👩‍👩‍👧", "\u{1F600}", "\u{10FFFF}", "=", "<<", "true", "FALSE", "stage2/block1/conv", "x:1",
  "...", "---", "3x3", "Conv-1", "a.b=c", "\u{600}", String(repeating: "long ", count: 400) + ".",
]

extension AttributeType {
  /// A value of the type that is no operation's default.
  var unusualValue: AttributeValue? {
    switch self {
    case .integer(let range): .integer(min(7, range.upperBound))
    case .real(let range): .real(min(1e-7, range.upperBound))
    case .flag: .flag(false)
    case .choice(let words): words.last.map { .choice($0) }
    case .extent: Extent([2, 3]).map { .extent($0) }
    case .padding: Extent([1, 2]).map { .padding(Padding(before: $0, after: Extent(4).spread(over: 2))) }
    case .sizes: .sizes([.named("yes"), .fixed(Int.max), .named("12")])
    case .shapes: .shapes([[.named("yes"), .fixed(3)], [.fixed(7)]])
    case .integers: .integers([-1, 0, 2])
    case .text: .text("1e3")
    }
  }
}

extension AttributeSpec {
  /// A value that is not the default, which a file leaves out.
  var unusualValue: AttributeValue? {
    if case .value(.flag(let flag)) = `default` { return .flag(!flag) }
    return type.unusualValue
  }
}

private func randomNetwork(_ random: inout SplitMix64) throws -> Network {
  func text() -> String {
    (0..<Int.random(in: 1...3, using: &random)).map { _ in nastyTexts.randomElement(using: &random) ?? "x" }
      .joined(separator: ["", " ", ":", "/"].randomElement(using: &random) ?? "")
  }
  var layers: [Layer] = []
  for _ in 0..<Int.random(in: 0...12, using: &random) {
    let kind = try #require(Catalogue.allKinds.randomElement(using: &random))
    var layer = Layer(name: text(), kind: kind)
    for spec in kind.spec.attributes where Bool.random(using: &random) {
      if let value = spec.unusualValue, spec.default != .value(value) {
        layer.attributes[spec.name] = value
      }
    }
    if Bool.random(using: &random) {
      layer.inputs = (0..<Int.random(in: 0...3, using: &random)).map { _ in
        InputReference(
          layers.randomElement(using: &random)?.name ?? text(), output: Int.random(in: 0...2, using: &random))
      }
    }
    if Bool.random(using: &random) { layer.shares = text() }
    if Bool.random(using: &random) { layer.note = text() }
    layers.append(layer)
  }
  let settings = NetworkSettings(
    name: text(), layout: Layout.allCases.randomElement(using: &random) ?? .channelsLast,
    rounding: Rounding.allCases.randomElement(using: &random) ?? .exact,
    batch: Int.random(in: 1...9, using: &random),
    dimensions: [text(): 1, "seq": Int.max])
  return Network(settings, layers: layers)
}
