import NetworkModel

/// Something that is done to every element, with a number that the file gives.
enum ElementStep: Equatable {
  case multiply(by: Double)
  case add(Double)
  case power(Double)
  case function(String)

  /// Whether it leaves every element as it is.
  fileprivate var isIdentity: Bool {
    [.multiply(by: 1), .add(0), .power(1), .function("identity")].contains(self)
  }

  /// What the layer is called that does it on the way to a further one.
  fileprivate var suffix: String {
    switch self {
    case .multiply: "scaled"
    case .add: "shifted"
    case .power: "power"
    case .function(let name): name
    }
  }
}

extension NetworkAssembly {
  /// Adds a layer for each step that changes anything, one behind the other; the last has the name. Where none
  /// does, it is an identity.
  mutating func apply(
    _ steps: [ElementStep], _ name: String, _ inputs: [ImportedTensor]
  ) throws(FileProblem) -> [ImportedTensor] {
    var left = steps.filter { !$0.isIdentity }
    let last = left.popLast() ?? .function("identity")
    var tensors = Array(inputs.prefix(1))
    for step in left { tensors = try apply(step, "\(name)_\(step.suffix)", tensors) }
    return try apply(last, name, tensors)
  }

  private mutating func apply(
    _ step: ElementStep, _ name: String, _ inputs: [ImportedTensor]
  ) throws(FileProblem) -> [ImportedTensor] {
    switch step {
    case .multiply(by: -1): try apply(.function("negate"), name, inputs)
    case .power(0.5): try apply(.function("sqrt"), name, inputs)
    case .power(-1): try apply(.function("reciprocal"), name, inputs)
    case .multiply(let number): try add("multiply", name, inputs + addNumber(number, of: name))
    case .add(let number): try add("add", name, inputs + addNumber(number, of: name))
    case .power(let number):
      try add("activation", name, inputs, ["function": .word("power"), "alpha": .real(number)])
    case .function(let function): try add("activation", name, inputs, ["function": .word(function)])
    }
  }

  /// Adds a number that a layer works with.
  ///
  /// - Parameter value: `nil` where the file does not tell it.
  mutating func addNumber(
    _ value: Double?, of layer: String, sizes: [Int] = []
  ) throws(FileProblem) -> [ImportedTensor] {
    try add(
      "constant", "\(layer)_number", [],
      ["shape": .integers(sizes), "batched": .flag(false), "value": value.map { .real($0) }])
  }
}
