import NetworkModel
import Testing

@testable import NetworkFormats

@Suite struct TableTests {
  @Test func aBrokenRowShowsItsFractionAndEveryRowBehindItAMark() throws {
    var network = try template("alexnet")
    try network.assign("Conv-1.stride=5")
    let lines = try written(report(network), as: .text).split(separator: "\n")
    #expect(lines[3] == "Conv-1 x     44.2x44.2x96      34,848      96      34,944")
    #expect(lines[4].hasPrefix("MaxPool-1 ~  21x21x96 "))
    #expect(lines.last?.hasPrefix("Total ~ ") == true)
  }

  @Test func aBlockedRowHasNoNumbers() throws {
    var network = try template("lenet5")
    try network.assign("C1.kernel=50")
    let lines = try written(report(network), as: .text).split(separator: "\n")
    #expect(lines[3].split(separator: " ") == ["C1", "x", "-", "-", "-", "-"])
    #expect(lines[4].split(separator: " ") == ["S2", "~", "-", "-", "-", "-"])
    #expect(try written(report(network), as: .csv).contains("S2,,,,\r\n"))
  }

  @Test func everyColumnHasSomethingToSayInEveryTable() throws {
    var network = try template("resnet18")
    try network.apply(.share(network.existingLayer(named: "layer1/1/conv2"), "layer1/1/conv1"))
    let report = report(network, columns: SummaryColumn.all)
    for format in [FileFormat.text, .markdown, .csv, .latex, .html] {
      let heading = try written(report, as: format).replacing("\\_", with: "_")
      for column in SummaryColumn.all {
        #expect(heading.contains(column.heading) || heading.contains("\\\(column.heading)"))
      }
    }
    let table = SummaryTable(report)
    for column in SummaryColumn.all {
      #expect(
        table.rows.contains { column.value($0) != .empty && column.value($0) != .unknown }, "\(column.id)")
    }
  }

  @Test func groupsAreFoldedWithTheirSums() throws {
    let network = try template("resnet18")
    let table = SummaryTable(report(network, depth: 1))
    #expect(
      table.rows.map(\.name)
        == [
          "input", "conv1", "bn1", "relu", "maxpool", "layer1", "layer2", "layer3", "layer4", "avgpool",
          "flatten", "fc",
        ])
    let layer2 = try #require(table.rows.first { $0.name == "layer2" })
    #expect(layer2.counts?.parameters.value == 525_568)
    #expect(layer2.size?.text() == "128×28×28")
    #expect(layer2.status == .warning)
    #expect(SummaryTable(report(network, depth: 9)).rows.count == network.layerCount)
  }

  @Test(arguments: [
    ("a/b/c", 1, "a"), ("a/b/c", 2, "a/b"), ("a/b/c", 3, nil), ("a", 1, nil), ("/a", 1, ""),
    ("a//b", 2, "a/"),
  ])
  func aGroupIsTheFirstPartsOfAName(name: String, depth: Int, group: String?) {
    #expect(SummaryTable.groupName(of: name, depth: depth) == group)
  }

  @Test func csvIsQuotedAndNoFormula() throws {
    let network = try read(
      nativeText(layers: [
        #"name: "=cmd|' /C calc'!A0", kind: input, shape: [8, 8, 3]"#,
        #"name: "a, \"b\"", kind: conv, filters: 1000, kernel: 1, note: "x""#, #"name: "-x", kind: output"#,
      ]))
    #expect(
      try written(report(network), as: .csv) == """
        Layer Name,Tensor Size,Weights,Biases,Parameters\r
        '=cmd|' /C calc'!A0,8x8x3,0,0,0\r
        "a, ""b""\",8x8x1000,3000,1000,4000\r
        '-x,8x8x1000,0,0,0\r
        Total,,3000,1000,4000\r

        """)
  }

  @Test func markdownIsEscaped() throws {
    let network = try read(nativeText(layers: ["name: '|_a_b_ *c*`', kind: input, shape: [8, 8, 3]"]))
    #expect(
      try written(report(network), as: .markdown) == #"""
        | Layer Name | Tensor Size | Weights | Biases | Parameters |
        | --- | --- | ---: | ---: | ---: |
        | \|\_a_b\_ \*c\*\` | 8x8x3 | 0 | 0 | 0 |
        | Total |  | 0 | 0 | 0 |

        """#)
  }

  @Test func latexIsEscaped() throws {
    let network = try read(nativeText(layers: ["name: 'a_b & 50% <x|y>', kind: input, shape: [8, 8, 3]"]))
    let text = try written(report(network), as: .latex)
    #expect(
      text.contains(
        #"  a\_b \& 50\% \textless{}x\textbar{}y\textgreater{} & $8\times 8\times 3$ & 0 & 0 & 0 \\"#))
  }

  @Test func aLatexTableLongerThanAPageIsBroken() throws {
    for (name, environment) in [("alexnet", "tabular"), ("resnet50", "longtable")] {
      let text = try written(report(try template(name)), as: .latex)
      #expect(text.contains("\\begin{\(environment)}{llrrr}\n  \\toprule\n"))
      #expect(text.ranges(of: "\\bottomrule").count == 1)
    }
  }

  @Test func latexHasTheRulesOfBooktabs() throws {
    let network = try read(nativeText(layers: ["name: image, kind: input, shape: [8, 8, 3]"]))
    #expect(
      try written(report(network), as: .latex) == #"""
        \begin{tabular}{llrrr}
          \toprule
          Layer Name & Tensor Size & Weights & Biases & Parameters \\
          \midrule
          image & $8\times 8\times 3$ & 0 & 0 & 0 \\
          \midrule
          Total &  & 0 & 0 & 0 \\
          \bottomrule
        \end{tabular}

        """#)
  }

  @Test(arguments: [FileFormat.text, .markdown, .csv, .json, .latex, .html, .svg, .dot].map(\.id))
  func noTableCarriesAnEscapeSequence(id: String) throws {
    let hostile = #"name: "\e[31m\u202Ered\u009b\n", kind: input, shape: [8, 8, 3]"#
    let network = try read(nativeText(layers: [hostile, #"name: b, kind: add, inputs: "\e[31m""#]))
    let report = report(network, columns: SummaryColumn.all)
    let text = try written(report, as: try #require(Formats.named(id)))
    #expect(!text.unicodeScalars.contains { $0.isHazardous && $0 != "\n" && $0 != "\r" })
  }

  @Test func wideCharactersKeepTheColumnsAligned() throws {
    let network = try read(
      nativeText(layers: ["name: 畳み込み, kind: input, shape: [8, 8, 3]", "name: e\u{301}, kind: output"]))
    let lines = try written(report(network), as: .text).split(separator: "\n")
    #expect(lines[2].hasPrefix("畳み込み    8x8x3"))
    #expect(lines[3].hasPrefix("e\u{301}           8x8x3"))
  }

  @Test func anOverflowIsSaidAndNoNumber() throws {
    let network = try read(
      nativeText(layers: [
        "name: i, kind: input, shape: [9223372036854775807, 1, 1]",
        "name: f, kind: fully_connected, units: 4",
      ]))
    let line = try written(report(network), as: .text).split(separator: "\n")[3]
    #expect(line.contains("over 2^63"))
    #expect(try written(report(network), as: .csv).contains("\nf,4x1,,4,\r\n"))
  }
}
