import NetworkModel

/// Writes a network as Python source that builds a functional model of Keras 3.
func kerasProgram(_ report: Report) throws(ProblemList) -> Export {
  try requireSound(report)
  let (network, analysis) = (report.network, report.analysis)
  let source = try CodeSource(network) { id, layer throws(Refusal) in
    guard let operation = KerasOperation.all[layer.kind.name] else {
      throw Refusal("Keras has nothing for \(layer.kind.name)")
    }
    guard let context = LayerContext(id, in: network, analysis) else { throw Refusal("it has no size") }
    let code = try operation.code(context)
    if let owner = layer.shares, code.member != nil {
      throw Refusal(
        "it uses the parameters of \(owner.quoted), which a functional model is not written for here")
    }
    return (code, context.input.shapes.map { _ in nil })
  }
  return Export(KerasPrinter.print(source, report), notes: source.noteLines)
}
