extension Layer {
  /// The shapes of what comes out for inputs of these shapes, by the rules that an analysis goes by; for a reader
  /// that has to know them before there is a network to analyse.
  ///
  /// - Returns: `nil` where the layer cannot work on them, or lacks a value.
  public func shapes(for inputs: [Shape], in settings: NetworkSettings) -> [Shape]? {
    let spec = spec
    guard spec.arity.contains(inputs.count), spec.attributes.allSatisfy(hasValidValue) else { return nil }
    var input = OperationInput(settings)
    input.prepare(attributes, kind: kind.index)
    input.shapes = inputs
    do throws(ShapeProblem) {
      if case .windows(let rule) = spec.spatial { input.windows = try rule(input) }
      let outputs = try spec.shape(input)
      return [outputs.first] + outputs.rest
    } catch {
      return nil
    }
  }

  private func hasValidValue(_ attribute: AttributeSpec) -> Bool {
    guard let value = attributes[attribute.name] else { return attribute.default != .required }
    return attribute.type.objection(to: value) == nil
  }
}
