import NetworkModel

/// Networks that several tests use.
enum Samples {
  static func layer(
    _ name: String, _ kind: String, _ attributes: KeyValuePairs<AttributeName, AttributeValue> = [:],
    inputs: [InputReference]? = nil
  ) -> Layer {
    Layer(
      name: name, kind: OperationKind(kind) ?? Catalogue.allKinds[0], inputs: inputs,
      attributes: AttributeList(attributes))
  }

  static func input(_ name: String, _ sizes: Int...) -> Layer {
    layer(name, "input", ["shape": .sizes(sizes.map { .fixed($0) })])
  }

  static func conv(_ name: String, _ filters: Int, _ kernel: Int, stride: Int = 1, padding: Int = 0) -> Layer
  {
    layer(
      name, "conv",
      [
        "filters": .integer(filters), "kernel": .extent(Extent(kernel)), "stride": .extent(Extent(stride)),
        "padding": .padding(Padding(Extent(padding))),
      ])
  }

  static func maxPool(_ name: String, _ size: Int, stride: Int) -> Layer {
    layer(name, "max_pool", ["size": .extent(Extent(size)), "stride": .extent(Extent(stride))])
  }

  static func dense(_ name: String, _ units: Int) -> Layer {
    layer(name, "fully_connected", ["units": .integer(units)])
  }

  static let alexNet = Network(
    NetworkSettings(name: "AlexNet"),
    layers: [
      input("Input Image", 227, 227, 3),
      conv("Conv-1", 96, 11, stride: 4),
      maxPool("MaxPool-1", 3, stride: 2),
      conv("Conv-2", 256, 5, padding: 2),
      maxPool("MaxPool-2", 3, stride: 2),
      conv("Conv-3", 384, 3, padding: 1),
      conv("Conv-4", 384, 3, padding: 1),
      conv("Conv-5", 256, 3, padding: 1),
      maxPool("MaxPool-3", 3, stride: 2),
      dense("FC-1", 4096),
      dense("FC-2", 4096),
      dense("FC-3", 1000),
      layer("Output", "output"),
    ])

  /// A block whose end adds its beginning to what it made of it.
  static let residual = Network(
    NetworkSettings(name: "residual"),
    layers: [
      input("input", 32, 32, 16),
      conv("conv1", 16, 3, padding: 1),
      layer("relu", "activation"),
      layer("sum", "add", inputs: ["relu", "input"]),
      layer("output", "output"),
    ])

  /// Two blocks, each a group that ends by adding what it read.
  static let blocks = Network(
    NetworkSettings(name: "blocks"),
    layers: [
      input("input", 32, 32, 16),
      conv("stage/0/conv1", 16, 3, padding: 1),
      layer("stage/0/add", "add", inputs: ["stage/0/conv1", "input"]),
      conv("stage/1/conv1", 16, 3, padding: 1),
      layer("stage/1/add", "add", inputs: ["stage/1/conv1", "stage/0/add"]),
      layer("output", "output"),
    ])

  /// A chain of convolution, normalisation and activation, as long as one likes.
  static func chain(_ count: Int) -> Network {
    var layers = [input("input", 64, 64, 16)]
    for index in 1..<count {
      switch index % 3 {
      case 1: layers.append(conv("conv\(index)", 16, 3, padding: 1))
      case 2: layers.append(layer("norm\(index)", "batch_norm"))
      default: layers.append(layer("relu\(index)", "activation"))
      }
    }
    return Network(NetworkSettings(name: "chain"), layers: layers)
  }
}
