extension ONNXProperty {
  /// What PyTorch's newer exporter says beside a graph and is read.
  enum Key: String, CaseIterable {
    /// The dotted names of the modules around a node, the outermost first and the operation itself last.
    case moduleScopes = "pkg.torch.onnx.name_scopes"
    /// What an initializer was in the program: a parameter, or a buffer that nobody learns.
    case inputKind = "pkg.torch.export.graph_signature.InputSpec.kind"
  }
}

extension [ONNXProperty] {
  subscript(key: ONNXProperty.Key) -> String? { first { $0.key == key.rawValue }?.value }
}
