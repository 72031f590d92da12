import NetworkModel
import SwiftProtobuf

@testable import NetworkFormats

/// Small models in ONNX' own encoding, made as an exporter makes them.
extension ONNXModel {
  init(
    _ nodes: [ONNXNode], inputs: [(String, [ONNXShape.Dimension])] = [], outputs: [String] = [],
    initializers: [ONNXTensor] = [], version: Int64 = 17
  ) {
    self.init()
    irVersion = 8
    opsetImport = [.with { $0.version = version }]
    graph = .with {
      $0.node = nodes
      $0.name = "test"
      $0.input = inputs.map { ONNXValueInfo($0.0, $0.1) }
      $0.output = outputs.map { name in .with { $0.name = name } }
      $0.initializer = initializers
    }
  }

  var bytes: [UInt8] { (try? serializedBytes()) ?? [] }

  func network() throws -> Network { try Formats.read(bytes, name: "test.onnx").network }
}

extension ONNXValueInfo {
  init(_ name: String, _ dimensions: [ONNXShape.Dimension]) {
    self.init()
    self.name = name
    type.tensorType.elemType = 1
    type.tensorType.shape.dim = dimensions
  }
}

extension ONNXShape.Dimension: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
  public init(integerLiteral size: Int64) {
    self.init()
    dimValue = size
  }

  public init(stringLiteral name: String) {
    self.init()
    dimParam = name
  }
}

extension ONNXNode {
  init(
    _ type: String, _ inputs: [String], _ outputs: [String], name: String = "", domain: String = "",
    _ attributes: KeyValuePairs<String, ONNXAttribute> = [:]
  ) {
    self.init()
    (opType, input, output, self.name, self.domain) = (type, inputs, outputs, name, domain)
    attribute = attributes.map { name, value in
      var value = value
      value.name = name
      return value
    }
  }
}

extension ONNXAttribute: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByFloatLiteral,
  ExpressibleByArrayLiteral
{
  public init(integerLiteral number: Int64) {
    self.init()
    (i, type) = (number, .int)
  }

  public init(floatLiteral number: Float) {
    self.init()
    (f, type) = (number, .float)
  }

  public init(stringLiteral word: String) {
    self.init()
    (s, type) = (.init(word.utf8), .string)
  }

  public init(arrayLiteral numbers: Int64...) {
    self.init()
    (ints, type) = (numbers, .ints)
  }
}

extension ONNXTensor {
  /// Weights, of which a reader needs the shape only.
  static func weights(_ name: String, _ shape: [Int64]) -> ONNXTensor {
    .with { ($0.name, $0.dims, $0.dataType) = (name, shape, 1) }
  }

  /// A list of whole numbers.
  static func integers(_ name: String, _ numbers: [Int64]) -> ONNXTensor {
    .with { ($0.name, $0.dims, $0.dataType, $0.int64Data) = (name, [Int64(numbers.count)], 7, numbers) }
  }

  /// A single number.
  static func real(_ name: String, _ number: Float) -> ONNXTensor {
    .with { ($0.name, $0.dataType, $0.floatData) = (name, 1, [number]) }
  }

  static func integer(_ name: String, _ number: Int64) -> ONNXTensor {
    .with { ($0.name, $0.dataType, $0.int64Data) = (name, 7, [number]) }
  }
}

/// The shapes of what comes out of each layer, by the tensor's name.
func tensorShapes(_ network: Network) -> [String: [Int]] {
  let analysis = Analysis(of: network)
  var shapes: [String: [Int]] = [:]
  for id in network.ids {
    for (name, shape) in zip(network[id]?.tensors ?? [], analysis[id].outputs) {
      shapes[name] = shape.dimensions
    }
  }
  return shapes
}
