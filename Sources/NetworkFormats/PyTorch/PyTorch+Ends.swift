import NetworkModel

let pyTorchEnds: [PyTorchOperation] = [
  // An input is an argument of the forward pass and comes to no code of its own.
  PyTorchOperation("input", .any) { _ in .function(.input(0)) },
  PyTorchOperation("output", .any) { _ in .function(.input(0)) },
  PyTorchOperation("parameter", .any) { layer in freeTensor("nn.Parameter", layer) },
  PyTorchOperation("constant", .any) { layer in
    let value = layer.context.optionalReal("value")
    if let value, layer.isNumber { return .function(.real(value)) }
    var code = freeTensor("nn.Buffer", layer, filledWith: value ?? 0)
    if value == nil { code.notes = [zerosForConstant] }
    return code
  },
  PyTorchOperation("opaque", .any) { layer throws(Refusal) in
    let name = layer.context.word("operator")
    throw Refusal("there is nothing that the operator \(name.quoted) could be written as")
  },
]

/// A tensor for one example, which is repeated for the batch where broadcasting does not see to it.
private func freeTensor(_ kind: String, _ layer: PyTorchLayer, filledWith value: Double = 0) -> LayerCode {
  let isBatched = layer.context.flag("batched")
  let sizes =
    isBatched ? [1] + layer.sizes(of: layer.context.output) : layer.placed(layer.context.output.dimensions)
  let features = sizes.map { Python.Argument.positional("num_features", .integer($0)) }
  let tensor: Python =
    if value != 0 {
      .call("torch.full", .tuple(features.map(\.value)), .real(value))
    } else if sizes.isEmpty {
      .call("torch.zeros", .tuple([]))
    } else {
      .call("torch.zeros", features)
    }
  return LayerCode(
    member: .call(kind, tensor),
    forward: layer.isBroadcast || !isBatched
      ? .member
      : Python.member.method(
        "expand", [.positional("", .batch)] + sizes.dropFirst().map { _ in .positional("", .integer(-1)) }))
}
