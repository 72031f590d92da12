import NetworkModel

// What comes from other programs and goes to them.

extension DesignerState {
  mutating func copyTable(_ format: String) -> [Effect] {
    message = Message("copied the table", .success)
    return [.copy(.table(format: format))]
  }

  /// Text into what is being typed; layers among the layers.
  mutating func paste(_ text: String) -> [Effect] {
    if mode.isAsking { return [] }
    if mode.takesText { return type(.insert(text)) }
    if mode.isBrowsing, focus != .properties { return [.readLayers(text)] }
    message = Message("text can be pasted into a field or, as layers, into the list", .warning)
    return []
  }

  mutating func layersRead(_ outcome: LayersOutcome) {
    guard mode.isBrowsing else { return }
    switch outcome {
    case .failed(let reason): message = Message(reason, .warning)
    case .layers(let layers):
      insertCopies(of: LayerClip(layers), at: selectedSpan?.upperBound ?? network.layerCount, "paste")
      message = Message(
        "pasted \(layers.count == 1 ? "a layer" : "\(layers.count.grouped) layers")", .success)
    }
  }
}
