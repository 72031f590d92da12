import TestSupport

@testable import NetworkModel

extension Samples {
  /// A convolution with two filters.
  static func window(
    _ name: String, kernel: Extent, stride: Extent = 1, padding: Padding = 0, inputs: [InputReference]? = nil,
    shares: String? = nil
  ) -> Layer {
    var layer = layer(
      name, "conv",
      [
        "filters": .integer(2), "kernel": .extent(kernel), "stride": .extent(stride),
        "padding": .padding(padding),
      ], inputs: inputs)
    layer.shares = shares
    return layer
  }

  static func dense(_ name: String, _ units: Int) -> Layer {
    layer(name, "fully_connected", ["units": .integer(units)])
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
}

extension Extent: ExpressibleByArrayLiteral {
  public init(arrayLiteral values: Int...) { self = Extent(values) ?? 1 }
}
