import NetworkModel

let caffeMerging: [CaffeOperation] = [
  CaffeOperation("add", withNumber: sum) { source throws(Refusal) in
    try elementwise("SUM", source, aligned: "Bias")
  },
  CaffeOperation("multiply", withNumber: product) { source throws(Refusal) in
    try elementwise("PROD", source, aligned: "Scale")
  },
  CaffeOperation("maximum") { source throws(Refusal) in try elementwise("MAX", source) },
  CaffeOperation("subtract", withNumber: difference) { source throws(Refusal) in
    try elementwise("SUM", source, factors: [1, -1])
  },
  CaffeOperation("divide", withNumber: quotient) { _ throws(Refusal) in
    throw Refusal("Caffe's Eltwise does not divide")
  },
  CaffeOperation("average") { source throws(Refusal) in
    let count = source.context.input.shapes.count
    return try elementwise("SUM", source, factors: Array(repeating: 1 / Double(count), count: count))
  },
  CaffeOperation("concat") { source in
    .layer(
      "Concat", "concat_param",
      CaffeField.field("axis", source.place(source.context.namedAxis), unless: 1))
  },
]

@Sendable private func sum(_ number: Double, _: Bool) -> [CaffeStep] { [power(("shift", number))] }

@Sendable private func product(_ number: Double, _: Bool) -> [CaffeStep] { [power(("scale", number))] }

@Sendable private func difference(_ number: Double, isFirst: Bool) -> [CaffeStep] {
  [isFirst ? power(("scale", -1), ("shift", number)) : power(("shift", -number))]
}

@Sendable private func quotient(_ number: Double, isFirst: Bool) -> [CaffeStep] {
  guard isFirst else { return [power(("scale", 1 / number))] }
  var reciprocal = power(("power", -1))
  reciprocal.suffix = "_reciprocal"
  return [reciprocal, power(("scale", number))]
}

private func power(_ numbers: (name: String, number: Double)...) -> CaffeStep {
  CaffeStep("Power", "power_param", numbers.map { CaffeField($0.name, $0.number) })
}

/// - Parameter aligned: the layer that repeats a factor or a summand of each channel to fit.
private func elementwise(
  _ operation: String, _ source: CaffeSource, factors: [Double] = [], aligned: String? = nil
) throws(Refusal) -> CaffeCode {
  let shapes = source.context.input.shapes.map(source.sizes)
  if shapes.allSatisfy({ $0 == shapes[0] }) {
    return .layer(
      "Eltwise", "eltwise_param",
      (operation == "SUM" ? [] : [CaffeField("operation", word: operation)])
        + factors.map { CaffeField("coeff", $0) })
  }
  let output = source.sizes(source.context.output)
  guard let aligned, shapes.count == 2, let whole = shapes.firstIndex(of: output) else {
    throw Refusal("Caffe merges tensors of one shape, and repeats none to fit")
  }
  let small = shapes[1 - whole]
  guard small.count == output.count, small.count > 2, small[..<2] == output[..<2],
    small[2...].allSatisfy({ $0 == 1 })
  else {
    throw Refusal("Caffe repeats a tensor to fit only where it has a number for each channel")
  }
  var vector = CaffeStep("Flatten")
  (vector.suffix, vector.bottoms) = ("_flat", [.input(1 - whole)])
  var merge = CaffeStep(aligned, aligned.lowercased() + "_param", [CaffeField("axis", 0)])
  merge.bottoms = [.input(whole), .former]
  return CaffeCode(steps: [vector, merge])
}
