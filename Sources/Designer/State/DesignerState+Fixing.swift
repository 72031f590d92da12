import NetworkModel

extension DesignerState {
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
    dialog.index = movement.index(from: dialog.index, count: dialog.list.fixIts.count)
    mode = .fixing(dialog)
    show(dialog.highlighted?.edit)
  }

  mutating func accept(_ dialog: FixItDialog) {
    mode = .browsing
    guard let fixIt = dialog.highlighted else { return }
    keepPreview(StepName("fix \(network[dialog.layer]?.name ?? ""): \(fixIt.title)"))
    message = Message(fixIt.summary, .success)
  }
}
