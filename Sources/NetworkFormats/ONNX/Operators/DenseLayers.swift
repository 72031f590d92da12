import NetworkModel

extension Operators {
  static let denseLayers: [String: Translation] = ["Gemm": gemm, "MatMul": multiply]

  private static func gemm(_ reader: inout GraphReader, _ node: OperatorNode) -> Outcome {
    let transposes = (node.flag("transA"), node.flag("transB"))
    var (a, b) = (reader.operand(node, 0), GraphTensor?.none)
    var result: [GraphTensor]?
    if !transposes.0, let units = units(node, isTransposed: transposes.1) {
      let hasBias = node.has(2) && isBias(node.input(2), of: units)
      result = reader.emit("linear", [a], linear(units, bias: hasBias), name: node.name)
      if hasBias { return Outcome(result) }
    } else {
      (a, b) = (reader.operand(node, 0), reader.operand(node, 1))
      let attributes: AttributeList = [
        "transpose_a": .flag(transposes.0), "transpose_b": .flag(transposes.1),
      ]
      result = reader.emit("matmul", [a, b], attributes, name: node.name)
    }
    guard let product = result, node.has(2) else { return Outcome(result) }
    return Outcome(reader.emit("add", [product[0], reader.operand(node, 2)], name: node.name + ".bias"))
  }

  private static func multiply(_ reader: inout GraphReader, _ node: OperatorNode) -> Outcome {
    if let units = units(node, isTransposed: false), node.shape(0)?.count != 1 {
      let bias = node.outputs.first.flatMap { reader.absorbBias(of: $0, units) }
      guard
        let result = reader.emit(
          "linear", [reader.operand(node, 0)], linear(units, bias: bias != nil), name: node.name)
      else { return .shapes([]) }
      if let bias { reader.give(result[0], the: bias) }
      return .tensors(result)
    }
    let operands = [reader.operand(node, 0), reader.operand(node, 1)]
    return Outcome(reader.emit("matmul", operands, name: node.name), otherwise: [vectorProduct(reader, node)])
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

  private static func linear(_ units: Int, bias: Bool) -> AttributeList {
    ["units": .integer(units), "bias": .flag(bias)]
  }

  /// Whether a tensor is a number for each unit.
  fileprivate static func isBias(_ tensor: GraphTensor?, of units: Int) -> Bool {
    guard let tensor, tensor.constant != nil, let shape = tensor.shape else { return false }
    return shape.last?.constant == units && shape.dropLast().allSatisfy { $0.constant == 1 }
  }
}

extension GraphReader {
  /// Makes an addition that alone reads a product part of it, if it adds a number for each unit.
  /// - Returns: what comes out of the addition.
  fileprivate mutating func absorbBias(of product: String, _ units: Int) -> String? {
    guard let addition = scope.soleReaders[product], addition.opType == "Add", addition.input.count == 2,
      let sum = addition.output.first, let other = addition.input.first(where: { $0 != product }),
      let bias = scope[other], bias.shape?.count == 1, Operators.isBias(bias, of: units)
    else { return nil }
    scope.absorbed.insert(sum)
    return sum
  }

  fileprivate mutating func give(_ tensor: GraphTensor, the name: String) {
    scope[name] = tensor
    if let source = tensor.source { builder.name(source, name) }
  }
}
