import NetworkModel

let onnxDense: [ONNXOperation] = [
  ONNXOperation("fully_connected", .asWritten) { layer in
    let context = layer.context
    let flat: String
    switch context.rank {
    case 2: flat = layer.input
    case ..<2: flat = layer.node("Unsqueeze", [layer.input, layer.list([1])])
    default: flat = layer.node("Flatten", [layer.input])
    }
    return product(layer, flat, context.shape.elementsPerExample.value ?? Int.max)
  },
  ONNXOperation("linear", .asWritten) { layer throws(Refusal) in
    let context = layer.context
    guard context.rank > 1 else { throw Refusal("ONNX' operators do not multiply along the batch") }
    let features = context.shape[context.rank - 1]
    if context.rank == 2 { return product(layer, layer.input, features) }
    return layer.linear(
      layer.input, "", from: features, to: context.integer("units"), bias: context.flag("bias"), isMain: true)
  },
  ONNXOperation("embedding", .asWritten) { layer in
    let table = layer.matrix(
      "weight", from: layer.context.integer("dimension"), to: layer.context.integer("entries"), isTable: true)
    let places =
      layer.readsIntegers
      ? layer.input : layer.node("Cast", [layer.input], ["to": .integer(Int(ONNXElement.integer.rawValue))])
    return layer.node("Gather", [table, places])
  },
  ONNXOperation("matmul", .asWritten) { layer in
    let operands = ["transpose_a", "transpose_b"].enumerated().map { place, name -> String in
      guard layer.context.flag(AttributeName(name)) else { return layer.inputs[place] }
      let rank = layer.context.input.shapes[place].rank
      return layer.transpose(layer.inputs[place], Array(0..<rank - 2) + [rank - 1, rank - 2])
    }
    return layer.node("MatMul", operands)
  },
]

/// A product of each example's elements with a matrix.
private func product(_ layer: ONNXLayer, _ input: String, _ features: Int) -> String {
  let units = layer.context.integer("units")
  let weights = layer.matrix("weight", from: features, to: units, isTable: true)
  let bias = layer.context.flag("bias") ? [layer.learned("bias", [units])] : []
  return layer.node("Gemm", [input, weights] + bias, ["transB": .integer(1)])
}

extension ONNXLayer {
  /// A product of the last axis with a matrix, at each place of the others.
  ///
  /// - Parameter role: stands before the names of the matrix and of what is added.
  func linear(
    _ tensor: String, _ role: String, from features: Int, to units: Int, bias: Bool, isMain: Bool = false
  ) -> String {
    let weights = matrix("\(role)weight", from: features, to: units, isTable: false)
    let summand = bias ? learned("\(role)bias", [units]) : nil
    let product = node("MatMul", [tensor, weights], isMain: isMain)
    return summand.map { node("Add", [product, $0]) } ?? product
  }
}
