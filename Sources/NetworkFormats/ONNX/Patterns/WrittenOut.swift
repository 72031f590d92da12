import NetworkModel

/// An operator of the standard that exporters write out in others, for runtimes that do not have it.
struct WrittenOut: Sendable {
  /// The operator that it is.
  let type: String
  let formula: Formula
  /// The tensors that it reads, by their names in the formula.
  let inputs: [Character]
  /// Its attributes; `nil` where the operators that were found do something else.
  let attributes: @Sendable (FormulaMatch, Scope) -> [String: ONNXAttribute]?

  init?(
    _ type: String, of inputs: String = "x", _ formula: String,
    attributes: @escaping @Sendable (FormulaMatch, Scope) -> [String: ONNXAttribute]? = { _, _ in [:] }
  ) {
    guard let formula = Formula(formula) else { return nil }
    (self.type, self.formula, self.attributes) = (type, formula, attributes)
    self.inputs = Array(inputs)
  }

  /// The node that does it in one, called after the last of those that were found.
  func node(_ match: FormulaMatch, last: ONNXNode, _ scope: Scope) -> ONNXNode? {
    guard let attributes = attributes(match, scope) else { return nil }
    var node = last
    node.opType = type
    node.input = inputs.compactMap { match.tensors[$0] }
    node.attribute = attributes.map { name, value in
      var attribute = value
      attribute.name = name
      return attribute
    }
    if let slash = last.name.lastIndex(of: "/") {
      node.name = last.name[...slash] + type
    } else if !last.name.isEmpty {
      node.name = type
    }
    return node
  }

  /// By the operator that comes last; of several the first that fits counts, so that larger ones go before those
  /// that they are made of.
  static let byLast: [String: [WrittenOut]] = all.reduce(into: [:]) { table, form in
    for type in form.formula.operators { table[type, default: []].append(form) }
  }

  static let all: [WrittenOut] = activations + normalizations

  private static let activations: [WrittenOut] = [
    gelu("Mul(Mul(x, \(gate)), 0.5)|Mul(Mul(x, 0.5), \(gate))|Mul(x, Mul(\(gate), 0.5))"),
    WrittenOut("Mish", "Mul(x, Tanh(Softplus(x)))"),
    WrittenOut("HardSwish", "Div(Mul(x, \(bounded)), 6)|Mul(x, Div(\(bounded), 6))"),
    WrittenOut("HardSigmoid", "Div(\(bounded), 6)") { _, _ in ["alpha": .real(1 / 6), "beta": .real(0.5)] },
    WrittenOut("HardSwish", "Mul(x, HardSigmoid(x))") { match, _ in
      match.node("HardSigmoid").map { abs(($0.real("alpha") ?? 0.2) - 1 / 6) < 1e-3 } == true ? [:] : nil
    },
    WrittenOut("Swish", "Mul(x, Sigmoid(x))"),
  ].compactMap(\.self)

  /// One and the error function, or the hyperbolic tangent that comes near it.
  private static let gate =
    "Add(Erf(Div(x, 1.41421356)|Mul(x, 0.70710678))|Tanh(Mul(Add(x, Mul(\(cube), 0.044715)), 0.79788456)), 1)"
  private static let cube = "Pow(x, 3)|Mul(Mul(x, x), x)"
  private static let bounded = "Clip(Add(x, 3), 0, 6)"

  private static func gelu(_ formula: String) -> WrittenOut? { WrittenOut("Gelu", formula) }

  private static let normalizations: [WrittenOut] = [
    layerNorm("xwb", "Add(Mul(\(centred), w), b)"), layerNorm("xw", "Mul(\(centred), w)"),
    layerNorm("x", centred),
    rmsNorm("xw", "Mul(\(scaled), w)"), rmsNorm("x", scaled),
    groupNorm("xwb", "Add(Mul(Reshape(\(inGroups), s)|\(inGroups), w), b)"),
    groupNorm("x", "Reshape(\(inGroups), s)"),
  ].compactMap(\.self)

