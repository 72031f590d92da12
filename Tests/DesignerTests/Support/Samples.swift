import NetworkModel
import TestSupport

extension Samples {
  static let alexNet = alexNet()

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
}
