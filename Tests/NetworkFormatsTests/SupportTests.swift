import NetworkModel
import Testing

@testable import NetworkFormats

@Suite struct SupportTests {
  @Test(
    arguments: [
      ("filtres", ["name", "filters", "kernel"], "; did you mean 'filters'?"),
      ("zzz", ["name", "kind"], "; known are name, kind"),
      ("zzz", [], ""),
      (String(repeating: "é", count: 1_000_000), ["a"], "; known are a"),
    ] as [(String, [String], String)])
  func theNearestNameIsSuggested(word: String, known: [String], text: String) {
    #expect(suggestion(for: word, in: known) == text)
  }

  @Test(arguments: nastyTexts)
  func safeTextHasNothingThatATerminalObeys(text: String) {
    #expect(!text.madeSafe.unicodeScalars.contains { $0.isHazardous })
  }

  @Test func ordinaryTextIsLeftAlone() {
    #expect("畳み込み 👩‍👩‍👧 é Conv-1".madeSafe == "畳み込み 👩‍👩‍👧 é Conv-1")
  }

  @Test(arguments: [
    ("Conv-1", "Conv-1"), ("3x3", "3x3"), ("split:1", "split:1"), ("stage2/block1", "stage2/block1"),
    ("yes", "\"yes\""), ("1e3", "\"1e3\""), ("", "\"\""), ("a: b", "\"a: b\""), ("a\u{1B}", "\"a\\x1B\""),
    ("\u{202E}", "\"\\u202E\""), ("畳", "畳"),
  ])
  func aScalarIsQuotedOnlyWhereItMustBe(text: String, yaml: String) {
    #expect(yamlScalar(text) == yaml)
  }
}

@Suite struct ReferencePageTests {
  @Test func everythingInTheTablesIsInTheManual() throws {
    func page(_ name: String) throws -> String {
      try #require(ReferencePage.all.first { $0.fileName == name }?.text)
    }
    for spec in Catalogue.specs {
      #expect(try page("operations.md").contains("### \(spec.id)\n"))
      for attribute in spec.attributes {
        #expect(try page("operations.md").contains("| `\(attribute.name)` |"))
      }
    }
    for code in DiagnosticCode.allCases { #expect(try page("diagnostics.md").contains("`\(code.rawValue)`")) }
    for format in Formats.all { #expect(try page("formats.md").contains("| `\(format.id)` |")) }
    for column in SummaryColumn.all { #expect(try page("columns.md").contains("| `\(column.id)` |")) }
  }
}

@Suite struct ExplanationTests {
  @Test func aLayersNumbersAreDerived() throws {
    let network = try template("alexnet")
    let id = try network.existingLayer(named: "Conv-1")
    let text = explanation(of: id, in: network, Analysis(of: network))
    for part in ["Conv-1: convolution\n", "Input Image  227×227×3", "55×55×96", "filters", "96"] {
      #expect(text.contains(part), "\(text)")
    }
  }

  @Test func aLayerBehindABrokenOneNamesTheCause() throws {
    var network = try template("alexnet")
    try network.assign("Conv-1.stride=5")
    let id = try network.existingLayer(named: "Conv-2")
    #expect(explanation(of: id, in: network, Analysis(of: network)).contains("because of Conv-1"))
  }
}
