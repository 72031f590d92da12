import NetworkModel

let layerCommands: [Command] = [
  Command("layer.add-after", "add after", "Add a layer behind the selected one", group: .layers) {
    state, _ throws(Unavailable) in
    try state.requireBrowsing()
    return .addLayer(at: state.selectedRow.map { $0 + 1 } ?? 0)
  },
  Command("layer.add-before", "add before", "Add a layer before the selected one", group: .layers) {
    state, _ throws(Unavailable) in
    try state.requireBrowsing()
    return .addLayer(at: state.selectedRow ?? 0)
  },
  Command("layer.duplicate", "duplicate", "Put a copy of the layer behind it", group: .layers) {
    state, _ throws(Unavailable) in
    var (_, layer, row) = try state.requireLayer()
    let name = StepName("duplicate \(layer.name)")
    layer.name = state.network.freeName(like: layer.name)
    return .apply(.insert(layer, at: row + 1, id: nil), name)
  },
  Command(
    "layer.delete", "delete", "Take the layer out; those that read it read what it read", group: .layers
  ) { state, _ throws(Unavailable) in
    let (id, layer, _) = try state.requireLayer()
    return .apply(state.network.removing([id]), StepName("delete \(layer.name)"))
  },
  Command("layer.move-up", "move up", "Move the layer up in the list", group: .layers) {
    state, _ throws(Unavailable) in
    let (id, layer, row) = try state.requireLayer()
    guard row > 0 else { throw Unavailable("\(layer.name) is the first layer") }
    return .apply(.move(id, to: row - 1), StepName("move \(layer.name) up"))
  },
  Command("layer.move-down", "move down", "Move the layer down in the list", group: .layers) {
    state, _ throws(Unavailable) in
    let (id, layer, row) = try state.requireLayer()
    guard row + 1 < state.rowCount else { throw Unavailable("\(layer.name) is the last layer") }
    return .apply(.move(id, to: row + 1), StepName("move \(layer.name) down"))
  },
  Command(
    "layer.rename", "rename", "Give the layer another name, also where others read it", group: .layers
  ) { state, _ throws(Unavailable) in
    _ = try state.requireLayer()
    return .edit(.name)
  },
  Command("layer.inputs", "inputs", "Choose the layers that it reads", group: .layers) {
    state, _ throws(Unavailable) in
    let (_, layer, _) = try state.requireLayer()
    guard layer.spec.arity.upperBound > 0 else { throw Unavailable("\(layer.name) reads no layer") }
    return .edit(.inputs)
  },
  Command("layer.kind", "kind", "Make it a layer of another kind, keeping what carries over", group: .layers)
  {
    state, _ throws(Unavailable) in
    _ = try state.requireLayer()
    return .edit(.kind)
  },
  Command("layer.note", "note", "Write a remark about the layer", group: .layers) {
    state, _ throws(Unavailable) in
    _ = try state.requireLayer()
    return .edit(.note)
  },
  Command("layer.fix", "fix", "List the ways out of what is wrong with the layer", group: .layers) {
    state, _ throws(Unavailable) in
    if !state.isEditing { try state.requireBrowsing() }
    guard let id = state.selection, let layer = state.network[id] else { throw .noLayers }
    let facts = state.analysis[id]
    guard facts.severity != nil || facts.standing.cause != nil else {
      throw Unavailable("nothing is wrong with \(layer.name)")
    }
    return .fix
  },
]
