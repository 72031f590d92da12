import NetworkModel

extension OperatorNode {
  /// The node as another operator, which reads these of its inputs.
  ///
  /// - Parameters:
  ///   - places: where the other's inputs stand in this one, in its order; those behind the last are left out.
  ///   - weights: those among them that hold what was learned, whatever type its numbers have.
  ///   - name: what its layer is called; `nil` keeps the name.
  func standing(
    for type: String, _ places: [Int], weights: Set<Int> = [], name: String? = nil,
    attributes added: [String: ONNXAttribute] = [:]
  ) -> OperatorNode {
    let places = Array(places.prefix { $0 < inputs.count })
    let given = places.map { place -> GraphTensor? in
      var tensor = inputs[place]
      if weights.contains(place) { tensor?.constant?.isInteger = false }
      return tensor
    }
    return OperatorNode(
      type: type, name: name ?? self.name, version: version, inputNames: places.map { inputNames[$0] },
      inputs: given, outputs: outputs, isUsed: isUsed, attributes: attributes.merging(added) { $1 })
  }
}

extension Operators {
  /// A rule for what another operator does on some of the inputs.
  static func like(_ type: String, _ places: [Int], weights: Set<Int> = []) -> Translation {
    { reader, node in
      translation(of: type)?(&reader, node.standing(for: type, places, weights: weights)) ?? .shapes([])
    }
  }
}
