// Attention over batch × steps × features. Counts: formulas.md, "Parameters".

private let heads = Attribute<Int>(
  "heads", .integer(1...Int.max), "How many attend side by side",
  spelled: [.pytorch: "num_heads", .keras: "num_heads", .onnx: "num_heads"])
private let keySize = Attribute<Int>(
  "key_size", .integer(1...Int.max),
  "Size of a head's queries and keys; not set, the features over the heads",
  spelled: [.keras: "key_dim"])
private let valueSize = Attribute<Int>(
  "value_size", .integer(1...Int.max), "Size of a head's values; not set, the keys'",
  spelled: [.keras: "value_dim"])
private let outputFeatures = Attribute<Int>(
  units.name, .integer(1...Int.max), "How many numbers come out at each step; not set, the query's",
  spelled: [.keras: "output_shape"])

let attentionOperations: [OperationSpec] = [
  OperationSpec(
    id: "multi_head_attention", title: "multi-head attention",
    summary: "Attends to a sequence: query, key and value.",
    category: .sequence, arity: 1...3,
    attributes: [
      heads.required, keySize.optional, valueSize.optional, outputFeatures.optional,
      bias.defaulting(to: true),
    ],
    spelled: [.pytorch: "MultiheadAttention", .keras: "MultiHeadAttention", .onnx: "MultiHeadAttention"],
    spatial: .mixing,
    shape: { input throws(ShapeProblem) in
      var shape = input.shape
      shape[2] = try Attention(input).output
      return Outputs(shape)
    },
    parameters: { input, tally in
      guard let attention = try? Attention(input) else { return }
      tally.add("query weights", attention.queryMatrix)
      tally.add("key weights", attention.keyMatrix)
      tally.add("value weights", attention.valueMatrix)
      tally.add("output weights", attention.outputMatrix)
      guard input[bias] else { return }
      tally.add("query bias", Product(attention.keyWidth), .bias)
      tally.add("key bias", Product(attention.keyWidth), .bias)
      tally.add("value bias", Product(attention.valueWidth), .bias)
      tally.add("output bias", Product(attention.output), .bias)
    },
    multiplyAdds: { input, _ in (try? Attention(input)).map { Product($0.multiplyAdds) } ?? Product() },
    otherFLOPs: .total { input, _ in
      (try? Attention(input)).map { Product($0.scoring + (input[bias] ? $0.biasAdditions : 0)) } ?? Product()
    }
  )
]

/// The sizes of an attention: one input is query, key and value, two are the query and the others.
private struct Attention {
  let heads: Int
  let query, key, value: Shape
  /// The queries, and the values, of all heads.
  let keyWidth, valueWidth: Int
  let output: Int

  init(_ input: OperationInput) throws(ShapeProblem) {
    query = input.shape
    key = input.shapes.count > 1 ? input.shapes[1] : query
    value = input.shapes.last ?? query
    for shape in input.shapes where shape.rank != 3 {
      throw ShapeProblem(.inputRank, "needs steps × features; an input is \(shape)")
    }
    if key[1] != value[1] {
      throw ShapeProblem(
        .mismatchedInputs, "the key has \(key[1]) steps and the value \(value[1])", dependsOnSizes: true)
    }
    heads = input[NetworkModel.heads]
    if input.optional(keySize) == nil, !query[2].isMultiple(of: heads) {
      throw ShapeProblem(
        .partsDoNotDivide,
        "\(heads) heads do not divide \(query[2]) features: \(query[2])/\(heads) = "
          + "\(Fraction(query[2], heads))", attribute: "heads")
    }
    let keySize = input.optional(keySize) ?? query[2] / heads
    guard let keyWidth = (Count(heads) * Count(keySize)).value,
      let valueWidth = (Count(heads) * Count(input.optional(valueSize) ?? keySize)).value
    else { throw .overflow }
    (self.keyWidth, self.valueWidth) = (keyWidth, valueWidth)
    output = input.optional(outputFeatures) ?? query[2]
  }

  var queryMatrix: Product { matrix(query[2], keyWidth) }
  var keyMatrix: Product { matrix(key[2], keyWidth) }
  var valueMatrix: Product { matrix(value[2], valueWidth) }
  var outputMatrix: Product { matrix(valueWidth, output) }

  private func matrix(_ rows: Int, _ columns: Int) -> Product {
    var product = Product(rows)
    product.append(columns)
    return product
  }

  /// Each head scales its scores and takes their softmax, five operations for each.
  var scoring: Count { Count(heads) * Count(query[1]) * Count(key[1]) * 6 }

  var biasAdditions: Count {
    Count(query[1]) * (Count(keyWidth) + Count(output)) + Count(key[1]) * Count(keyWidth)
      + Count(value[1]) * Count(valueWidth)
  }

  /// The four matrices at each step, then every query with every key, and every score with every value.
  var multiplyAdds: Count {
    let scores = Count(query[1]) * Count(key[1])
    return Count(query[1]) * (queryMatrix.count + outputMatrix.count) + Count(key[1]) * keyMatrix.count
      + Count(value[1]) * valueMatrix.count + scores * (Count(keyWidth) + Count(valueWidth))
  }
}
