import NetworkModel

let kerasEnds: [KerasOperation] = [
  // An input is an argument of the model and comes to no code of its own.
  KerasOperation("input") { _ in .function(.input(0)) },
  KerasOperation("output") { _ in .function(.input(0)) },
  KerasOperation("parameter") { context throws(Refusal) in try freeTensor(context, isTrained: true) },
  KerasOperation("constant") { context throws(Refusal) in
    let value = context.optionalReal("value")
    let sizes = context.output.dimensions
    // Without a batch it needs no layer: a tensor among the operands is a constant, and so is a number.
    if !context.flag("batched"), let value {
      return .function(sizes.isEmpty ? .real(value) : .call("ops.full", .numbers(sizes), .real(value)))
    }
    var code =
      context.flag("batched")
      ? try freeTensor(context, isTrained: false, filledWith: value ?? 0)
      : .function(.call("ops.zeros", .numbers(sizes)))
    if value == nil { code.notes = [zerosForConstant] }
    return code
  },
  KerasOperation("opaque") { context throws(Refusal) in
    throw Refusal("there is nothing that the operator \(context.word("operator").quoted) could be written as")
  },
]

/// A layer of the program's own: Keras' models have no tensors that nothing is put into.
private func freeTensor(
  _ context: LayerContext, isTrained: Bool, filledWith value: Double = 0
) throws(Refusal) -> LayerCode {
  let sizes = try context.sizesOfExample()
  return LayerCode(
    member: kerasTensor(sizes, filledWith: value, isTrained: isTrained),
    forward: .call(.member, [.positional("", .batch)]))
}

/// - Parameter sizes: those of an example.
func kerasTensor(_ sizes: [Int], filledWith value: Double = 0, isTrained: Bool = true) -> Python {
  .call(
    KerasClass.tensor.name,
    [
      .positional("shape", .numbers(sizes)), .keyword("value", .real(value), or: .real(0)),
      .keyword("trainable", .flag(isTrained), or: .flag(true)),
    ])
}

extension LayerContext {
  /// The sizes behind the batch; those of a tensor without one as its readers would repeat it.
  fileprivate func sizesOfExample() throws(Refusal) -> [Int] {
    let sizes = output.dimensions
    if flag("batched") || mergedRank == sizes.count && sizes[0] == 1 { return Array(sizes.dropFirst()) }
    guard let rank = mergedRank, sizes.count < rank else {
      try requireBatch()
      return sizes
    }
    return Array(repeating: 1, count: rank - 1 - sizes.count) + sizes
  }
}
