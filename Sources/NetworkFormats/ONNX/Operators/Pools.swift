import NetworkModel

extension Operators {
  static let pools: [String: Translation] = [
    "MaxPool": pool("max_pool"), "AveragePool": pool("avg_pool"), "LpPool": pool("lp_pool"),
    "GlobalLpPool": { reader, node in Outcome(like: reader.shapes("global_avg_pool", [node.shape(0)])) },
  ]

  private static func pool(_ kind: String) -> Translation {
    { reader, node in
      guard let sizes = node.integers("kernel_shape"),
        var attributes = node.window(axes: sizes.count, kernel: "size", sizes)
      else { return .shapes([]) }
      if attributes["stride"] == attributes["size"] { attributes["stride"] = nil }
      if kind == "lp_pool", let exponent = node.real("p") ?? node.integer("p").map(Double.init) {
        attributes["exponent"] = .real(exponent)
      }
      // The places of the largest elements are an output that no pool has here.
      if !node.uses(output: 1),
        let pooled = reader.emit(kind, [reader.operand(node, 0)], attributes, name: node.name)
      {
        return .tensors(pooled)
      }
      return Outcome(like: windowShapes(reader, node, attributes).map { $0 + $0 })
    }
  }

  /// A convolution's window has the same size, and may be padded by more than half of itself.
  private static func windowShapes(
    _ reader: GraphReader, _ node: OperatorNode, _ attributes: AttributeList
  ) -> [[Size]]? {
    guard let shape = node.shape(0), shape.count > 1, let channels = shape[1].constant else { return nil }
    var attributes = attributes
    attributes["kernel"] = attributes["size"]
    attributes["stride"] = attributes["stride"] ?? attributes["size"]
    (attributes["size"], attributes["exponent"]) = (nil, nil)
    attributes["filters"] = .integer(channels)
    return reader.shapes("conv", [shape], attributes)
  }
}
