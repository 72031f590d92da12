// Layers in which every output sees every input.

let units = Attribute<Int>(
  "units", .integer(1...Int.max), "How many numbers come out",
  spelled: [.pytorch: "out_features", .onnx: "(axis of B)", .caffe: "num_output"])

private let entries = Attribute<Int>(
  "entries", .integer(1...Int.max), "How many words there are, each with a vector",
  spelled: [.pytorch: "num_embeddings", .keras: "input_dim", .caffe: "input_dim"])
private let dimension = Attribute<Int>(
  "dimension", .integer(1...Int.max), "How many numbers a vector has",
  spelled: [.pytorch: "embedding_dim", .keras: "output_dim", .caffe: "num_output"])
private let transposesFirst = Attribute<Bool>(
  "transpose_a", .flag, "Whether the last two axes of the first input change places",
  spelled: [.onnx: "transA"])
private let transposesSecond = Attribute<Bool>(
  "transpose_b", .flag, "Whether those of the second do", spelled: [.onnx: "transB"])

let untrained = Attribute<Int>(
  "untrained", .integer(0...Int.max),
  "Numbers beside the weights that are not trained: a quantization's scales, a spectral normalization's vector"
)

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
    multiplyAdds: { input, _ in perUnit(input.shape.sizes(from: 1), input) },
    otherFLOPs: .biasAdditions
  ),
  OperationSpec(
    id: "linear", title: "linear",
    summary: "Connects the elements of the last axis to every unit, at each place of the other axes.",
    category: .dense,
    attributes: [units.required, bias.defaulting(to: true), untrained.defaulting(to: 0).onlyImported],
    spelled: [.pytorch: "Linear", .keras: "Dense", .onnx: "MatMul + Add", .caffe: "InnerProduct axis: -1"],
    spatial: .across { input in max(input.shape.rank - 1, 0)..<input.shape.rank },
    shape: { input throws(ShapeProblem) in
      var shape = input.shape
      guard shape.rank > 0 else { throw ShapeProblem(.inputRank, "needs an axis; the input is one number") }
      shape[shape.rank - 1] = input[units]
      return Outputs(shape)
    },
    parameters: { input, tally in
      connect(input.shape.sizes(from: input.shape.rank - 1), input, &tally)
      keep(input, &tally)
    },
    multiplyAdds: { input, _ in perUnit(input.shape.sizes(from: 1), input) },
    otherFLOPs: .biasAdditions
  ),
  OperationSpec(
    id: "embedding", title: "embedding",
    summary: "Replaces each number by its vector in a table.",
    category: .dense,
    attributes: [entries.required, dimension.required, untrained.defaulting(to: 0).onlyImported],
    spelled: [.pytorch: "Embedding", .keras: "Embedding", .onnx: "Gather", .caffe: "Embed"],
    spatial: .mixing,
    shape: { input throws(ShapeProblem) in
      var shape = input.shape
      guard shape.append(input[dimension]) else {
        throw ShapeProblem(.inputRank, "a tensor has at most \(Shape.maximumRank) axes")
      }
      return Outputs(shape)
    },
    parameters: { input, tally in
      var table = Product(input[entries])
      table.append(input[dimension])
      tally.add("weight", table)
      keep(input, &tally)
    }
  ),
  OperationSpec(
    id: "matmul", title: "matrix product",
    summary: "Multiplies the matrices in the last two axes.",
    category: .dense, arity: 2...2,
    attributes: [transposesFirst.defaulting(to: false), transposesSecond.defaulting(to: false)],
    spelled: [.pytorch: "matmul, bmm", .keras: "ops.matmul", .onnx: "MatMul"],
    spatial: .mixing,
    shape: { input throws(ShapeProblem) in Outputs(try MatrixProduct(input).output) },
    multiplyAdds: { input, _ in
      guard let product = try? MatrixProduct(input) else { return Product() }
      var factors = product.output.sizes(from: 1)
      factors.append(product.inner)
      return factors
    }
  ),
]

/// Matrices in the last two axes; those before them are broadcast.
private struct MatrixProduct {
  let inner: Int
  let output: Shape

  init(_ input: OperationInput) throws(ShapeProblem) {
    guard input.shapes.count == 2, input.shapes.allSatisfy({ $0.rank >= 2 }) else {
      throw ShapeProblem(.inputRank, "needs two inputs with matrices in their last two axes")
    }
    let (first, second) = (input.shapes[0], input.shapes[1])
    let (a, b) = (
      first.matrix(transposed: input[transposesFirst]), second.matrix(transposed: input[transposesSecond])
    )
    guard a.columns == b.rows else {
      throw ShapeProblem(
        .mismatchedInputs, "a matrix of \(a.columns) columns does not go with one of \(b.rows) rows",
        dependsOnSizes: true)
    }
    var stacks = input
    stacks.shapes = [first.droppingMatrix, second.droppingMatrix]
    var output = try broadcastShape(stacks)
    output.append(a.rows)
    output.append(b.columns)
    (inner, self.output) = (a.columns, output)
  }
}

extension Shape {
  fileprivate func matrix(transposed: Bool) -> (rows: Int, columns: Int) {
    transposed ? (self[rank - 1], self[rank - 2]) : (self[rank - 2], self[rank - 1])
  }

  fileprivate var droppingMatrix: Shape { dropping([rank - 2, rank - 1]) }
}

private func perUnit(_ inputs: Product, _ input: OperationInput) -> Product {
  var factors = inputs
  factors.append(input[units])
  return factors
}

private func connect(_ inputs: Product, _ input: OperationInput, _ tally: inout ParameterTally) {
  tally.add("weight", perUnit(inputs, input))
  if input[bias] { tally.add("bias", Product(input[units]), .bias) }
}

/// Counts what is kept beside the weights.
func keep(_ input: OperationInput, _ tally: inout ParameterTally) {
  if input[untrained] > 0 { tally.add("untrained", Product(input[untrained]), .running) }
}
