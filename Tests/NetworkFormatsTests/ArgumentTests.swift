import NetworkModel
import Testing

@testable import NetworkFormats

@Suite struct ArgumentTests {
  private let network = Network(
    NetworkSettings(dimensions: ["seq": 128]),
    layers: ["a", "a.kernel", "a b/c.1", "x=y"].compactMap { name in
      OperationKind("conv").map { Layer(name: name, kind: $0) }
    })

  @Test func sizesAreToldBeforeThereIsANetwork() {
    let texts = ["seq = 128 ", "seq len=5", "rounding=floor", "batch=0", "width", "seq=64"]
    #expect(Network.sizes(assignedBy: texts) == ["seq": 64, "seq len": 5])
  }

  @Test(
    arguments: [
      ("a.kernel=3", "a", "kernel", .extent(3)),
      ("a.kernel = 3 ", "a", "kernel", .extent(3)),
      ("a.kernel.stride=[2]", "a.kernel", "stride", .extent(2)),
      ("a b/c.1.bias=no", "a b/c.1", "bias", .flag(false)),
      ("a b/c.1.padding=same", "a b/c.1", "padding", .padding(Padding(.same))),
      ("x=y.filters=-4", "x=y", "filters", .integer(-4)),
    ] as [(String, String, AttributeName, AttributeValue)])
  func anAssignmentSetsTheLayerWithTheLongestFittingName(
    text: String, layer: String, attribute: AttributeName, value: AttributeValue
  ) throws {
    var network = network
    try network.assign(text)
    let id = try #require(network.id(named: layer))
    #expect(network[id]?.attributes[attribute] == value)
  }

  @Test func settingsAndDimensionsAreAssignedByName() throws {
    var network = network
    for text in ["batch=8", "rounding=ceil_caffe", "layout=channels_first", "seq=256"] {
      try network.assign(text)
    }
    #expect(network.settings.batch == 8)
    #expect(network.settings.rounding == .ceilCaffe)
    #expect(network.settings.layout == .channelsFirst)
    #expect(network.settings.dimensions["seq"] == 256)
  }

  @Test(arguments: [
    ("a.kernal=3", "'a' has no attribute 'kernal'; did you mean 'kernel'?"),
    ("b.kernel=3", "there is no layer named 'b'; did you mean 'a'?"),
    ("sek=3", "there is no setting or dimension named 'sek'; did you mean 'seq'?"),
    ("a.kernel", "'a.kernel' is not of the form layer.attribute=value or dimension=value"),
    ("seq", "'seq' is not of the form layer.attribute=value or dimension=value"),
    ("a.filters=many", "filters of 'a' must be a whole number"),
    ("a.filters=9223372036854775808", "filters of 'a' has a number beyond 64 bits"),
    ("batch=0", "batch must be a whole number of 1 or more"),
    ("seq=x", "seq must be a whole number of 1 or more"),
    ("rounding=up", "rounding must be one of exact, floor, ceil, ceil_caffe"),
  ])
  func anAssignmentThatCannotStandSaysWhy(text: String, message: String) {
    var changed = network
    #expect(throws: ArgumentProblem(message: message)) { try changed.assign(text) }
    #expect(changed == network)
  }

  @Test func namesAreFoundOrTheNearestIsNamed() throws {
    #expect(try SummaryColumn.columns(named: "name, MACs").map(\.id) == ["name", "macs"])
    let problems: [(String, () throws -> Void)] = [
      ("unknown column 'mac'; did you mean 'macs'?", { _ = try SummaryColumn.columns(named: "name,mac") }),
      ("unknown format 'jsn'; did you mean 'json'?", { _ = try FileFormat.toWrite("jsn", file: nil) }),
      (
        "there is no template named 'alexnt'; did you mean 'alexnet'?",
        { _ = try Templates.existing("alexnt") }
      ),
      ("there is no layer named 'A'; did you mean 'a'?", { _ = try network.existingLayer(named: "A") }),
      (
        "no format has the ending of 'a.pdf'; known are \(Formats.endings.joined(separator: ", "))",
        { _ = try FileFormat.toWrite(nil, file: "a.pdf") }
      ),
    ]
    for (message, body) in problems { #expect(throws: ArgumentProblem(message: message), performing: body) }
  }

  @Test(arguments: [
    ("a.txt", "text"), ("a.text", "text"), ("a.MD", "markdown"), ("a.csv", "csv"), ("a.json", "json"),
    ("a.yaml", "yaml"), ("a.tex", "latex"), ("a.b/c", nil), ("a", nil), ("yaml", nil),
  ])
  func theEndingTellsTheFormat(name: String, id: String?) {
    #expect(Formats.forFile(named: name)?.id == id)
  }

  @Test(arguments: [
    ("dir/net.yaml", "net"), ("net", "net"), (".net", ".net"), ("a.b.yaml", "a.b"), ("/", ""),
  ])
  func aNewNetworkIsCalledAsItsFile(path: String, name: String) {
    #expect(Formats.networkName(forFile: path) == name)
  }
}
