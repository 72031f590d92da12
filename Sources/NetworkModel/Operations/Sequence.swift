// Recurrent layers over batch × steps × features. Counts: formulas.md, "Parameters".

/// How many biases a framework keeps for each gate.
private enum BiasConvention: String, CaseIterable {
  /// One for what comes in and one for what is fed back.
  case pytorch
  /// One in all.
  case keras
}

private let hiddenUnits = Attribute<Int>(
  units.name, .integer(1...Int.max), "How many numbers the state has",
  spelled: [.pytorch: "hidden_size", .onnx: "hidden_size", .caffe: "num_output"])
private let layerCount = Attribute<Int>(
  "layers", .integer(1...Int.max), "How many are stacked", spelled: [.pytorch: "num_layers"])
private let bidirectional = Attribute<Bool>(
  "bidirectional", .flag, "Whether another one runs backward, its output joined to the first's",
  spelled: [.keras: "Bidirectional", .onnx: "direction"])
private let returnsSequence = Attribute<Bool>(
  "returns_sequence", .flag, "Whether the state after every step comes out, or the last one only",
  spelled: [.keras: "return_sequences"])
private let returnsState = Attribute<Bool>(
  "returns_state", .flag, "Whether the last states of all layers are further outputs",
  spelled: [.keras: "return_state"])
private let biasConvention = Attribute<String>(
  "bias_convention", .choice(BiasConvention.allCases.map(\.rawValue)),
  "Whether each gate has two biases, as in PyTorch and ONNX, or one, as in Keras")
private let resetAfter = Attribute<Bool>(
  "reset_after", .flag,
  "Whether the reset gate follows the matrix, which takes two biases (else Keras has one)",
  spelled: [.onnx: "linear_before_reset"])
private let projection = Attribute<Int>(
  "projection", .integer(1...Int.max), "Size to which the state is projected; less than the units",
  spelled: [.pytorch: "proj_size"])

let sequenceOperations: [OperationSpec] = [
  recurrent(
    id: "rnn", title: "recurrent layer", summary: "Carries a state from step to step.", gates: 1, states: 1,
    stateFLOPs: 0,
    spelled: [.pytorch: "RNN", .keras: "SimpleRNN", .onnx: "RNN", .caffe: "RNN"]),
  recurrent(
    id: "lstm", title: "LSTM", summary: "Carries a state and a memory behind gates.", gates: 4, states: 2,
    // c′ = f·c + i·g, and o·tanh(c′).
    stateFLOPs: 5,
    further: [projection.optional],
    spelled: [.pytorch: "LSTM", .keras: "LSTM", .onnx: "LSTM", .caffe: "LSTM"]),
  recurrent(
    id: "gru", title: "GRU", summary: "Carries a state behind a reset and an update gate.", gates: 3,
    states: 1,
    // r·h, and (1 − z)·n + z·h.
    stateFLOPs: 5, further: [resetAfter.defaulting(to: true)],
    spelled: [.pytorch: "GRU", .keras: "GRU", .onnx: "GRU"]),
]

/// The declaration of a recurrent layer; they differ in their gates and in what they carry.
///
/// - Parameter stateFLOPs: what one element of the state costs at a step beside its gates' biases and functions.
private func recurrent(
  id: String, title: String, summary: String, gates: Int, states: Int, stateFLOPs: Int,
  further: [AttributeSpec] = [],
  spelled: [ForeignFormat: String]
) -> OperationSpec {
  OperationSpec(
    id: id, title: title, summary: summary, category: .sequence,
    attributes: [
      hiddenUnits.required, layerCount.defaulting(to: 1), bidirectional.defaulting(to: false),
      returnsSequence.defaulting(to: true), returnsState.defaulting(to: false), bias.defaulting(to: true),
      biasConvention.defaulting(to: BiasConvention.pytorch.rawValue),
    ] + further,
    spelled: spelled, spatial: .mixing,
    shape: { input throws(ShapeProblem) in
      let recurrence = try Recurrence(input, gates: gates)
      return try recurrence.outputs(input, states: states)
    },
    parameters: { input, tally in
      guard let recurrence = try? Recurrence(input, gates: gates) else { return }
      recurrence.declare(input, &tally)
    },
    multiplyAdds: { input, _ in
      guard let recurrence = try? Recurrence(input, gates: gates) else { return Product() }
      var product = Product(input.shape[1])
      product.append(recurrence.weights)
      return product
    },
    otherFLOPs: .total { input, _ in
      guard let recurrence = try? Recurrence(input, gates: gates) else { return Product() }
      return recurrence.otherFLOPs(input, steps: input.shape[1], stateFLOPs: stateFLOPs)
    }
  )
}

