import NetworkModel

extension DesignerState {
  /// Nobody reads what comes of the thousandth layer.
  private static let mostDownstream = 1_000

  /// Lists the ways out for the selected layer, or for the one that it suffers from.
  mutating func fix() {
    guard let selection else { return }
    let id = analysis[selection].standing.cause ?? selection
    let list = analysis.fixIts(for: id, in: network)
    guard !list.fixIts.isEmpty else {
      let name = network[id]?.name ?? ""
      message = Message(list.impossibilities.first ?? "no way out is known for \(name)", .note)
      return
    }
    move(.toStart, in: FixItDialog(layer: id, list: list))
  }

  mutating func move(_ movement: Movement, in dialog: FixItDialog) {
    var dialog = dialog
    if let downstream = dialog.downstream {
      dialog.downstream?.index = movement.index(from: downstream.index, count: downstream.layers.count)
      mode = .fixing(dialog)
      return
    }
    dialog.index = movement.index(from: dialog.index, count: dialog.list.fixIts.count)
    mode = .fixing(dialog)
    show(dialog.highlighted?.edit)
  }

  /// Shows what the highlighted way out does to the layers after it, or the list again.
  mutating func toggleDownstream(_ dialog: FixItDialog) {
    var dialog = dialog
    if dialog.downstream == nil, let edit = dialog.highlighted?.edit {
      show(nil)
      let reached = network.layers(
        reachedFrom: [dialog.layer] + edit.changedLayers, most: Self.mostDownstream)
      dialog.downstream = FixItDialog.Downstream(reached.map { ($0, analysis[$0]) })
      show(edit)
    } else {
      dialog.downstream = nil
    }
    mode = .fixing(dialog)
  }

  mutating func accept(_ dialog: FixItDialog) {
    mode = .browsing
    guard let fixIt = dialog.highlighted else { return }
    keepPreview(StepName("fix \(network[dialog.layer]?.name ?? ""): \(fixIt.title)"))
    message = Message(fixIt.summary, .success)
  }
}

extension Network {
  /// Layers and all that read them, directly or not, in the order of the list.
  fileprivate func layers(reachedFrom starts: [LayerID], most: Int) -> [LayerID] {
    var reached = Set(starts.filter { self[$0] != nil })
    var ahead = Array(reached)
    while let id = ahead.popLast(), reached.count < most {
      for reader in consumers(of: id) where reached.insert(reader).inserted { ahead.append(reader) }
    }
    return reached.sorted { (index(of: $0) ?? 0) < (index(of: $1) ?? 0) }
  }
}
