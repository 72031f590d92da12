import NetworkModel
import Testing

@testable import NetworkFormats

@Suite struct SelectionTests {
  private func names(
    _ template: String, _ filters: [String] = [], sort: String? = nil, depth: Int? = nil
  ) throws -> [String] {
    let network = try NetworkFormatsTests.template(template)
    let report = Report(
      network, Analysis(of: network), depth: depth, filters: try filters.map { try RowFilter($0) },
      sort: try sort.map { try SummaryColumn.existing($0) })
    return SummaryTable(report).rows.map(\.name)
  }

  @Test(arguments: [
    (["kind=conv"], ["Conv-1", "Conv-2", "Conv-3", "Conv-4", "Conv-5"]),
    (["kind=CONV", "name=*-[13]"], []), (["kind=conv", "name=*-3"], ["Conv-3"]),
    (["name=fc-*"], ["FC-1", "FC-2", "FC-3"]), (["shape=13x13x*", "kind=*pool"], ["MaxPool-2"]),
    (["parameters=34944"], ["Conv-1"]), (["status=error"], []), (["name="], []),
    (["name=***o**-*1*"], ["Conv-1", "MaxPool-1"]), (["name==*"], []),
  ])
  func onlyRowsAreShownToWhichEveryFilterApplies(filters: [String], wanted: [String]) throws {
    #expect(try names("alexnet", filters) == wanted)
  }

  @Test(arguments: [
    ("macs", ["Conv-2", "Conv-4", "Conv-3", "Conv-5", "Conv-1"]),
    ("shape", ["Conv-1", "Conv-2", "Conv-3", "Conv-4", "Conv-5"]),
    ("name", ["Conv-1", "Conv-2", "Conv-3", "Conv-4", "Conv-5"]),
    ("receptive_field", ["Conv-5", "Conv-4", "Conv-3", "Conv-2", "Conv-1"]),
    ("effective_stride", ["Conv-3", "Conv-4", "Conv-5", "Conv-2", "Conv-1"]),
    ("kind", ["Conv-1", "Conv-2", "Conv-3", "Conv-4", "Conv-5"]),
    ("share_bar", ["Conv-4", "Conv-3", "Conv-5", "Conv-2", "Conv-1"]),
  ])
  func rowsAreSortedLargestFirstAndEqualOnesStay(column: String, wanted: [String]) throws {
    #expect(try names("alexnet", ["kind=conv"], sort: column) == wanted)
  }

  @Test func whatIsNotKnownComesLast() throws {
    let rows = try names("alexnet", sort: "receptive_field")
    #expect(rows.prefix(2) == ["MaxPool-3", "Conv-5"])
    #expect(rows.suffix(4) == ["FC-1", "FC-2", "FC-3", "Output"])
  }

  @Test func groupsAreFoldedBeforeRowsAreChosen() throws {
    let rows = try names("resnet18", ["name=layer*"], sort: "parameters", depth: 1)
    #expect(rows == ["layer4", "layer3", "layer2", "layer1"])
  }

  @Test(arguments: [
    ("kindconv", "'kindconv' is not of the form column=pattern, such as kind=conv"),
    ("kin=conv", "unknown column 'kin'; did you mean 'kind'?"),
  ])
  func aFilterThatIsNoneIsRefused(text: String, message: String) {
    #expect(throws: ArgumentProblem(message: message)) { try RowFilter(text) }
  }

  @Test func aStarCostsNoMoreThanTheProductOfBothLengths() throws {
    let network = try read(
      nativeText(layers: ["name: \(String(repeating: "a", count: 5_000)), kind: input, shape: [8, 8, 3]"]))
    let filter = try RowFilter("name=" + String(repeating: "*a", count: 500) + "*b")
    #expect(!filter.applies(to: SummaryRow(network.ids[0], in: network, Analysis(of: network))))
  }

  @Test(arguments: [FileFormat.text, .markdown, .csv, .latex, .html].map(\.id))
  func everyTableSaysThatItsTotalIsOfTheWholeNetwork(id: String) throws {
    let network = try template("alexnet")
    let report = Report(network, Analysis(of: network), filters: [try RowFilter("kind=conv")])
    let text = try written(report, as: try #require(Formats.named(id)))
    #expect(text.contains("Total of all 13 rows"))
    #expect(text.contains("62378344") || text.contains("62,378,344"))
    #expect(!text.contains("FC-1"))
    #expect(id == "csv" || text.contains("Shown are 5 of 13 rows: kind=conv."))
  }

  @Test func theJSONHasTheLayersAskedForAndSaysHowManyThereAre() throws {
    let network = try template("alexnet")
    let report = Report(
      network, Analysis(of: network), filters: [try RowFilter("name=FC*")], sort: .multiplyAdds)
    let text = try written(report, as: .json)
    #expect(text.contains("\"filters\": [\"name=FC*\"],\n  \"layer_count\": 13,"))
    #expect(text.ranges(of: "\"receptive_field\"").count == 3)
    #expect(text.contains("\"parameters\": 62378344"))
  }

  @Test func barsSayTheSameInEveryFormat() throws {
    let network = try template("alexnet")
    let report = report(network, columns: [.name, .shareBar, .multiplyAddShareBar])
    #expect(
      try written(report, as: .text).split(separator: "\n")[11].split(
        separator: " ", omittingEmptySubsequences: true)
        == ["FC-1", "60.5", "############", "3.3", "#"])
    #expect(try written(report, as: .csv).contains("FC-1,60.5,3.3\r\n"))
    #expect(
      try written(report, as: .latex).contains(
        #"  FC-1 & 60.5 \rule{7.26em}{1ex} & 3.3 \rule{0.39em}{1ex} \\"#))
  }

  @Test func bytesOfAnotherElementTypeAreSaidToBeThat() throws {
    let network = try template("alexnet")
    let analysis = Analysis(of: network, elementType: .float16)
    let report = Report(network, analysis, columns: [.name, .parameterBytes])
    #expect(try written(report, as: .text).hasSuffix("124,756,688\n\nBytes are those of float16.\n"))
    #expect(try written(report, as: .json).contains("\"element_type\": \"float16\""))
    let plain = Report(network, analysis, columns: [.name, .parameters])
    #expect(try !written(plain, as: .text).contains("float16"))
  }

  @Test func theTotalOfThePeakIsTheLargest() throws {
    let network = try template("alexnet")
    let table = SummaryTable(report(network, columns: [.peakBytes]))
    #expect(table.total.peakBytes == table.rows.compactMap(\.peakBytes).max())
    #expect(SummaryTable(report(network)).total.peakBytes == nil)
  }
}
