import NetworkModel

/// What makes one tensor of several, or several of one.
extension CaffeReader {
  static let mergingRules: [String: Rule] = [
    "eltwise": elementwise, "concat": concatenation, "slice": slices, "axpy": scaledSum, "silence": nothing,
    "hdf5output": nothing,
  ]

  private static let elementwise: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("eltwise_param")
    let operation = try values.word("operation", of: ["PROD", "SUM", "MAX"]) ?? "SUM"
    let factors = values.reals("coeff")
    if operation == "SUM" { return try reader.sum(of: inputs, factors, layer.name) }
    if inputs.count == 1 { return try reader.assembly.apply([], layer.name, inputs) }
    return try reader.assembly.add(operation == "PROD" ? "multiply" : "maximum", layer.name, inputs)
  }

  /// A sum of multiples; a factor that is not there is 1.
  private mutating func sum(
    of inputs: [ImportedTensor], _ factors: [Double], _ name: String
  ) throws(FileProblem) -> [ImportedTensor] {
    if inputs.count == 1 {
      return try assembly.apply([.multiply(by: factors.first ?? 1)], name, inputs)
    }
    if factors == [1, -1] { return try assembly.add("subtract", name, inputs) }
    if factors == inputs.map({ _ in 1 / Double(inputs.count) }) {
      return try assembly.add("average", name, inputs)
    }
    var terms = inputs
    for (place, factor) in factors.prefix(inputs.count).enumerated() where factor != 1 {
      terms[place] = try assembly.apply(
        [.multiply(by: factor)], "\(name)_term\(place + 1)", [inputs[place]])[0]
    }
    return try assembly.add("add", name, terms)
  }

  private static let concatenation: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.assembly.add(
      "concat", layer.name, inputs, ["axis": try axis(layer.parameters("concat_param"), "concat_dim")])
  }

  private static let slices: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("slice_param")
    let axis = try axis(values, "slice_dim")
    let points = try values.integers("slice_point")
    var sizes: AttributeLiteral?
    if !points.isEmpty, let shape = inputs.first?.shape {
      let number = if case .integer(let number)? = axis { number } else { 1 }
      let place = number < 0 ? number &+ shape.rank : number
      let total = (0..<shape.rank).contains(place) ? shape[place] : 0
      let edges = [0] + points + [total]
      sizes = .integers(zip(edges.dropFirst(), edges).map { $0 &- $1 })
    }
    return try reader.assembly.add(
      "split", layer.name, inputs,
      ["axis": axis, "parts": sizes == nil ? .integer(layer.tops.count) : nil, "sizes": sizes],
      outputs: layer.tops.count)
  }

  /// The axis, unless it is the channels', which is the default there as here.
  private static func axis(
    _ values: CaffeParameters, _ formerName: String
  ) throws(FileProblem) -> AttributeLiteral? {
    let axis = try values.integer("axis", or: formerName) ?? 1
    return axis == 1 ? nil : .integer(axis)
  }

  /// SENet's: a factor for each channel, the channels, and what is added to them.
  private static let scaledSum: Rule = { reader, layer, inputs throws(FileProblem) in
    guard inputs.count == 3 else {
      throw layer.node.problem("layer \(layer.name.quoted) needs three bottoms")
    }
    let product = try reader.aligned("multiply", "\(layer.name)_product", [inputs[1], inputs[0]], axis: 0)
    return try reader.assembly.add("add", layer.name, product + [inputs[2]])
  }

  /// Layers that only swallow what nobody else reads, or write it to a file.
  private static let nothing: Rule = { _, _, _ in [] }
}
