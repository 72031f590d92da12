import NetworkModel

let caffeDense: [CaffeOperation] = [
  CaffeOperation("fully_connected") { source in
    CaffeCode(steps: [innerProduct(source, axis: 1)], notes: source.orderNotes)
  },
  CaffeOperation("linear") { source in
    // Along the channels of an image, which are not the last axis in Caffe.
    if source.isMoved(rank: source.context.rank) { return CaffeCode(steps: [pointwise(source)]) }
    return CaffeCode(steps: [innerProduct(source, axis: source.context.rank == 2 ? 1 : -1)])
  },
  CaffeOperation("embedding") { source throws(Refusal) in
    try source.requireOrder()
    return .layer(
      "Embed", "embed_param",
      [
        CaffeField("num_output", source.context.integer("dimension")),
        CaffeField("input_dim", source.context.integer("entries")), CaffeField("bias_term", false),
      ])
  },
]

private func innerProduct(_ source: CaffeSource, axis: Int) -> CaffeStep {
  let bias = source.context.flag("bias")
  var step = CaffeStep(
    "InnerProduct", "inner_product_param",
    [CaffeField("num_output", source.context.integer("units"))]
      + CaffeField.field("bias_term", bias, unless: true) + CaffeField.field("axis", axis, unless: 1))
  step.sharable = bias ? 2 : 1
  return step
}
