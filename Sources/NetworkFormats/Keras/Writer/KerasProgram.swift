import NetworkModel

/// Writes a network as Python source that builds a functional model of Keras 3.
func kerasProgram(_ report: Report) throws(ProblemList) -> Export {
  try requireSound(report)
  let (network, analysis) = (report.network, report.analysis)
  var borrowers: [LayerID: Set<String>] = [:]
  for layer in network.layers {
    guard let owner = layer.shares.flatMap(network.id(named:)) else { continue }
    borrowers[owner, default: []].insert(layer.kind.name)
  }
  let source = try CodeSource(network) { id, layer throws(Refusal) in
    guard let operation = KerasOperation.all[layer.kind.name] else {
      throw Refusal("Keras has nothing for \(layer.kind.name)")
    }
    guard var context = LayerContext(id, in: network, analysis) else { throw Refusal("it has no size") }
    context.lendsTo = borrowers[id] ?? []
    if context.input.shapes.isEmpty { context.mergedRank = mergedRank(of: id, network, analysis) }
    return (try operation.code(context), context.input.shapes.map { _ in nil })
  }
  let (text, notes) = KerasPrinter.print(source, report)
  return Export(text, notes: source.noteLines + notes)
}

/// The number of axes of what the readers of a layer give, where all of them repeat what they read to fit.
private func mergedRank(of id: LayerID, _ network: Network, _ analysis: Analysis) -> Int? {
  let readers = network.consumers(of: id)
  let areMerges = readers.allSatisfy { reader in
    network[reader].map { $0.spec.category == .merging && $0.kind.name != "concat" } == true
  }
  let ranks = Set(readers.map { analysis[$0].shape?.rank })
  return areMerges && ranks.count == 1 ? ranks.first ?? nil : nil
}
