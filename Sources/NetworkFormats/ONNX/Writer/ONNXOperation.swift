import NetworkModel

/// How a kind of layer is written as ONNX' operators; one declaration each, in its family's file.
struct ONNXOperation: Sendable {
  let kind: String
  let order: @Sendable (LayerContext) -> AxisOrder
  /// Appends the layer's nodes and gives the names of what comes out.
  let nodes: @Sendable (ONNXLayer) throws(Refusal) -> [String]

  init(
    _ kind: String, _ order: AxisOrder, node: @escaping @Sendable (ONNXLayer) throws(Refusal) -> String
  ) {
    self.init(kind, order: { _ in order }, node: node)
  }

  init(
    _ kind: String, order: @escaping @Sendable (LayerContext) -> AxisOrder,
    node: @escaping @Sendable (ONNXLayer) throws(Refusal) -> String
  ) {
    self.init(kind, order: order) { layer throws(Refusal) in [try node(layer)] }
  }

  /// - Parameter nodes: for a kind with several outputs.
  init(
    _ kind: String, several order: AxisOrder,
    nodes: @escaping @Sendable (ONNXLayer) throws(Refusal) -> [String]
  ) {
    self.init(kind, order: { _ in order }, nodes: nodes)
  }

  private init(
    _ kind: String, order: @escaping @Sendable (LayerContext) -> AxisOrder,
    nodes: @escaping @Sendable (ONNXLayer) throws(Refusal) -> [String]
  ) {
    (self.kind, self.order, self.nodes) = (kind, order, nodes)
  }

  /// Every kind of the catalogue, which a test sees to; those that cannot be written refuse with the reason.
  static let all: [String: ONNXOperation] = Dictionary(
    uniqueKeysWithValues: [
      onnxEnds, onnxConvolutions, onnxPools, onnxDense, onnxNormalizations, onnxActivations, onnxMerging,
      onnxShapes, onnxResizing, onnxSelecting, onnxSequences,
    ].flatMap { $0 }.map { ($0.kind, $0) })
}
