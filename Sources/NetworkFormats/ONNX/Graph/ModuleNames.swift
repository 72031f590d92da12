import NetworkModel

extension ONNXNode {
  /// The module whose operation the node is, `/` between its parts; empty for the network itself, `nil` where the
  /// file does not say.
  var module: String? {
    guard let told = metadata[.moduleScopes],
      told.hasPrefix("['"), told.hasSuffix("']")
    else { return nil }
    guard let (outer, operation) = told.dropFirst(2).dropLast(2).splitLast(at: "', '") else { return nil }
    let module = outer.splitLast(at: "', '")?.last ?? outer
    // A normalization that became part of the convolution before it left it its scope.
    let owner = operation.contains("batch_norm") && opType.hasPrefix("Conv") ? weightOwner : nil
    return (owner ?? String(module)).split(separator: ".").joined(separator: "/")
  }

  /// The module that a weight is called after.
  private var weightOwner: String? {
    guard input.count > 1, let dot = input[1].lastIndex(of: ".") else { return nil }
    return String(input[1][..<dot])
  }
}

/// What layers are called where the file says of which modules they are: the module and the operator, as in
/// `layer1/0/conv1/Conv`, and in the end the module alone, where it has no other operators.
struct ModuleNames {
  private var modules: Set<String> = []

  var isEmpty: Bool { modules.isEmpty }

  /// - Returns: `nil` where the file does not say of which module the node is.
  mutating func name(of node: ONNXNode, prefix: String) -> String? {
    guard let module = node.module else { return nil }
    if module.isEmpty { return prefix + node.opType }
    modules.insert(prefix + module)
    return "\(prefix)\(module)/\(node.opType)"
  }

  /// What the layers are called in the end, by the names that they have until then.
  func finalNames(_ layers: [Layer]) -> [String: String] {
    var operators: [String: Set<Substring>] = [:]
    var outer: Set<Substring> = []
    for layer in layers {
      guard var slash = layer.name.lastIndex(of: "/") else { continue }
      operators[String(layer.name[..<slash]), default: []].insert(
        layer.name[layer.name.index(after: slash)...].stem)
      while let next = layer.name[..<slash].lastIndex(of: "/") {
        slash = next
        if !outer.insert(layer.name[..<slash]).inserted { break }
      }
    }
    var names: [String: String] = [:]
    for layer in layers {
      guard let slash = layer.name.lastIndex(of: "/") else { continue }
      let module = String(layer.name[..<slash])
      if modules.contains(module), operators[module]?.count == 1, !outer.contains(module[...]) {
        names[layer.name] = module
      }
    }
    return names
  }
}

extension Substring {
  /// What stands before a separator where it comes last, and what behind it; by bytes, since it is asked for every
  /// node.
  fileprivate func splitLast(at separator: String) -> (before: Substring, last: Substring)? {
    let (bytes, wanted) = (utf8, separator.utf8)
    var end = bytes.endIndex
    while let start = bytes.index(end, offsetBy: -wanted.count, limitedBy: bytes.startIndex) {
      if bytes[start..<end].elementsEqual(wanted) { return (self[..<start], self[end...]) }
      end = bytes.index(before: end)
    }
    return nil
  }

  /// Without the number that a name has which was taken.
  fileprivate var stem: Substring {
    guard let dash = lastIndex(of: "-"), self[index(after: dash)...].allSatisfy(\.isNumber) else {
      return self
    }
    return self[..<dash]
  }
}
