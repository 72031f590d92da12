extension GraphReader {
  /// The node's module and operator, its name, or else that of what comes out; what stands before its first slash is
  /// no group.
  mutating func layerName(of node: ONNXNode) -> String {
    if let name = modules.name(of: node, prefix: scope.prefix) { return name }
    let name = node.name.isEmpty ? node.output.first { !$0.isEmpty } ?? node.opType : node.name
    return scope.prefix + name.path
  }

  /// What a layer is called that stands for a tensor; where others are called after modules, this one is too.
  func layerName(ofTensor name: String) -> String {
    modules.isEmpty
      ? scope.prefix + name.path : scope.prefix + name.split { $0 == "/" || $0 == "." }.joined(separator: "/")
  }
}

extension String {
  /// Groups and a name, without empty ones among them.
  fileprivate var path: String {
    let slash = UInt8(ascii: "/")
    // Most begin with one slash and have no other that is too many.
    let utf8 = utf8.first == slash ? utf8.dropFirst() : utf8[...]
    var before = slash
    for byte in utf8 {
      if byte == slash, before == slash { return split(separator: "/").joined(separator: "/") }
      before = byte
    }
    return before == slash ? split(separator: "/").joined(separator: "/") : String(Substring(utf8))
  }
}
