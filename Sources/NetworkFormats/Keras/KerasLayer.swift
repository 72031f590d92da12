import NetworkModel

/// A layer's entry in a model's configuration.
struct KerasLayer {
  let node, config: SyntaxNode
  var type, name: String
  /// How many axes `TimeDistributed` has put before those that the layer knows of.
  var leading = 0
  /// Whether each step comes out, where a layer around it says so.
  var returnsSequence: Bool?

  init(_ node: SyntaxNode) throws(FileProblem) {
    guard node.kind == .object, let type = node["class_name"]?.string else {
      throw node.problem("a layer with a class_name was expected")
    }
    self.node = node
    self.type = type
    // Before Keras 2.2 a Sequential model's configuration was the list of its layers.
    config = node["config"] ?? node
    // By the entry's own name other layers speak of it.
    name = node["name"]?.string ?? config["name"]?.string ?? type.lowercased()
  }

  /// The number of spatial axes in the type's name: `Conv2D`.
  var spatialRank: Int {
    type.reversed().first { $0.isASCII && $0.isNumber }?.wholeNumberValue ?? 2
  }

  /// The order of axes that the layer works in.
  var layout: Layout {
    ["channels_first", "th"].contains(word("data_format")) ? .channelsFirst : .channelsLast
  }

  func has(_ key: String) -> Bool { value(key) != nil }

  func integer(_ key: String) throws(FileProblem) -> Int? {
    guard let value = value(key) else { return nil }
    guard let number = value.integer else { throw problem(value, key, "must be a whole number") }
    return number
  }

  func literal(_ key: String) throws(FileProblem) -> AttributeLiteral? {
    try integer(key).map { .integer($0) }
  }

  func real(_ key: String) throws(FileProblem) -> AttributeLiteral? {
    guard let value = value(key) else { return nil }
    guard let number = value.real else { throw problem(value, key, "must be a number") }
    return number.isFinite ? .real(number) : nil
  }

  func flag(_ key: String) throws(FileProblem) -> Bool? {
    guard let value = value(key) else { return nil }
    guard let flag = value.flag else { throw problem(value, key, "must be true or false") }
    return flag
  }

  func option(_ key: String) throws(FileProblem) -> AttributeLiteral? { try flag(key).map { .flag($0) } }

  func word(_ key: String) -> String? { value(key)?.string }

  /// A whole number, or a list of them.
  func integers(_ key: String) throws(FileProblem) -> [Int]? {
    guard let value = value(key) else { return try apart(key) }
    if let number = value.integer { return [number] }
    var numbers: [Int] = []
    for item in value.children {
      guard numbers.count < SyntaxTree.maximumNumbers else { throw tooLong(value, key) }
      guard let number = item.integer else { throw problem(item, key, "must be whole numbers") }
      numbers.append(number)
    }
    return numbers
  }

  /// A number for each spatial axis; `neutral` for the axes before those that the layer knows of.
  func extent(_ key: String, neutral: Int = 1) throws(FileProblem) -> AttributeLiteral? {
    guard let numbers = try integers(key) else { return nil }
    if leading == 0 { return .extent(numbers) }
    let own = numbers.count == 1 ? Array(repeating: numbers[0], count: spatialRank) : numbers
    return .extent(Array(repeating: neutral, count: leading) + own)
  }

  /// What is added or taken off: a number, one for each axis, or before and after for each.
  func margins(_ key: String) throws(FileProblem) -> AttributeLiteral? {
    guard let value = value(key) else { return nil }
    var sides: [(Int, Int)] = []
    if let number = value.integer {
      sides = Array(repeating: (number, number), count: spatialRank)
    } else if spatialRank == 1, let numbers = try? integers(key), numbers.count == 2 {
      sides = [(numbers[0], numbers[1])]
    } else {
      for item in value.children {
        guard sides.count < SyntaxTree.maximumNumbers else { throw tooLong(value, key) }
        let pair = item.children.compactMap(\.integer)
        guard let first = item.integer ?? pair.first, pair.count == 2 || pair.isEmpty else {
          throw problem(item, key, "must be whole numbers, one or two for each axis")
        }
        sides.append((first, pair.last ?? first))
      }
    }
    let all = Array(repeating: (0, 0), count: leading) + sides
    if let first = all.first, all.allSatisfy({ $0 == first && $0.0 == $0.1 }) { return .integer(first.0) }
    return .list(all.map { .list([.integer($0.0), .integer($0.1)]) })
  }

  /// An axis, the batch being 0.
  func axis(_ key: String) throws(FileProblem) -> Int? {
    guard let axis = try integers(key)?.first else { return nil }
    return axis > 0 ? axis &+ leading : axis
  }

  /// The value under a key, or under one that Keras 1 had for it.
  private func value(_ key: String) -> SyntaxNode? {
    for name in [key] + (Self.former[key] ?? []) {
      if let value = config[name], !value.isNull { return value }
    }
    return nil
  }

  private static let former = [
    "filters": ["nb_filter"], "kernel_size": ["filter_length"],
    "strides": ["subsample", "subsample_length", "stride"],
    "padding": ["border_mode"], "dilation_rate": ["atrous_rate"], "units": ["output_dim"],
    "use_bias": ["bias"],
    "rate": ["p", "sigma"], "pool_size": ["pool_length"], "size": ["length"], "data_format": ["dim_ordering"],
    "axes": ["dot_axes"],
  ]

  /// Keras 1 had a key for each axis of a kernel.
  private func apart(_ key: String) throws(FileProblem) -> [Int]? {
    guard key == "kernel_size" else { return nil }
    for names in [["nb_row", "nb_col"], ["kernel_dim1", "kernel_dim2", "kernel_dim3"]] {
      var numbers: [Int] = []
      for name in names { if let number = try integer(name) { numbers.append(number) } }
      if numbers.count == names.count { return numbers }
    }
    return nil
  }

  private func tooLong(_ value: SyntaxNode, _ key: String) -> FileProblem {
    problem(value, key, "has more than \(SyntaxTree.maximumNumbers) numbers")
  }

  private func problem(_ value: SyntaxNode, _ key: String, _ message: String) -> FileProblem {
    value.problem("layer \(name.quoted): \(key) \(message)")
  }
}
