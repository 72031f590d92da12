/// A tensor that belongs to a layer.
public struct ParameterTensor: Sendable {
  public enum Role: Sendable {
    case weight, bias
    /// Updated while training, but not by the gradient; counted apart.
    case running
  }

  public let name: StaticString
  public let role: Role
  /// Its sizes: the kernel's axes first, then input channels, then output channels.
  public let factors: Product
}

/// What an operation's rule for parameters writes to. Most of the time only the counts are wanted, and then no
/// tensor is kept.
struct ParameterTally {
  private(set) var counts = LayerCounts()
  /// The tensors, where somebody wants to see them.
  private(set) var tensors: [ParameterTensor]?

  private let elementType: ElementType

  init(_ elementType: ElementType, keepingTensors: Bool = false) {
    self.elementType = elementType
    tensors = keepingTensors ? [] : nil
  }

  mutating func add(_ name: StaticString, _ factors: Product, _ role: ParameterTensor.Role = .weight) {
    let elements = factors.count
    switch role {
    case .weight: counts[.weights] += elements
    case .bias: counts[.biases] += elements
    case .running: counts[.nonTrainable] += elements
    }
    if role != .running { counts[.parameterBytes] += elementType.bytes(of: elements) }
    tensors?.append(ParameterTensor(name: name, role: role, factors: factors))
  }
}
