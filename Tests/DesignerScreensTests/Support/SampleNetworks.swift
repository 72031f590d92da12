import NetworkModel

/// Networks that the tests draw, written out so that no change of a template moves a golden.
enum Sample {
  static let alexNet = Network(
    NetworkSettings(name: "AlexNet"),
    layers: [
      input("Input Image", 227, 227, 3),
      conv("Conv-1", 96, kernel: 11, stride: 4), pool("MaxPool-1"),
      conv("Conv-2", 256, kernel: 5, padding: 2), pool("MaxPool-2"),
      conv("Conv-3", 384, kernel: 3, padding: 1), conv("Conv-4", 384, kernel: 3, padding: 1),
      conv("Conv-5", 256, kernel: 3, padding: 1), pool("MaxPool-3"),
      dense("FC-1", 4096), dense("FC-2", 4096), dense("FC-3", 1000),
    ].compactMap { $0 })

  static let empty = Network(NetworkSettings(name: "untitled"))

  /// A residual network, channels first, in which windows do not divide and the rest is not read.
  static let residual = Network(
    NetworkSettings(name: "resnet", layout: .channelsFirst, rounding: .floor),
    layers: ([
      input("input", 3, 224, 224),
      conv("conv1", 64, kernel: 7, stride: 2, padding: 3), layer("bn1", "batch_norm"), relu("relu"),
      pool("maxpool", padding: 1),
    ] + residualBlock("layer1/0", 64, from: "maxpool") + residualBlock("layer1/1", 64, from: "layer1/0/relu2")
      + downsamplingBlock("layer2/0", 128, from: "layer1/1/relu2")
      + residualBlock("layer2/1", 128, from: "layer2/0/relu2")
      + [layer("avgpool", "global_avg_pool"), dense("fc", 1000)]).compactMap { $0 })

  /// Two branches of different width that a concatenation and then a sum bring together; the sum cannot.
  static let brokenBranch = Network(
    NetworkSettings(name: "branch"),
    layers: [
      input("image", 32, 32, 16),
      conv("left", 8, kernel: 3, padding: 1),
      conv("right", 16, kernel: 3, padding: 1, inputs: ["image"]),
      layer("join", "concat", inputs: ["left", "right"]),
      layer("sum", "add", inputs: ["join", "image"]),
      relu("relu"),
      layer("pool", "global_avg_pool"),
    ].compactMap { $0 })

  /// Names that are two columns wide, combine, or are far too long.
  static let foreignNames = Network(
    NetworkSettings(name: "画像"),
    layers: [
      input("入力画像", 32, 32, 3), conv("畳み込み第一層", 8, kernel: 3), relu("활성화"),
      conv("convolución é", 16, kernel: 3),
      conv("a name that is much longer than any list could ever show in full", 16, kernel: 3),
      dense("全結合", 10),
    ].compactMap { $0 })

  /// A chain of layers, as long as asked for.
  static func chain(_ count: Int) -> Network {
    Network(
      NetworkSettings(name: "chain"),
      layers: ([input("input", 64, 64, 8)] + (1..<max(count, 1)).map { relu("relu-\($0)") }).compactMap { $0 }
    )
  }

  private static func residualBlock(_ name: String, _ filters: Int, from source: String) -> [Layer?] {
    [
      conv("\(name)/conv1", filters, kernel: 3, padding: 1), relu("\(name)/relu1"),
      conv("\(name)/conv2", filters, kernel: 3, padding: 1),
      layer("\(name)/add", "add", inputs: ["\(name)/conv2", source]), relu("\(name)/relu2"),
    ]
  }

  private static func downsamplingBlock(_ name: String, _ filters: Int, from source: String) -> [Layer?] {
    [
      conv("\(name)/conv1", filters, kernel: 3, stride: 2, padding: 1), relu("\(name)/relu1"),
      conv("\(name)/conv2", filters, kernel: 3, padding: 1),
      conv("\(name)/shortcut", filters, kernel: 1, stride: 2, inputs: [source]),
      layer("\(name)/add", "add", inputs: ["\(name)/conv2", "\(name)/shortcut"]), relu("\(name)/relu2"),
    ]
  }

  private static func layer(
    _ name: String, _ kind: String, inputs: [String]? = nil, _ attributes: AttributeList = .init()
  ) -> Layer? {
    OperationKind(kind).map {
      Layer(name: name, kind: $0, inputs: inputs?.map { InputReference($0) }, attributes: attributes)
    }
  }

  private static func input(_ name: String, _ sizes: Int...) -> Layer? {
    layer(name, "input", AttributeList(["shape": .sizes(sizes.map { .fixed($0) })]))
  }

  private static func conv(
    _ name: String, _ filters: Int, kernel: Int, stride: Int? = nil, padding: Int? = nil,
    inputs: [String]? = nil
  ) -> Layer? {
    var attributes = AttributeList(["filters": .integer(filters), "kernel": .extent(Extent(kernel))])
    if let stride { attributes["stride"] = .extent(Extent(stride)) }
    if let padding { attributes["padding"] = .padding(Padding(Extent(padding))) }
    return layer(name, "conv", inputs: inputs, attributes)
  }

  private static func pool(_ name: String, padding: Int? = nil) -> Layer? {
    var attributes = AttributeList(["size": .extent(3), "stride": .extent(2)])
    if let padding { attributes["padding"] = .padding(Padding(Extent(padding))) }
    return layer(name, "max_pool", attributes)
  }

  private static func dense(_ name: String, _ units: Int) -> Layer? {
    layer(name, "fully_connected", AttributeList(["units": .integer(units)]))
  }

  private static func relu(_ name: String) -> Layer? { layer(name, "activation") }
}
