import NetworkModel
import TestSupport
import Testing

@testable import NetworkFormats

/// Files that are made, or broken, to do harm: each gets a clear answer, in no time.
@Suite(.timeLimit(.minutes(5))) struct HostileInputTests {
  @Test func aliasesAreRefused() {
    let bomb =
      "strata: 1\na: &a [x, x]\n"
      + (0..<40).map { "? [*\(name($0)), *\(name($0))]\n: &\(name($0 + 1)) [*\(name($0)), *\(name($0))]\n" }
      .joined()
    let answers = [
      (bomb, 7), ("strata: 1\nname: &a x", 2), ("strata: 1\nname: *a", 2),
      ("strata: 1\nname: &a x\nlayers: [*a, *a]", 2), ("strata: 1\nname: x\n? &a [1]\n: *a", 3),
    ]
    for (text, line) in answers {
      #expect(
        complaints(about: text).first?.contains("anchors and aliases are not part of the format") == true)
      #expect(complaints(about: text).first?.hasPrefix("test.yaml:\(line):") == true, "\(text.prefix(40))")
    }
  }

  private func name(_ index: Int) -> String {
    String(UnicodeScalar(UInt8(97 + index % 26))) + "\(index / 26)"
  }

  @Test(arguments: ["[", "{a: ", "- ", "? ", "{", "[[],", "- - [", "a:\n "])
  func nestingWithoutEndIsRefused(unit: String) {
    let text = "strata: 1\nlayers:\n  " + String(repeating: unit, count: 200_000)
    #expect(complaints(about: text).count == 1)
  }

  @Test func nestingOfAHundredMegabytesIsRefused() {
    let bytes = Array("strata: 1\nlayers: ".utf8) + [UInt8](repeating: UInt8(ascii: "["), count: 100 << 20)
    #expect(complaints(about: bytes) == ["test.yaml: is larger than 16 MiB, which no network's file is"])
  }

  @Test func deeplyNestedValuesAreOfNoAttributesType() {
    let text = nativeText(layers: ["name: c, kind: conv, filters: " + brackets(900)])
    #expect(complaints(about: text) == ["test.yaml:7:36: filters must be a whole number"])
  }

  @Test(arguments: ["a,", "[],", "{},", "? ", "!x ,", "a: ,", "-\n  "])
  func valuesWithoutEndAreRefused(unit: String) {
    let opening = unit.hasSuffix("\n  ") ? "\n  " : unit == "a: ," ? "{" : "["
    let text = "strata: 1\nname: " + opening + String(repeating: unit, count: 400_000)
    #expect(
      complaints(about: text).first?.contains(" values, which no network's file of its size has") == true)
  }

  @Test func aHundredThousandLayersAreNoExcess() throws {
    let layers = (0..<100_000).map { "name: c\($0), kind: conv, filters: 16, kernel: 3, padding: 1" }
    let text = nativeText(layers: ["name: in, kind: input, shape: [16, 8, 8]"] + layers)
    #expect(try read(text).layerCount == 100_001)
  }

  /// Only what is told is looked up.
  @Test func mistakesInEveryLayerAreNoWork() {
    let text = nativeText(layers: (0..<20_000).map { "name: c\($0), kind: konv" })
    #expect(complaints(about: text).count == 20)
  }

  @Test func aTextThatDoesNotEndIsToldWhereItBegins() {
    var layers = (0..<20_000).map { "name: c\($0), kind: conv, filters: 16, kernel: 3, padding: 1" }
    layers[5000] = "name: \"c, kind: conv"
    let lines = complaints(about: nativeText(layers: layers))
    #expect(lines.count == 1 && lines[0].hasSuffix("what begins here does not end"), "\(lines)")
  }

  @Test func thousandsOfLayersOfOneNameAreAnalysedAtOnce() throws {
    let layers = [String](repeating: "name: a, kind: softmax", count: 15_000)
    let network = try read(nativeText(layers: ["name: a, kind: input, shape: [8]"] + layers))
    #expect(Analysis(of: network).totals.errors == 15_000)
  }

  @Test func oneEndlessNameDoesNotMakeAllLinesLong() throws {
    let name = String(repeating: "n", count: 100_000)
    let layers = [name] + (0..<1000).map { "l\($0)" }
    let network = try read(
      nativeText(layers: ["name: x, kind: input, shape: [8]"] + layers.map { "name: \($0), kind: softmax" }))
    for format in Formats.writable {
      #expect(try format.write(report(network)).bytes.count < 3_000_000, "\(format.id)")
    }
  }

  private func brackets(_ count: Int) -> String {
    String(repeating: "[", count: count) + String(repeating: "]", count: count)
  }

  @Test(arguments: [
    (Array("strata: 1\nname: \u{e9}x".utf8) + [0xFF], "2:9: is not UTF-8 text"),
    (Array("strata: 1\n".utf8) + [0xC0, 0x80], "2:1: is not UTF-8 text"),
    (Array("strata: 1\nname: a\u{0}b".utf8), "2:8: has a control character (0) in it, so it is no text"),
    (Array("strata: 1\nname: \u{1B}[2J".utf8), "2:7: has a control character (27) in it, so it is no text"),
    ([0xFF, 0xFE, 0x73, 0x00], " is UTF-16 text; UTF-8 is needed"),
  ])
  func whatIsNoTextIsRefused(bytes: [UInt8], complaint: String) {
    #expect(complaints(about: bytes) == ["test.yaml:\(complaint)"])
  }

  @Test(arguments: ["9223372036854775808", "-9223372036854775809", String(repeating: "9", count: 100_000)])
  func numbersBeyond64BitsAreRefused(number: String) {
    let text = nativeText(layers: ["name: c, kind: conv, filters: \(number)"])
    #expect(complaints(about: text) == ["test.yaml:7:36: filters has a number beyond 64 bits"])
  }

  @Test func messagesCarryNoControlCharacters() {
    let text = nativeText(layers: [#"name: c, kind: "\e[2J\u202Ekind", "\a\x9b31m": 1"#])
    for line in complaints(about: text, name: "a\u{1B}.yaml") {
      #expect(!line.unicodeScalars.contains { $0.isHazardous }, "\(line)")
    }
  }

  @Test func everyBeginningOfAFileIsReadOrRefused() throws {
    let bytes = try #require(Templates.named("lenet5")?.bytes)
    for count in bytes.indices { _ = complaints(about: Array(bytes[..<count])) }
  }

  @Test func randomDamageIsReadOrRefused() throws {
    let bytes = try #require(Templates.named("resnet18")?.bytes)
    var random = SplitMix64(seed: 1)
    for _ in 0..<300 {
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: damaged.indices, using: &random)
        damaged[place] = Array("{}[],:&*!|>'\"#%-?\t\n\r\u{0}x9".utf8).randomElement(using: &random) ?? 0
      }
      _ = complaints(about: damaged)
    }
  }
}
