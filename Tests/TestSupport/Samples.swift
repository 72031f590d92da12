import NetworkModel

/// Networks that several tests use.
public enum Samples {
  public static func layer(
    _ name: String, _ kind: String, _ attributes: KeyValuePairs<AttributeName, AttributeValue> = [:],
    inputs: [InputReference]? = nil
  ) -> Layer {
    Layer(
      name: name, kind: kindNamed(kind), inputs: inputs, attributes: AttributeList(attributes))
  }

  public static func kindNamed(_ name: String) -> OperationKind {
    OperationKind(name) ?? Catalogue.allKinds[0]
  }

  public static func input(_ name: String = "input", _ sizes: Int...) -> Layer {
    layer(name, "input", ["shape": .sizes(sizes.map { .fixed($0) })])
  }

  public static func conv(_ name: String, _ filters: Int, _ kernel: Int, stride: Int = 1, padding: Int = 0)
    -> Layer
  {
    layer(
      name, "conv",
      [
        "filters": .integer(filters), "kernel": .extent(Extent(kernel)), "stride": .extent(Extent(stride)),
        "padding": .padding(Padding(Extent(padding))),
      ])
  }

  public static func maxPool(_ name: String, _ size: Int, stride: Int) -> Layer {
    layer(name, "max_pool", ["size": .extent(Extent(size)), "stride": .extent(Extent(stride))])
  }

  public static func dense(_ name: String, _ units: Int) -> Layer {
    layer(name, "fully_connected", ["units": .integer(units)])
  }

  public static func alexNet(input size: Int = 227) -> Network {
    Network(
      NetworkSettings(name: "AlexNet"),
      layers: [
        input("Input Image", size, size, 3),
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
  }

  /// A chain of convolution, normalisation and activation, as long as one likes.
  public static func chain(_ count: Int) -> Network {
    var layers = [input("input", 64, 64, 16)]
    for index in 1..<max(count, 2) {
      switch index % 3 {
      case 1: layers.append(conv("conv\(index)", 16, 3, padding: 1))
      case 2: layers.append(layer("norm\(index)", "batch_norm"))
      default: layers.append(layer("relu\(index)", "activation"))
      }
    }
    return Network(NetworkSettings(name: "chain"), layers: layers)
  }
}
