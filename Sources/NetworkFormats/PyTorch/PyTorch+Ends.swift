import NetworkModel

let pyTorchEnds: [PyTorchOperation] = [
  // An input is an argument of the forward pass and comes to no code of its own.
  PyTorchOperation("input", .any) { _ in .function(.input(0)) },
  PyTorchOperation("output", .any) { _ in .function(.input(0)) },
  PyTorchOperation("parameter", .any) { layer in freeTensor("nn.Parameter", layer) },
  PyTorchOperation("constant", .any) { layer in
    var code = freeTensor("nn.Buffer", layer)
    code.notes = ["is written as zeros, since the network does not hold a constant's values"]
    return code
  },
  PyTorchOperation("opaque", .any) { layer throws(Refusal) in
    let name = layer.context.word("operator")
    throw Refusal("there is nothing that the operator \(name.quoted) could be written as")
  },
]

/// A tensor for one example, which is repeated for the batch where broadcasting does not see to it.
private func freeTensor(_ kind: String, _ layer: PyTorchLayer) -> LayerCode {
  guard layer.context.flag("batched") else {
    let sizes = layer.context.output.dimensions
    return LayerCode(member: .call(kind, .call("torch.zeros", .numbers(sizes))), forward: .member)
  }
  let sizes = layer.sizes(of: layer.context.output)
  return LayerCode(
    member: .call(
      kind, .call("torch.zeros", ([1] + sizes).map { .positional("num_features", .integer($0)) })),
    forward: layer.isBroadcast
      ? .member
      : Python.member.method(
        "expand", [.positional("", .batch)] + sizes.map { _ in .positional("", .integer(-1)) }))
}
