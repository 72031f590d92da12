import NetworkModel

// What commands ask for before they can run, each with its words for when it is not so.

extension DesignerState {
  /// Nothing is open that has the keyboard.
  func requireBrowsing() throws(Unavailable) {
    switch mode {
    case .browsing: break
    case .editing(let editor):
      throw Unavailable("\(editor.field.label) is being typed: Enter keeps it, Esc puts back what was")
    case .choosing, .prompting, .confirming, .fixing, .help, .commandLine, .searching:
      throw Unavailable("something else is open: Esc closes it")
    }
  }

  /// There is something in the list.
  func requireRows() throws(Unavailable) {
    try requireBrowsing()
    guard rowCount > 0 else { throw .noLayers }
  }

  /// A layer is selected.
  func requireLayer() throws(Unavailable) -> (id: LayerID, layer: Layer, row: Int) {
    try requireBrowsing()
    guard let id = selection, let layer = network[id], let row = selectedRow else { throw .noLayers }
    return (id, layer, row)
  }
}

extension Unavailable {
  static let noLayers = Unavailable("the network has no layers")
}
