internal import FoundationEssentials
import NetworkModel

/// A graph that grows node by node. Each name is given out once.
final class ONNXGraphBuilder {
  private(set) var graph = ONNXGraph()
  /// Where the graph differs from the network.
  var notes: [String] = []
  private var names = PythonNames()
  private var integers: [[Int]: String] = [:]
  private var scalars: [String: String] = [:]

  func claim(_ wanted: String) -> String { names.claim(wanted.isEmpty ? "layer" : wanted) }

  /// - Parameter sizes: those of all axes.
  func declareInput(_ name: String, _ sizes: [Int], isInteger: Bool) {
    graph.input.append(ONNXValueInfo(name, sizes, isInteger: isInteger))
  }

  func declareOutput(_ name: String, _ sizes: [Int], isInteger: Bool) {
    graph.output.append(ONNXValueInfo(name, sizes, isInteger: isInteger))
  }

  func declareValue(_ name: String, _ sizes: [Int], isInteger: Bool) {
    graph.valueInfo.append(ONNXValueInfo(name, sizes, isInteger: isInteger))
  }

  func name(_ name: String) { graph.name = name }

  // MARK: - Nodes

  var nodeCount: Int { graph.node.count }

  func append(_ node: ONNXNode) { graph.node.append(node) }

  /// Gives a layer's name to a node of it, and to tensors those that the layer's outputs have.
  func rename(nodesFrom mark: Int, main: Int, to name: String, _ tensors: [String: String]) {
    graph.node[main].name = name
    for place in mark..<graph.node.count {
      graph.node[place].input = graph.node[place].input.map { tensors[$0] ?? $0 }
      graph.node[place].output = graph.node[place].output.map { tensors[$0] ?? $0 }
    }
  }

  // MARK: - Numbers that operators read

  /// A list of whole numbers, which all that need it read.
  func list(_ numbers: [Int]) -> String {
    if let known = integers[numbers] { return known }
    let name = append("numbers", type: .integer, sizes: [numbers.count]) {
      $0.int64Data = numbers.map(Int64.init)
    }
    integers[numbers] = name
    return name
  }

  func reals(_ numbers: [Double]) -> String {
    scalar("reals \(numbers)") {
      append("numbers", type: .real, sizes: [numbers.count]) { $0.floatData = numbers.map(Float.init) }
    }
  }

  func scalar(_ number: Double) -> String {
    scalar("real \(number)") { append("number", type: .real, sizes: []) { $0.floatData = [Float(number)] } }
  }

  func scalar(_ number: Int) -> String {
    scalar("integer \(number)") {
      append("number", type: .integer, sizes: []) { $0.int64Data = [Int64(number)] }
    }
  }

  private func scalar(_ key: String, _ make: () -> String) -> String {
    if let known = scalars[key] { return known }
    let name = make()
    scalars[key] = name
    return name
  }

  private func append(
    _ wanted: String, type: ONNXElement, sizes: [Int], _ fill: (inout ONNXTensor) -> Void
  ) -> String {
    let name = claim("strata.\(wanted)")
    var tensor = ONNXTensor()
    (tensor.name, tensor.dataType, tensor.dims) = (name, type.rawValue, sizes.map(Int64.init))
    fill(&tensor)
    graph.initializer.append(tensor)
    return name
  }
}

/// The types of elements that are written, by ONNX' numbers for them.
enum ONNXElement: Int32 {
  case real = 1
  case integer = 7
}

extension ONNXValueInfo {
  fileprivate init(_ name: String, _ sizes: [Int], isInteger: Bool) {
    self.init()
    self.name = name
    type.tensorType.elemType = (isInteger ? ONNXElement.integer : .real).rawValue
    type.tensorType.shape.dim = sizes.map { size in
      var dimension = ONNXShape.Dimension()
      dimension.dimValue = Int64(size)
      return dimension
    }
  }
}

extension ONNXAttribute {
  static func integer(_ number: Int) -> Self { make(.int) { $0.i = Int64(number) } }
  static func flag(_ flag: Bool) -> Self { .integer(flag ? 1 : 0) }
  static func real(_ number: Double) -> Self { make(.float) { $0.f = Float(number) } }
  static func word(_ word: String) -> Self { make(.string) { $0.s = Data(word.utf8) } }
  static func integers(_ numbers: [Int]) -> Self { make(.ints) { $0.ints = numbers.map(Int64.init) } }

  /// One number, as a tensor.
  static func filling(_ number: Double) -> Self {
    make(.tensor) {
      ($0.t.dataType, $0.t.dims, $0.t.floatData) = (ONNXElement.real.rawValue, [1], [Float(number)])
    }
  }

  private static func make(_ type: Kind, _ fill: (inout Self) -> Void) -> Self {
    var attribute = Self()
    attribute.type = type
    fill(&attribute)
    return attribute
  }
}
