@testable import NetworkModel

/// Networks that several tests use.
enum Samples {
  static func layer(
    _ name: String, _ kind: String, _ attributes: KeyValuePairs<AttributeName, AttributeValue> = [:],
    inputs: [InputReference]? = nil
  ) -> Layer {
    Layer(name: name, kind: kindNamed(kind), inputs: inputs, attributes: AttributeList(attributes))
  }

  static func kindNamed(_ name: String) -> OperationKind { OperationKind(name) ?? Catalogue.allKinds[0] }

  static func input(_ name: String = "input", _ sizes: Int...) -> Layer {
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

  /// A convolution with two filters.
  static func window(
    _ name: String, kernel: Extent, stride: Extent = 1, padding: Padding = 0, inputs: [InputReference]? = nil
  ) -> Layer {
    layer(
      name, "conv",
      [
        "filters": .integer(2), "kernel": .extent(kernel), "stride": .extent(stride),
        "padding": .padding(padding),
      ], inputs: inputs)
  }

  static func dense(_ name: String, _ units: Int) -> Layer {
    layer(name, "fully_connected", ["units": .integer(units)])
  }

  static func alexNet(input size: Int = 227) -> Network {
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

  static func vgg16() -> Network {
    var layers = [input("input", 224, 224, 3)]
    for (block, (filters, count)) in [(64, 2), (128, 2), (256, 3), (512, 3), (512, 3)].enumerated() {
      for index in 1...count { layers.append(conv("conv\(block + 1)-\(index)", filters, 3, padding: 1)) }
      layers.append(maxPool("pool\(block + 1)", 2, stride: 2))
    }
    let heads = [dense("fc6", 4096), dense("fc7", 4096), dense("fc8", 1000)]
    return Network(NetworkSettings(name: "VGG-16"), layers: layers + heads)
  }

  /// The convolutions of ResNet-18, which divide for an input of 225.
  static func resNetTrunk() -> Network {
    var layers = [input("input", 225, 225, 3), conv("stem", 64, 7, stride: 2, padding: 3)]
    layers.append(maxPool("pool", 3, stride: 2))
    layers[2].attributes["padding"] = .padding(1)
    for (stage, filters) in [64, 128, 256, 512].enumerated() {
      for block in 0...1 {
        let (way, path) = (layers[layers.count - 1].name, "stage\(stage + 1)/\(block)")
        let stride = stage > 0 && block == 0 ? 2 : 1
        layers.append(conv("\(path)/conv1", filters, 3, stride: stride, padding: 1))
        layers.append(conv("\(path)/conv2", filters, 3, padding: 1))
        var shortcut = way
        if stride == 2 {
          layers.append(conv("\(path)/shortcut", filters, 1, stride: 2))
          layers[layers.count - 1].inputs = [InputReference(way)]
          shortcut = "\(path)/shortcut"
        }
        let inputs = [InputReference("\(path)/conv2"), InputReference(shortcut)]
        layers.append(layer("\(path)/add", "add", inputs: inputs))
      }
    }
    return Network(NetworkSettings(name: "ResNet-18"), layers: layers)
  }

  /// A chain of convolution, normalisation and activation, as long as one likes.
  static func chain(_ count: Int) -> Network {
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

extension Extent: ExpressibleByArrayLiteral {
  public init(arrayLiteral values: Int...) { self = Extent(values) ?? 1 }
}
