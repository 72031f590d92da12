import NetworkModel

extension Operators {
  static let denseLayers: [String: Translation] = ["Gemm": gemm, "MatMul": multiply]

  private static func gemm(_ reader: inout GraphReader, _ node: OperatorNode) -> Outcome {
    let transposes = (node.flag("transA"), node.flag("transB"))
    let units = transposes.0 ? nil : units(node, isTransposed: transposes.1)
    if let units, node.has(2), isBias(node.input(2), of: units),
      let result = linear(&reader, node, units, bias: node.input(2))
    {
      return .tensors(result)
    }
    let alone = units.flatMap { linear(&reader, node, $0, bias: nil) }
    let attributes: AttributeList = [
      "transpose_a": .flag(transposes.0), "transpose_b": .flag(transposes.1),
    ]
    let result =
      alone
      ?? reader.emit(
        "matmul", [reader.operand(node, 0), reader.operand(node, 1)], attributes, name: node.name)
    guard let product = result, node.has(2) else { return Outcome(result) }
    return Outcome(reader.emit("add", [product[0], reader.operand(node, 2)], name: node.name + ".bias"))
  }

  private static func multiply(_ reader: inout GraphReader, _ node: OperatorNode) -> Outcome {
    if let units = units(node, isTransposed: false), node.shape(0)?.count != 1 {
      if let sum = node.outputs.first.flatMap({ reader.sum(of: $0, units) }),
        let result = linear(&reader, node, units, bias: sum.bias)
      {
        reader.absorb(sum.name, into: result[0])
        return .tensors(result)
      }
      if let result = linear(&reader, node, units, bias: nil) { return .tensors(result) }
    }
    let operands = [reader.operand(node, 0), reader.operand(node, 1)]
    return Outcome(reader.emit("matmul", operands, name: node.name), otherwise: [vectorProduct(reader, node)])
  }

  /// A layer of the weights and the bias.
  /// - Returns: `nil` where it cannot work, or would count again what another layer counts.
  private static func linear(
    _ reader: inout GraphReader, _ node: OperatorNode, _ units: Int, bias: GraphTensor?
  ) -> [GraphTensor]? {
    // The weights are a matrix of two sizes, in either order.
    let sizes = node.shape(1)?.compactMap(\.constant) ?? []
    let inputs = sizes.first == units ? sizes.last : sizes.first
    let learned = [
      LearnedTensor(node.input(1), factors: [inputs ?? 0, units]),
      LearnedTensor(bias, flag: "bias"),
    ]
    guard
      OperationKind("linear").map({ reader.owners.sharing($0, learned.compactMap(\.self)).isExact }) == true
    else { return nil }
    let attributes: AttributeList = ["units": .integer(units), "bias": .flag(bias != nil)]
    return reader.emit("linear", reader.operand(node, 0), attributes, learning: learned, name: node.name)
  }

  /// The shape of a product with a vector, which stands for a row before it and for a column behind it.
  private static func vectorProduct(_ reader: GraphReader, _ node: OperatorNode) -> [Size]? {
    guard let first = node.shape(0), let second = node.shape(1), first.count == 1 || second.count == 1 else {
      return nil
    }
    let matrices = [
      first.count == 1 ? [Size(1)] + first : first, second.count == 1 ? second + [Size(1)] : second,
    ]
    guard var shape = reader.shapes("matmul", matrices)?.first else { return nil }
    if second.count == 1 { shape.removeLast() }
    if first.count == 1 { shape.remove(at: shape.count - (second.count == 1 ? 1 : 2)) }
    return shape
  }

  /// How many units the constant matrix that is multiplied with has; `nil` where it is no such matrix.
  private static func units(_ node: OperatorNode, isTransposed: Bool) -> Int? {
    guard node.constant(0) == nil, node.constant(1) != nil, let shape = node.shape(1),
      shape.count == 2, let rows = shape[isTransposed ? 1 : 0].constant
    else { return nil }
    // Weights for other inputs than come in are a mistake, which a layer would hide.
    if let input = node.shape(0)?.last, !input.agrees(with: Size(rows)) { return nil }
    return shape[isTransposed ? 0 : 1].constant
  }

  /// Whether a tensor is a number for each unit.
  fileprivate static func isBias(_ tensor: GraphTensor?, of units: Int) -> Bool {
    guard let tensor, tensor.constant != nil, let shape = tensor.shape else { return false }
    return shape.last?.constant == units && shape.dropLast().allSatisfy { $0.constant == 1 }
  }
}

extension GraphReader {
  /// What an addition that alone reads a product gives, if it adds a number for each unit.
  fileprivate func sum(of product: String, _ units: Int) -> (name: String, bias: GraphTensor)? {
    guard let addition = scope.soleSum(of: product), addition.input.count == 2,
      let sum = addition.output.first, let other = addition.input.first(where: { $0 != product }),
      let bias = scope[other], bias.shape?.count == 1, Operators.isBias(bias, of: units)
    else { return nil }
    return (sum, bias)
  }

  /// Makes what an addition gives the output of a layer that has it inside.
  fileprivate mutating func absorb(_ sum: String, into tensor: GraphTensor) {
    scope.absorbed.insert(sum)
    scope[sum] = tensor
    if let source = tensor.source { builder.name(source, sum) }
  }
}
