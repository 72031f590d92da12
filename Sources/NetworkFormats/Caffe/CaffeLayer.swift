import NetworkModel

/// A `layer { … }`, or a `layers { … }` of old.
struct CaffeLayer {
  let node: SyntaxNode
  let name: String
  /// As the new format spells it: `InnerProduct`.
  let type: String
  let bottoms, tops: [String]

  init(_ node: SyntaxNode) throws(FileProblem) {
    self.node = node
    guard let type = node["type"]?.text else {
      if node["layer"] != nil {
        throw node.problem("is in the first of Caffe's formats, from 2013; its upgrade_net_proto_text helps")
      }
      throw node.problem("the layer has no type")
    }
    self.type = type
    bottoms = try Self.blobs("bottom", of: node)
    tops = try Self.blobs("top", of: node)
    let name = node["name"]?.text ?? ""
    self.name = name.isEmpty ? tops.first ?? type : name
  }

  private static func blobs(_ key: String, of node: SyntaxNode) throws(FileProblem) -> [String] {
    let names = node.repeated(key)
    guard names.count <= NetworkAssembly.maximumTensors else {
      throw node.problem("the layer has more than \(NetworkAssembly.maximumTensors) \(key)s")
    }
    return names.map(\.text)
  }

  /// By which the old format's `INNER_PRODUCT` and the new one's `InnerProduct` are the same.
  var typeKey: String { Self.key(of: type) }

  static func key(of type: String) -> String { type.lowercased().filter { $0 != "_" } }

  /// The layer's parameters of its kind: `convolution_param`.
  func parameters(_ name: String) -> CaffeParameters { CaffeParameters(node[name], of: self) }
}

/// A message of parameters, or nothing, which is all defaults.
struct CaffeParameters {
  private let node: SyntaxNode?
  private let layer: CaffeLayer

  init(_ node: SyntaxNode?, of layer: CaffeLayer) { (self.node, self.layer) = (node, layer) }

  subscript(key: String) -> CaffeParameters { CaffeParameters(node?[key], of: layer) }

  func has(_ key: String) -> Bool { node?[key] != nil }

  func integers(_ key: String) throws(FileProblem) -> [Int] {
    var numbers: [Int] = []
    for value in node?.repeated(key) ?? [] {
      guard numbers.count < SyntaxTree.maximumNumbers else {
        throw problem(value, key, "has more than \(SyntaxTree.maximumNumbers) numbers")
      }
      guard let number = value.integer else { throw problem(value, key, "must be a whole number") }
      numbers.append(number)
    }
    return numbers
  }

  func integer(_ key: String) throws(FileProblem) -> Int? { try integers(key).last }

  /// The number under the first of several keys that is there.
  func integer(_ first: String, or others: String...) throws(FileProblem) -> Int? {
    for key in [first] + others where has(key) { return try integer(key) }
    return nil
  }

  func real(_ key: String) throws(FileProblem) -> Double? {
    guard let value = node?[key] else { return nil }
    guard let number = value.real else { throw problem(value, key, "must be a number") }
    return number
  }

  func flag(_ key: String) throws(FileProblem) -> Bool? {
    guard let value = node?[key] else { return nil }
    guard let flag = value.flag else { throw problem(value, key, "must be true or false") }
    return flag
  }

  /// A word of an enumeration, or the one that stands at a number's place in it.
  func word(_ key: String, of words: [String]) throws(FileProblem) -> String? {
    guard let value = node?[key] else { return nil }
    if let number = value.integer, words.indices.contains(number) { return words[number] }
    guard words.contains(value.text) else {
      throw problem(value, key, "must be one of \(words.joined(separator: ", "))")
    }
    return value.text
  }

  func text(_ key: String) -> String? { node?[key]?.text }

  func reals(_ key: String) -> [Double] { node?.repeated(key).compactMap(\.real) ?? [] }

  /// The sizes in a `BlobShape`.
  func shape(_ key: String) throws(FileProblem) -> [Int]? { has(key) ? try self[key].integers("dim") : nil }

  /// A number for each spatial axis: repeated, or as `…_h` and `…_w`.
  func extent(_ key: String, stem: String? = nil) throws(FileProblem) -> AttributeLiteral? {
    let stem = stem ?? key
    if let height = try integer(stem + "_h"), let width = try integer(stem + "_w") {
      return .extent([height, width])
    }
    return .extent(try integers(key))
  }

  private func problem(_ value: SyntaxNode, _ key: String, _ message: String) -> FileProblem {
    value.problem("layer \(layer.name.quoted): \(key) \(message)")
  }
}

extension SyntaxNode {
  /// The values of a repeated field, one by one or in a list.
  func repeated(_ key: String) -> [SyntaxNode] {
    var values: [SyntaxNode] = []
    for value in all(key) {
      if value.kind == .list { values += value.children } else { values.append(value) }
    }
    return values
  }
}
