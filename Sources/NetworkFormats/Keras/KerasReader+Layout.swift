import NetworkModel

/// A network has one order of axes. A layer that works in the other one stands between two permutations.
extension KerasReader {
  /// Adds a layer with spatial axes, in the order that it works in.
  mutating func addSpatial(
    _ kind: String, _ layer: KerasLayer, _ inputs: [ImportedTensor], _ values: ImportedValues
  ) throws(FileProblem) -> [ImportedTensor] {
    guard layer.layout != assembly.settings.layout, let rank = inputs.first?.rank, rank > 2 else {
      return try add(kind, layer.name, inputs, values)
    }
    let own = layer.layout.channelAxis(rank: rank)
    return try moving(own, layer, inputs) { reader, inputs throws(FileProblem) in
      try reader.add(kind, layer.name, inputs, values)
    }
  }

  /// Adds a layer that works along the channels where a file says which axis they are.
  mutating func addAlong(
    _ axis: Int, _ kind: String, _ layer: KerasLayer, _ inputs: [ImportedTensor], _ values: ImportedValues
  ) throws(FileProblem) -> [ImportedTensor] {
    guard let rank = inputs.first?.rank else { return try add(kind, layer.name, inputs, values) }
    let place = axis < 0 ? axis &+ rank : axis
    let channels = assembly.settings.layout.channelAxis(rank: rank)
    guard place != channels, (1..<rank).contains(place) else {
      return try add(kind, layer.name, inputs, values)
    }
    return try moving(place, layer, inputs) { reader, inputs throws(FileProblem) in
      try reader.add(kind, layer.name, inputs, values)
    }
  }

  /// Moves an axis to where the network has its channels, and back behind what is added there.
  private mutating func moving(
    _ axis: Int, _ layer: KerasLayer, _ inputs: [ImportedTensor],
    _ body: (inout KerasReader, [ImportedTensor]) throws(FileProblem) -> [ImportedTensor]
  ) throws(FileProblem) -> [ImportedTensor] {
    let rank = inputs.first?.rank ?? 0
    let channels = assembly.settings.layout.channelAxis(rank: rank)
    var there = Array(0..<rank)
    there.remove(at: axis)
    there.insert(axis, at: channels)
    return try turning(there, layer, inputs, body)
  }

  /// Puts the axes in another order, and back behind what is added there.
  mutating func turning(
    _ there: [Int], _ layer: KerasLayer, _ inputs: [ImportedTensor],
    _ body: (inout KerasReader, [ImportedTensor]) throws(FileProblem) -> [ImportedTensor]
  ) throws(FileProblem) -> [ImportedTensor] {
    let rank = there.count
    let back = (0..<rank).map { place in there.firstIndex(of: place) ?? place }
    let turned = try add(
      "permute", "\(layer.name)_turned", inputs, ["axes": .integers(there)],
      note: "the layer behind it has its axes in another order than the network")
    let outputs = try body(&self, turned)
    guard outputs.first?.rank == rank else { return outputs }
    return try add("permute", "\(layer.name)_back", outputs, ["axes": .integers(back)])
  }
}
