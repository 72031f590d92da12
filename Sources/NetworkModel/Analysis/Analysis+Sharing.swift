extension Analysis {
  /// What keeps a layer from using another's parameters: a tensor of another shape. Nothing is said where a layer has
  /// no size, so that its tensors are not known.
  func sharingProblem(of id: LayerID, with owner: LayerID, in network: Network) -> Diagnostic? {
    guard let own = parameterTensors(of: id, in: network),
      let shared = parameterTensors(of: owner, in: network), let name = network[owner]?.name
    else { return nil }
    func problem(_ message: String) -> Diagnostic {
      Diagnostic(.sharedParameters, .error, .text("shares the parameters of \(name): \(message)"))
    }
    if own.count != shared.count {
      return problem("it needs \(own.count) tensors, and there are \(shared.count)")
    }
    // Another kind may have its axes in another order: a head that uses the table of an embedding.
    let isSameKind = network[id]?.kind == network[owner]?.kind
    for (mine, other) in zip(own, shared) {
      let fits = isSameKind ? mine.factors == other.factors : mine.factors.hasFactors(of: other.factors)
      if mine.role != other.role || !fits {
        return problem("its \(mine.name) is \(mine.factors), not \(other.factors)")
      }
    }
    return nil
  }

  private func parameterTensors(of id: LayerID, in network: Network) -> [ParameterTensor]? {
    guard self[id].shape != nil, let input = operationInput(of: id, in: network) else { return nil }
    var tally = ParameterTally(elementType, keepingTensors: true)
    network[id]?.spec.parameters?(input, &tally)
    return tally.tensors
  }
}
