import NetworkModel

// What commands ask for before they can run, each with its words for when it is not so.

extension DesignerState {
  /// Nothing is open that has the keyboard.
  func requireBrowsing() throws(Unavailable) {
    switch mode {
    case .browsing: break
    case .editing(let editor):
      throw Unavailable("\(editor.field.label) is being typed: accept or cancel it first")
    case .choosing, .arranging, .prompting, .confirming, .fixing, .help, .commandLine, .searching:
      throw Unavailable("something else is open: close it first")
    }
  }

  /// There is something in the list.
  func requireRows() throws(Unavailable) {
    try requireBrowsing()
    guard rowCount > 0 else { throw .noLayers }
  }

  /// No folded group is selected.
  func requireUnfolded() throws(Unavailable) {
    if let group = selectedGroup { throw Unavailable("\(group) is folded: open it first") }
  }

  /// The selected layer, or the selected group, stands in a group that is not folded.
  func requireGroup() throws(Unavailable) {
    try requireRows()
    guard groupToFold != nil else { throw Unavailable("\(selectedWords) stands in no group") }
  }

  /// A layer is selected.
  @discardableResult
  func requireLayer() throws(Unavailable) -> Layer {
    try requireBrowsing()
    try requireUnfolded()
    guard let id = selection, let layer = network[id] else { throw .noLayers }
    return layer
  }
}

extension Unavailable {
  static let noLayers = Unavailable("the network has no layers")
}
