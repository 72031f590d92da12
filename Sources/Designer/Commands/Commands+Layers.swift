import NetworkModel

let layerCommands: [Command] = [
  Command(
    "layer.add-after", "add after", "Add a layer behind the selected one; with a kind, such a one",
    group: .layers, aliases: ["add"], parameter: .kind
  ) { state, arguments throws(Unavailable) in
    try state.adding(arguments.text, at: state.selectedSpan?.upperBound ?? 0)
  },
  Command(
    "layer.add-before", "add before", "Add a layer before the selected one; with a kind, such a one",
    group: .layers, parameter: .kind
  ) { state, arguments throws(Unavailable) in
    try state.adding(arguments.text, at: state.selectedSpan?.lowerBound ?? 0)
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
  Command("layer.copy", "copy", "Copy layers, to paste them here or elsewhere", group: .layers) {
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
    "layer.rename", "rename", "Give the layer another name, also where others read it", group: .layers,
    aliases: ["rename"], parameter: .text
  ) { state, arguments throws(Unavailable) in
    try state.requireLayer()
    return arguments.text.isEmpty ? .edit(.name) : try state.assigning(arguments.text, to: .name)
  },
  Command("layer.inputs", "inputs", "Choose the layers that it reads", group: .layers) {
    state, _ throws(Unavailable) in
    let layer = try state.requireLayer()
    guard layer.spec.arity.upperBound > 0 else { throw Unavailable("\(layer.name) reads no layer") }
    return .edit(.inputs)
  },
  Command(
    "layer.kind", "kind", "Make it a layer of another kind, keeping what carries over", group: .layers,
    aliases: ["kind"], parameter: .kind
  ) { state, arguments throws(Unavailable) in
    try state.requireLayer()
    return arguments.text.isEmpty ? .edit(.kind) : .changeKind(try OperationKind(existing: arguments.text))
  },
  Command(
    "layer.note", "note", "Write a remark about the layer", group: .layers, aliases: ["note"],
    parameter: .text
  ) { state, arguments throws(Unavailable) in
    try state.requireLayer()
    return arguments.text.isEmpty ? .edit(.note) : try state.assigning(arguments.text, to: .note)
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

extension OperationKind {
  fileprivate init(existing name: String) throws(Unavailable) {
    guard let kind = OperationKind(name) else {
      let near = nearestNames(to: name, among: Catalogue.allKinds.map(\.name)).first
      throw Unavailable("there is no kind \(name)" + (near.map { "; did you mean \($0)?" } ?? ""))
    }
    self = kind
  }
}

extension DesignerState {
  fileprivate func adding(_ kind: String, at index: Int) throws(Unavailable) -> Action {
    try requireBrowsing()
    return kind.isEmpty ? .addLayer(at: index) : .add(try OperationKind(existing: kind), at: index)
  }

  fileprivate func pasting(after: Bool) throws(Unavailable) -> Action {
    try requireBrowsing()
    guard register != nil else { throw Unavailable("nothing has been copied or deleted yet") }
    return .pasteLayers(after: after)
  }
}
