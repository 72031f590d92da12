import NetworkModel

/// What goes from step to step: steps × streams × features. The axes' names are others than in the rest, their sizes
/// are the file's.
extension CaffeReader {
  static let sequenceRules: [String: Rule] = [
    "lstm": lstm, "rnn": recurrent, "lstmunit": step, "reverse": unmodelled, "reversetime": unmodelled,
    "reverseaxis": unmodelled,
  ]

  private static let lstm: Rule = { reader, layer, inputs throws(FileProblem) in
    let output = try reader.recurrent("lstm", layer, inputs, states: 2)
    return try [output] + reader.exposed(layer, output)
  }

  /// Its state goes through one more matrix before it comes out.
  private static let recurrent: Rule = { reader, layer, inputs throws(FileProblem) in
    let units = try layer.parameters("recurrent_param").integer("num_output")
    let state = try reader.recurrent("rnn", layer, inputs, states: 1)
    let output = try reader.assembly.add(
      "linear", "\(layer.name)_output", [state], ["units": units.map { .integer($0) }])
    let result = try reader.assembly.add(
      "activation", "\(layer.name)_tanh", output, ["function": .word("tanh")])
    return try result + reader.exposed(layer, state)
  }

  private mutating func recurrent(
    _ kind: String, _ layer: CaffeLayer, _ inputs: [ImportedTensor], states: Int
  ) throws(FileProblem) -> ImportedTensor {
    let values = layer.parameters("recurrent_param")
    var inputs = inputs
    if let rank = inputs.first?.rank, rank > 3 {
      inputs[0] = try assembly.add("flatten", "\(layer.name)_flat", [inputs[0]], ["axis": .integer(2)])[0]
    }
    let isExposed = try values.flag("expose_hidden") ?? false
    if inputs.count > 1, layer.bottoms.count > 2 + (isExposed ? states : 0) {
      inputs[0] = try together(layer, inputs[0], inputs[1])
    }
    if layer.bottoms.count > 1 {
      assembly.tell("the marks of where sequences begin are left out", of: layer.name)
    }
    let former = try layer.parameters("lstm_param").integer("num_output")
    let units = try values.integer("num_output") ?? former
    return try assembly.add(
      kind, layer.name, Array(inputs.prefix(1)),
      ["units": units.map { .integer($0) }, "bias_convention": .word("keras")], shares: owner,
      note: layer.bottoms.count > 1 ? "the marks of where sequences begin are left out" : nil)[0]
  }

  /// What a stream has at every step, beside what each step has: its matrix is part of the other's.
  private mutating func together(
    _ layer: CaffeLayer, _ steps: ImportedTensor, _ constant: ImportedTensor
  ) throws(FileProblem) -> ImportedTensor {
    let features = constant.shape.flatMap { Shape([1] + $0.dimensions.dropFirst())?.elements.value }
    let shape = steps.shape.flatMap { steps in features.flatMap { Shape([steps[0], steps[1], $0]) } }
    let repeated = try assembly.addOpaque(
      "at every step", "\(layer.name)_static", [constant], shapes: [shape])
    return try assembly.add("concat", "\(layer.name)_inputs", [steps] + repeated, ["axis": .integer(-1)])[0]
  }

  /// The states of the last step, where they are tops as well.
  private mutating func exposed(
    _ layer: CaffeLayer, _ output: ImportedTensor
  ) throws(FileProblem) -> [ImportedTensor] {
    guard layer.tops.count > 1 else { return [] }
    let shape = output.shape.flatMap { Shape([1] + $0.dimensions.dropFirst()) }
    return try assembly.addOpaque(
      "last state", "\(layer.name)_states", [output], shapes: layer.tops.dropFirst().map { _ in shape })
  }

  /// One step, which gives a new cell and a new output.
  private static let step: Rule = { reader, layer, inputs throws(FileProblem) in
    let shape = inputs.first?.shape
    return try reader.assembly.addOpaque(
      layer.type, layer.name, inputs, shapes: layer.tops.map { _ in shape })
  }
}