  private static let inGroups = "InstanceNormalization(Reshape(x, g), o, z)"
  private static let difference = "Sub(x, ReduceMean(x))"
  private static let centred =
    "Div(\(difference), Sqrt(Add(ReduceMean(Pow(\(difference), 2)|Mul(\(difference), \(difference))), e)))"
  private static let root = "Sqrt(Add(ReduceMean(Pow(x, 2)|Mul(x, x)), e))"
  private static let scaled = "Mul(x, Reciprocal(\(root))|Div(1, \(root)))|Div(x, \(root))"

  private static func layerNorm(_ inputs: String, _ formula: String) -> WrittenOut? {
    WrittenOut("LayerNormalization", of: inputs, formula, attributes: { $0.lastAxes($1) })
  }

  private static func groupNorm(_ inputs: String, _ formula: String) -> WrittenOut? {
    WrittenOut("GroupNormalization", of: inputs, formula, attributes: { $0.groups($1) })
  }

  private static func rmsNorm(_ inputs: String, _ formula: String) -> WrittenOut? {
    WrittenOut("RMSNormalization", of: inputs, formula, attributes: { $0.lastAxes($1) })
  }
}

extension FormulaMatch {
  /// The attributes of a normalization over the axes that all its means are taken over, if those are the last.
  fileprivate func lastAxes(_ scope: Scope) -> [String: ONNXAttribute]? {
    guard let rank = tensor("x", scope)?.shape?.count else { return nil }
    var first: Int?
    for node in nodes("ReduceMean") {
      guard node.integer("keepdims", 1) != 0,
        let axes = node.ints("axes") ?? node.input.dropFirst().first.flatMap({ integers($0, scope) })
      else { return nil }
      let places = axes.map { $0 < 0 ? $0 + rank : $0 }.sorted()
      guard let start = places.first, start > 0, places == Array(start..<rank), first ?? start == start else {
        return nil
      }
      first = start
    }
    guard let first else { return nil }
    var attributes: [String: ONNXAttribute] = ["axis": .integer(first - rank)]
    attributes["epsilon"] = tensor("e", scope)?.constant?.values?.first?.constant.map { .real($0) }
    return attributes
  }

  /// The attributes of a group normalization, where the groups took the place of the channels, and everything else
  /// that of an image.
  fileprivate func groups(_ scope: Scope) -> [String: ONNXAttribute]? {
    guard let groups = tensors["g"].flatMap({ integers($0, scope) }), groups.count == 3, groups[0] == 0,
      groups[2] == -1,
      let shape = tensor("x", scope)?.shape, isAll("o", 1, scope), isAll("z", 0, scope)
    else { return nil }
    // What has a group for each channel, and one more axis, has its shape already.
    let isSame = tensors["s"] == nil && shape.count == 3 && shape[1].agrees(with: Size(groups[1]))
    let wanted = tensor("s", scope)?.constant?.values ?? []
    guard
      isSame || wanted.count == shape.count && zip(wanted, shape).allSatisfy({ Size($0).agrees(with: $1) })
    else { return nil }
    var attributes: [String: ONNXAttribute] = ["num_groups": .integer(groups[1])]
    attributes["epsilon"] = node("InstanceNormalization")?.real("epsilon").map { .real($0) }
    return attributes
  }

  fileprivate func isAll(_ letter: Character, _ number: Double, _ scope: Scope) -> Bool {
    tensor(letter, scope)?.constant?.values?.allSatisfy { $0.constant == number } == true
  }

  private func integers(_ name: String, _ scope: Scope) -> [Int]? {
    guard let values = scope[name]?.constant?.values else { return nil }
    let integers = values.compactMap(\.constantInteger)
    return integers.count == values.count ? integers : nil
  }
}

extension ONNXNode {
  fileprivate func real(_ name: String) -> Double? {
    attribute.first { $0.name == name }.map { Double($0.f) }
  }
  fileprivate func integer(_ name: String, _ otherwise: Int) -> Int {
    attribute.first { $0.name == name }.map { Int($0.i) } ?? otherwise
  }
  fileprivate func ints(_ name: String) -> [Int]? {
    attribute.first { $0.name == name }.map { $0.ints.map(Int.init) }
  }
}
