/// A layer's numbers, each with the formula that gives it.
public struct Derivation: Equatable, Sendable {
  public struct Line: Equatable, Sendable {
    /// `H`, `weights`, `MACs`; empty where the formula stands for all axes.
    public let label: String
    /// `(227 − 11 + 2·0)/4 + 1 = 55`.
    public let formula: String
    /// Whether it says how the size comes about, rather than what the layer adds up to.
    public let isSize: Bool
    /// Whether it is wanted only where there is room for everything.
    public let isDetail: Bool
  }

  public private(set) var lines: [Line] = []

  fileprivate mutating func add(
    _ label: String, _ formula: String, isSize: Bool = false, isDetail: Bool = false
  ) {
    lines.append(Line(label: label, formula: formula, isSize: isSize, isDetail: isDetail))
  }
}

extension Analysis {
  /// Every number of a layer, derived. Empty where nothing can be worked out.
  public func derivation(of id: LayerID, in network: Network) -> Derivation {
    guard let layer = network[id], let input = operationInput(of: id, in: network) else {
      return Derivation()
    }
    let (spec, facts) = (layer.spec, self[id])
    var derivation = Derivation()
    derivation.addSizes(spec, input, facts)
    guard let shape = facts.shape else { return derivation }
    if let owner = network.parameterOwner(of: id), let name = network[owner]?.name {
      derivation.add("parameters", "those of \(name), counted there")
    } else {
      derivation.addParameters(spec, input, elementType)
    }
    derivation.addWork(spec, input, shape, facts)
    derivation.addBytes(facts, elementType)
    derivation.addField(facts.trace)
    return derivation
  }
}

extension Derivation {
  fileprivate mutating func addSizes(_ spec: OperationSpec, _ input: OperationInput, _ facts: LayerFacts) {
    if let shape = facts.shape, let formula = spec.sizeFormula(input, shape) {
      add("size", formula, isSize: true)
    } else if case .windows = spec.spatial {
      let axes = min(input.windows.count, input.spatialRank)
      let formulas = (0..<axes).map { input.windows[$0].derivation(on: input.spatialSize($0)) }
      if let first = formulas.first, formulas.allSatisfy({ $0 == first }) {
        add("", first, isSize: true)
      } else {
        for (axis, formula) in formulas.enumerated() {
          add(spatialAxisName(axis, of: axes), formula, isSize: true)
        }
      }
    }
  }

  fileprivate mutating func addParameters(
    _ spec: OperationSpec, _ input: OperationInput, _ elementType: ElementType
  ) {
    var tally = ParameterTally(elementType, keepingTensors: true)
    spec.parameters?(input, &tally)
    let roles: [(ParameterTensor.Role, String)] = [
      (.weight, "weights"), (.bias, "biases"), (.running, "not trained"),
    ]
    for (role, label) in roles {
      let tensors = (tally.tensors ?? []).filter { $0.role == role }
      if tensors.count == 1 {
        addProduct(label, tensors[0].factors)
      } else if tensors.count > 1 {
        let total = tensors.reduce(Count.zero) { $0 + $1.factors.count }
        add(label, tensors.map { "\($0.factors)" }.joined(separator: " + ") + " = \(total)")
      }
    }
  }

  fileprivate mutating func addProduct(_ label: String, _ product: Product, isDetail: Bool = false) {
    let formula = product.factorCount > 1 ? "\(product) = \(product.count)" : "\(product.count)"
    add(label, formula, isDetail: isDetail)
  }

  /// FLOPs are twice the multiply-adds, and what is in none of them.
  fileprivate mutating func addWork(
    _ spec: OperationSpec, _ input: OperationInput, _ shape: Shape, _ facts: LayerFacts
  ) {
    let multiplyAdds = spec.multiplyAdds?(input, shape) ?? Product()
    if multiplyAdds.factorCount > 0 { addProduct("MACs", multiplyAdds) }
    let other = spec.otherFLOPs?.product(input, shape) ?? Product()
    if multiplyAdds.factorCount == 0 {
      if other.factorCount > 0 { addProduct("FLOPs", other, isDetail: true) }
    } else {
      let rest = other.factorCount > 0 ? " + \(other)" : ""
      add("FLOPs", "2·\(facts.multiplyAdds)\(rest) = \(facts.flops)", isDetail: true)
    }
  }

  /// The parameters' bytes, and the first output's; a batch of one is left out of the formula.
  fileprivate mutating func addBytes(_ facts: LayerFacts, _ elementType: ElementType) {
    let rounding = elementType.bits < 8 ? ", a tensor rounded up" : ""
    if facts.parameters != .zero {
      let bytes = "\(facts.parameters)·\(elementType.factor) = \(facts.parameterBytes)"
      add("parameter bytes", bytes + rounding, isDetail: true)
    }
    guard let shape = facts.shape else { return }
    let sizes = shape.dimensions.dropFirst(shape[0] == 1 && shape.rank > 1 ? 1 : 0).map { String($0) }
    let formula = (sizes + [elementType.factor]).joined(separator: "·")
    add("activation", "\(formula) = \(elementType.bytes(of: shape.elements)) bytes\(rounding)")
  }

  fileprivate mutating func addField(_ trace: SpatialTrace?) {
    guard let trace, let field = trace.receptiveField else { return }
    var text = field.map { String($0) }.joined(separator: " × ")
    if let stride = trace.effectiveStride { text += ", stride \(Self.oneForAll(stride))" }
    add("receptive field", text)
    if let start = trace.start { add("start", Self.oneForAll(start), isDetail: true) }
  }

  /// One number where all axes agree.
  private static func oneForAll(_ numbers: [Fraction]) -> String {
    Set(numbers).count == 1 ? "\(numbers[0])" : numbers.map { "\($0)" }.joined(separator: " × ")
  }
}
