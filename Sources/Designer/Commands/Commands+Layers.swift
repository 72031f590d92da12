import NetworkModel

let layerCommands: [Command] = [
  Command("layer.add-after", "add after", "Add a layer behind the selected one", group: .layers) {
    state, _ throws(Unavailable) in
    try state.requireBrowsing()
    return .addLayer(at: state.selectedSpan?.upperBound ?? 0)
  },
  Command("layer.add-before", "add before", "Add a layer before the selected one", group: .layers) {
    state, _ throws(Unavailable) in
    try state.requireBrowsing()
    return .addLayer(at: state.selectedSpan?.lowerBound ?? 0)
  },
  Command("layer.select-range", "select range", "Select several layers; again: no longer", group: .layers) {
    state, _ throws(Unavailable) in
    try state.requireRows()
    return .toggleRange
  },
  Command(
    "layer.delete", "delete", "Take layers out, to paste them; those that read them read what they read",
    group: .layers
  ) { state, _ throws(Unavailable) in
    try state.requireRows()
    return .cutLayers
  },
  Command("layer.copy", "copy", "Copy layers, to paste them", group: .layers) {
    state, _ throws(Unavailable) in
    try state.requireRows()
    return .copyLayers
  },
  Command("layer.paste-after", "paste after", "Put in what was copied or deleted, behind", group: .layers) {
    state, _ throws(Unavailable) in try state.pasting(after: true)
  },
  Command("layer.paste-before", "paste before", "Put in what was copied or deleted, before", group: .layers) {
    state, _ throws(Unavailable) in try state.pasting(after: false)
  },
  Command("layer.duplicate", "duplicate", "Put a copy of the layers behind them", group: .layers) {
    state, _ throws(Unavailable) in
    try state.requireRows()
    return .duplicateLayers
  },
  Command("layer.move-up", "move up", "Move the layers up in the list", group: .layers) {
    state, _ throws(Unavailable) in
    try state.requireRows()
    guard state.selectedRows?.lowerBound != 0 else {
      throw Unavailable("\(state.name(ofRow: 0)) is the first layer")
    }
    return .moveLayers(.backward)
  },
  Command("layer.move-down", "move down", "Move the layers down in the list", group: .layers) {
    state, _ throws(Unavailable) in
    try state.requireRows()
    guard state.selectedRows?.upperBound != state.rowCount else {
      throw Unavailable("\(state.name(ofRow: state.rowCount - 1)) is the last layer")
    }
    return .moveLayers(.forward)
  },
  Command(
    "layer.rename", "rename", "Give the layer another name, also where others read it", group: .layers
  ) { state, _ throws(Unavailable) in
    try state.requireLayer()
    return .edit(.name)
  },
  Command("layer.inputs", "inputs", "Choose the layers that it reads", group: .layers) {
    state, _ throws(Unavailable) in
    let layer = try state.requireLayer()
    guard layer.spec.arity.upperBound > 0 else { throw Unavailable("\(layer.name) reads no layer") }
    return .edit(.inputs)
  },
  Command("layer.kind", "kind", "Make it a layer of another kind, keeping what carries over", group: .layers)
  {
    state, _ throws(Unavailable) in
    try state.requireLayer()
    return .edit(.kind)
  },
  Command("layer.note", "note", "Write a remark about the layer", group: .layers) {
    state, _ throws(Unavailable) in
    try state.requireLayer()
    return .edit(.note)
  },
  Command("layer.fix", "fix", "List the ways out of what is wrong with the layer", group: .layers) {
    state, _ throws(Unavailable) in
    if !state.isEditing { try state.requireBrowsing() }
    try state.requireUnfolded()
    guard let id = state.selection, let layer = state.network[id] else { throw .noLayers }
    let facts = state.analysis[id]
    guard facts.severity != nil || facts.standing.cause != nil else {
      throw Unavailable("nothing is wrong with \(layer.name)")
    }
    return .fix
  },
]

extension DesignerState {
  fileprivate func pasting(after: Bool) throws(Unavailable) -> Action {
    try requireBrowsing()
    guard register != nil else { throw Unavailable("nothing has been copied or deleted yet") }
    return .pasteLayers(after: after)
  }
}
