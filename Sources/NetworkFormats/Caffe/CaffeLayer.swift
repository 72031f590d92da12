import NetworkModel

/// A `layer { … }`, a `layers { … }` of old, or one of 2013, in which the layer's own part is a message within.
struct CaffeLayer {
  let node: SyntaxNode
  let name: String
  /// As the new format spells it: `InnerProduct`.
  let type: String
  let bottoms, tops: [String]
  /// What is said of the layer itself.
  private let own: SyntaxNode

  init(_ node: SyntaxNode) throws(FileProblem) {
    self.node = node
    own = node["layer"] ?? node
    guard let type = own["type"]?.text else { throw node.problem("the layer has no type") }
    self.type = own.isSame(as: node) ? type : Self.renamed[type] ?? type
    bottoms = try Self.blobs("bottom", of: node)
    tops = try Self.blobs("top", of: node)
    let name = own["name"]?.text ?? ""
    self.name = name.isEmpty ? tops.first ?? type : name
  }

  /// What the types of 2013 became, where it is more than a matter of spelling.
  private static let renamed = ["conv": "Convolution", "pool": "Pooling", "images": "ImageData"]

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

  /// The layer's parameters of its kind: `convolution_param`. In 2013 they stood in the layer.
  func parameters(_ name: String) -> CaffeParameters { CaffeParameters(message(name), of: self) }

  func message(_ name: String) -> SyntaxNode? { own.isSame(as: node) ? node[name] : own }
}

/// A message of parameters, or nothing, which is all defaults.
struct CaffeParameters {
  private let node: SyntaxNode?
  private let layer: CaffeLayer

  init(_ node: SyntaxNode?, of layer: CaffeLayer) { (self.node, self.layer) = (node, layer) }

  subscript(key: String) -> CaffeParameters { CaffeParameters(node?[key], of: layer) }

  func has(_ key: String) -> Bool { !values(key).isEmpty }

  /// The values under a key, or under the name without a stroke that it had in 2013.
  private func values(_ key: String) -> [SyntaxNode] {
    guard let node else { return [] }
    let values = node.repeated(key)
    return values.isEmpty ? node.repeated(key.filter { $0 != "_" }) : values
  }

  func integers(_ key: String) throws(FileProblem) -> [Int] {
    var numbers: [Int] = []
    for value in values(key) {
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
    guard let value = values(key).last else { return nil }
    guard let number = value.real else { throw problem(value, key, "must be a number") }
    return number
  }

  func flag(_ key: String) throws(FileProblem) -> Bool? {
    guard let value = values(key).last else { return nil }
    guard let flag = value.flag else { throw problem(value, key, "must be true or false") }
    return flag
  }

  /// A word of an enumeration, or the one that stands at a number's place in it.
  func word(_ key: String, of words: [String]) throws(FileProblem) -> String? {
    guard let value = values(key).last else { return nil }
    if let number = value.integer, words.indices.contains(number) { return words[number] }
    guard words.contains(value.text) else {
      throw problem(value, key, "must be one of \(words.joined(separator: ", "))")
    }
    return value.text
  }

  func text(_ key: String) -> String? { values(key).last?.text }

  func reals(_ key: String) -> [Double] { values(key).compactMap(\.real) }

  /// The sizes in a `BlobShape`.
  func shape(_ key: String) throws(FileProblem) -> [Int]? { has(key) ? try self[key].integers("dim") : nil }

  /// A number for each spatial axis: repeated, or as `…_h` and `…_w`; `nil` where none is said.
  ///
  /// - Parameters:
  ///   - neutral: for the axis of which nothing is said, where another has its own.
  ///   - depth: the name of what volumes have along their first axis (C3D).
  func extent(
    _ key: String, stem: String? = nil, neutral: Int = 1, depth: String? = nil
  ) throws(FileProblem) -> AttributeLiteral? {
    try sizes(key, stem: stem, neutral: neutral, depth: depth).flatMap { .extent($0) }
  }

  func sizes(
    _ key: String, stem: String? = nil, neutral: Int = 1, depth: String? = nil
  ) throws(FileProblem) -> [Int]? {
    var numbers = try integers(key)
    let stem = stem ?? key
    if has(stem + "_h") || has(stem + "_w") {
      let other = numbers.last ?? neutral
      numbers = [try integer(stem + "_h") ?? other, try integer(stem + "_w") ?? other]
    }
    if let depth {
      let own = try integer(depth) ?? neutral
      let image = numbers.count == 2 ? numbers : Array(repeating: numbers.first ?? neutral, count: 2)
      numbers = [own] + image
    }
    return numbers.isEmpty ? nil : numbers
  }

  private func problem(_ value: SyntaxNode, _ key: String, _ message: String) -> FileProblem {
    value.problem("layer \(layer.name.quoted): \(key) \(message)")
  }
}

extension SyntaxNode {
  /// The values of a repeated field, one by one or in a list; no more than tell that they are too many.
  func repeated(_ key: String, atMost limit: Int = SyntaxTree.maximumNumbers + 1) -> [SyntaxNode] {
    var values: [SyntaxNode] = []
    for value in all(key) {
      guard value.kind == .list else {
        if values.count == limit { return values }
        values.append(value)
        continue
      }
      for item in value.children {
        if values.count == limit { return values }
        values.append(item)
      }
    }
    return values
  }
}
