import NetworkModel

let onnxEnds: [ONNXOperation] = [
  // An input is one of the graph and comes to no node.
  ONNXOperation("input", .any) { layer in layer.input },
  ONNXOperation("output", .any) { layer in layer.input },
  ONNXOperation("parameter", .asWritten) { layer in
    repeated(layer, layer.learned("weight", freeSizes(layer)))
  },
  ONNXOperation("constant", .asWritten) { layer in
    let value = layer.context.optionalReal("value")
    if value == nil { layer.note(zerosForConstant) }
    return repeated(layer, layer.filled(freeSizes(layer), with: value ?? 0))
  },
  ONNXOperation("opaque", .any) { layer throws(Refusal) in
    throw Refusal(
      "there is nothing that the operator \(layer.context.word("operator").quoted) could be written as")
  },
]

/// A tensor for one example.
private func freeSizes(_ layer: ONNXLayer) -> [Int] {
  layer.context.flag("batched") ? [1] + layer.outputSizes.dropFirst() : layer.outputSizes
}

/// Repeats a tensor for the batch.
private func repeated(_ layer: ONNXLayer, _ tensor: String) -> String {
  freeSizes(layer) == layer.outputSizes
    ? tensor : layer.node("Expand", [tensor, layer.list(layer.outputSizes)])
}
