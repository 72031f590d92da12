import NetworkModel
import TestSupport
import Testing

@testable import NetworkFormats

/// A file's layers taken apart a few at a time: what comes of it, and what is said of it, is what taking all of them
/// apart at once gives.
@Suite(.timeLimit(.minutes(5))) struct NativeRunTests {
  @Test(arguments: Templates.all.map(\.id))
  func aBuiltInNetworkIsTheSame(id: String) throws {
    let bytes = try #require(Templates.named(id)?.bytes)
    #expect(outcome(bytes, runSize: 64) == outcome(bytes, runSize: .max))
  }

  @Test(arguments: 0..<40)
  func aBrokenFileGetsTheSameAnswer(seed: Int) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<40 {
      let bytes = damaged(text(&random), &random)
      for size in [1, 100, 400] {
        let (runs, whole) = (outcome(bytes, runSize: size), outcome(bytes, runSize: .max))
        #expect(runs == whole, "\(size): \(String(decoding: bytes, as: UTF8.self))")
      }
    }
  }

  @Test(arguments: Templates.all.map(\.id))
  func aBuiltInNetworkInBracketsIsTheSame(id: String) throws {
    let network = try read(String(decoding: try #require(Templates.named(id)?.bytes), as: UTF8.self))
    let lines = NativeWriter.write(network).split(separator: "\n").map(String.init)
    let items = lines.compactMap { $0.firstMatch(of: /^ *- (\{.*)$/).map { String($0.1) } }
    let head = lines.prefix { $0 != "layers:" }
    try #require(items.count == network.layerCount)
    for text in [
      (head + ["layers: ["]).joined(separator: "\n") + items.joined(separator: ",") + "]",
      (head + ["layers: [\n"]).joined(separator: "\n") + items.joined(separator: " ,\n") + ",\n]\n",
    ] {
      for size in [1, 64, 1000] {
        #expect(outcome(Array(text.utf8), runSize: size) == NativeWriter.write(network))
      }
    }
  }

  /// What is wrong with a text is told in other words where it is no YAML.
  @Test(arguments: 0..<40)
  func aFileInBracketsGetsTheSameAnswer(seed: Int) {
    var random = SplitMix64(seed: 1000 + seed)
    for _ in 0..<40 {
      let bytes = damaged(bracketed(&random), &random)
      for size in [1, 100, 400] {
        let (runs, whole) = (outcome(bytes, runSize: size), outcome(bytes, runSize: .max))
        let isNoYAML = [runs, whole].contains { $0.contains("is no YAML") }
        let isSame = runs == whole || isNoYAML && runs.hasPrefix("a:") && whole.hasPrefix("a:")
        #expect(isSame, "\(size): \(String(decoding: bytes, as: UTF8.self))\n\(runs)\n\(whole)")
      }
    }
  }

  private static let entries = [
    "{name: a#, kind: conv, filters: 8}", #"{"name":"b#","kind":"conv","filters":8}"#,
    "{\"name\": \"c#, [{\\\"\", \"kind\": \"conv\"}", "{name: 'd# it''s, ]', kind: softmax}",
    "{name: e# it's [], kind: softmax}", "{name: f# rock 'n' roll, kind: softmax}",
    "{name: g#, # }] '\n kind: softmax}", "\n  {name: h#,\n   kind: softmax\n  }\n",
    "{? name : i#, ? kind : flatten}",
    "{name: !!str 'j#, x', kind: flatten}", "{name: &k 'k#, ]', kind: flatten}", "{name: l#, kind: konv}",
    "{name: m#, kind: conv, filters: many, colour: red}", "[n]", "o", "",
    "{name: p#, kind: add, inputs: [b1, 'a2']}",
    "{name: q:'#, kind: flatten}", "{name: ü#, kind: flatten, note: \"\u{2028}\"}", "name: r#, kind: flatten",
    "{name: s#, kind: flatten, name: s}", "{name: t#, kind: flatten, note: a#b}",
    "{name: u#\r\n, kind: flatten}",
    "{\"name\" :\"v#, x\",\"kind\":\"flatten\"}",
  ]

  private func bracketed(_ random: inout SplitMix64) -> String {
    let entries = (0..<Int.random(in: 1...20, using: &random)).map { number in
      let entry =
        Int.random(in: 0..<3, using: &random) > 0
        ? Self.entries[number % 2] : Self.entries.randomElement(using: &random) ?? ""
      return entry.replacing("#", with: "\(number)")
    }
    let separator = [",", ", ", " ,\n", ",\n    "].randomElement(using: &random) ?? ""
    let list =
      "[" + entries.joined(separator: separator) + (["", ",", "\n"].randomElement(using: &random) ?? "") + "]"
    return [
      "strata: 1\nlayers: \(list)\n", "strata: 1\nlayers:\n\(list)\nname: x\n",
      "{strata: 1, layers: \(list)}",
      "{\"strata\":1,\"name\":\"layers: [\",\"layers\":\(list),\"batch\":2}\n",
      "  {'strata': 1, 'layers' : \(list), colour: red}",
      "# x\nname: \"a\nlayers: [\"\nstrata: 1\nlayers: \(list)",
      "{strata: 2, layers: \(list)}", "---\nstrata: 1\nlayers: \(list) # end\n...\n",
      "{strata: 1, layers: \(list), layers: []}", "{strata: 1, layers: \(list)",
    ].randomElement(using: &random) ?? ""
  }

  /// How layers may be written, none of them as this program would.
  private static let items = [
    "- {name: a#, kind: conv, filters: 8}", "- {name: b#, kind: conv,\n     filters: 8}",
    "- {name: b#, kind: conv,\nfilters: 8}", "- name: c#\n  kind: add\n  inputs: [a1, b2]",
    "- name: d#\n  kind: dropout\n  note: |\n    one\n\n    - {two: 2}",
    "- {name: \"e#\n  - x\", kind: softmax}",
    "- {name: f#, kind: softmax} # e", "# nothing\n- {name: g#, kind: softmax, note: 'it''s'}",
    "-\n  name: h#\n  kind: flatten",
    "- {name: i#, kind: konv}", "- {name: j#, kind: conv, filters: many}",
    "- ? name\n  : k#\n  ? kind\n  : flatten",
    "- {name: l#, kind: add, inputs: ['a1:1', b2:0]}", "- [m]", "- {name: n#, kind: conv, name: n}",
    "- &o {name: o#, kind: flatten}",
    "- {name: p#, kind: flatten}\u{85}", "- {name: q#, kind: flatten}\r",
    "- {name: \"r#\\\n    - s\", kind: flatten}", "-\t{name: t#, kind: flatten}",
    "\n\n- {name: u#, kind: flatten}\n   # u", "- - {name: v#, kind: flatten}", "- *z",
    "- {name: ü#, kind: flatten, note: \"\u{2028}\"}",
  ]

  private func text(_ random: inout SplitMix64) -> String {
    let indentation = ["", "  ", "      "].randomElement(using: &random) ?? ""
    // Most of them are in order, so that mistakes stand between such.
    let items = (0..<Int.random(in: 1...20, using: &random)).map { number in
      let item =
        Int.random(in: 0..<3, using: &random) > 0
        ? Self.items[0] : Self.items.randomElement(using: &random) ?? ""
      return item.replacing("#", with: "\(number)").split(separator: "\n", omittingEmptySubsequences: false)
        .map { indentation + $0 }.joined(separator: "\n") + "\n"
    }
    let head = [
      "strata: 1\n", "strata: 1\nname: x\n", "# x\n---\nstrata: 1\nname: \"a\nb\"\n", "strata: 2\n",
      "\u{FEFF}strata: 1\n",
    ]
    let key = ["layers:\n", "layers: # all\n\n"]
    let tail = ["", "", "name: late\n", "batch: x\nlayers: []\n", "...\n", "---\n", "note: &n x\n", "\t\n"]
    return (head.randomElement(using: &random) ?? "") + (key.randomElement(using: &random) ?? "")
      + items.joined()
      + (tail.randomElement(using: &random) ?? "")
  }

  private func damaged(_ text: String, _ random: inout SplitMix64) -> [UInt8] {
    var bytes = Array(text.utf8)
    for _ in 0..<Int.random(in: 0...2, using: &random) {
      let place = Int.random(in: bytes.indices, using: &random)
      bytes[place] = Array("{}[],:&*!|>'\"#%-?\t\n\r x9".utf8).randomElement(using: &random) ?? 0
    }
    return bytes
  }

  private func outcome(_ bytes: [UInt8], runSize: Int) -> String {
    FileContent(bytes).withBytes { bytes in
      do throws(ProblemList) {
        return NativeWriter.write(try NativeReader.read(bytes, inRunsOf: runSize))
      } catch {
        return error.problems.map { $0.line(of: "a") }.joined(separator: "\n")
      }
    }
  }
}