/// The sizes of a stack of recurrent layers.
private struct Recurrence {
  let directions, layers, gates, units: Int
  /// What is fed back and comes out of one direction: the units, or what they are projected to.
  let output: Int
  let isProjected: Bool
  let features: Int

  init(_ input: OperationInput, gates: Int) throws(ShapeProblem) {
    guard input.shape.rank == 3 else {
      throw ShapeProblem(.inputRank, "needs steps × features; the input is \(input.shape)")
    }
    self.gates = gates
    (units, layers, features) = (input[hiddenUnits], input[layerCount], input.shape[2])
    directions = input[bidirectional] ? 2 : 1
    let projected = input.optional(projection)
    if let projected, projected >= units {
      throw ShapeProblem(
        .attributeOutOfRange, "projection is \(projected), which must be less than the units, \(units)",
        attribute: projection.name)
    }
    (output, isProjected) = (projected ?? units, projected != nil)
  }

  func outputs(_ input: OperationInput, states: Int) throws(ShapeProblem) -> Outputs {
    guard let width = (Count(output) * Count(directions)).value,
      let depth = (Count(layers) * Count(directions)).value
    else { throw .overflow }
    var shape = input.shape
    if input[returnsSequence] { shape[2] = width } else { shape = Shape(batch: shape[0], features: width) }
    guard input[returnsState] else { return Outputs(shape) }
    // The states of all layers and directions, batch first: what is put out, and the memory.
    let sizes = [output, units].prefix(states)
    return Outputs(shape, sizes.compactMap { Shape([input.shape[0], depth, $0]) })
  }

  /// `directions · gates · H`, the factors that all matrices share; those of one direction have no 1 for it.
  private func gateFactors(layers: Int) -> Product {
    var product = Product()
    for factor in [layers, directions] where factor > 1 { product.append(factor) }
    if gates > 1 { product.append(gates) }
    product.append(units)
    return product
  }

  private func matrix(layers: Int = 1, columns: Count) -> Product {
    var product = gateFactors(layers: layers)
    product.append(columns)
    return product
  }

  private var projectionMatrices: Product {
    var product = Product()
    for factor in [layers, directions] where factor > 1 { product.append(factor) }
    product.append(units)
    product.append(output)
    return product
  }

  /// The matrices of the first layer, and of those that read another one.
  private var matrices: (incoming: Product, recurrent: Product, further: Product?) {
    let further = Count(output) * Count(directions) + Count(output)
    return (
      matrix(columns: Count(features)), matrix(columns: Count(output)),
      layers > 1 ? matrix(layers: layers - 1, columns: further) : nil
    )
  }

  /// All weights, each of which is used once at every step.
  var weights: Count {
    matrices.incoming.count + matrices.recurrent.count + (matrices.further?.count ?? 0)
      + (isProjected ? projectionMatrices.count : 0)
  }

  func declare(_ input: OperationInput, _ tally: inout ParameterTally) {
    tally.add("input weights", matrices.incoming)
    tally.add("recurrent weights", matrices.recurrent)
    if let further = matrices.further { tally.add("further layers' weights", further) }
    if isProjected { tally.add("projections", projectionMatrices) }
    let biases = biasesOfGate(input)
    if biases == 0 { return }
    var product = Product()
    if biases > 1 { product.append(biases) }
    product.append(gateFactors(layers: layers))
    tally.add("bias", product, .bias)
  }

  private func biasesOfGate(_ input: OperationInput) -> Int {
    guard input[bias] else { return 0 }
    return BiasConvention(rawValue: input[biasConvention]) != .keras || input.optional(resetAfter) == true
      ? 2 : 1
  }

  /// At each step each gate adds its biases and has a function; then comes the state.
  func otherFLOPs(_ input: OperationInput, steps: Int, stateFLOPs: Int) -> Product {
    var product = Product(steps)
    for factor in [layers, directions] where factor > 1 { product.append(factor) }
    product.append(units)
    product.append(gates * (biasesOfGate(input) + 1) + stateFLOPs)
    return product
  }
}
