// Layers in which every output sees every input.

let units = Attribute<Int>(
  "units", .integer(1...Int.max), "How many numbers come out",
  spelled: [.pytorch: "out_features", .onnx: "(axis of B)", .caffe: "num_output"])

let denseOperations: [OperationSpec] = [
  OperationSpec(
    id: "fully_connected", title: "fully connected",
    summary: "Flattens what comes in and connects every element to every unit.",
    category: .dense,
    attributes: [units.required, bias.defaulting(to: true)],
    spelled: [
      .pytorch: "Flatten + Linear", .keras: "Flatten + Dense", .onnx: "Flatten + Gemm",
      .caffe: "InnerProduct",
    ],
    spatial: .mixing,
    shape: { input throws(ShapeProblem) in
      if input.shape.elementsPerExample.isOverflow { throw .overflow }
      return Outputs(Shape(batch: input.shape[0], features: input[units]))
    },
    parameters: { input, tally in connect(input.shape.sizes(from: 1), input, &tally) },
    multiplyAdds: { input, _ in
      var product = input.shape.sizes(from: 1)
      product.append(input[units])
      return product
    }
  ),
  OperationSpec(
    id: "linear", title: "linear",
    summary: "Connects the elements of the last axis to every unit, at each place of the other axes.",
    category: .dense,
    attributes: [units.required, bias.defaulting(to: true)],
    spelled: [.pytorch: "Linear", .keras: "Dense", .onnx: "MatMul + Add", .caffe: "InnerProduct axis: -1"],
    spatial: .mixing,
    shape: { input in
      var shape = input.shape
      shape[shape.rank - 1] = input[units]
      return Outputs(shape)
    },
    parameters: { input, tally in
      connect(input.shape.sizes(from: input.shape.rank - 1), input, &tally)
    },
    multiplyAdds: { input, _ in
      var product = input.shape.sizes(from: 1)
      product.append(input[units])
      return product
    }
  ),
]

private func connect(_ inputs: Product, _ input: OperationInput, _ tally: inout ParameterTally) {
  var factors = inputs
  factors.append(input[units])
  tally.add("weight", factors)
  if input[bias] { tally.add("bias", Product(input[units]), .bias) }
}
