import NetworkModel

let findingCommands: [Command] = [
  Command(
    "group.fold", "fold", "Fold the layer's group, the part of names up to /, or open it", group: .finding
  ) {
    state, _ throws(Unavailable) in
    if state.selectedGroup == nil { try state.requireGroup() }
    return .toggleFold
  },
  Command(
    "group.fold-around", "fold around", "Fold the group around the layer or the folded group", group: .finding
  ) {
    state, _ throws(Unavailable) in
    try state.requireGroup()
    return .foldAround
  },
  Command("group.fold-all", "fold all", "Fold all groups, or open all", group: .finding) {
    state, _ throws(Unavailable) in
    try state.requireRows()
    return .toggleAllFolds
  },
  Command(
    "filter", "filter", "List only layers with problems, of a kind, or with a text in their names",
    group: .finding, parameter: .nameOrKind
  ) { state, arguments throws(Unavailable) in
    try state.requireRows()
    return arguments.text.isEmpty ? .chooseFilter : .filter(.text(SearchPattern(arguments.text)))
  },
  Command("filter.problems", "problems only", "List only layers with a problem", group: .finding) {
    state, _ throws(Unavailable) in
    try state.requireRows()
    return .filter(.problems)
  },
  Command("filter.clear", "all layers", "List all layers again", group: .finding) {
    state, _ throws(Unavailable) in
    try state.requireBrowsing()
    guard state.filter != nil else { throw Unavailable("all layers are listed") }
    return .filter(nil)
  },
  Command("search", "search", "Find layers by name or kind while typing", group: .finding) {
    state, _ throws(Unavailable) in
    try state.requireRows()
    return .search
  },
  Command("search.next", "next match", "Go to the next layer that matches", group: .finding) {
    state, _ throws(Unavailable) in try state.searching(.forward)
  },
  Command("search.previous", "previous match", "Go to the previous layer that matches", group: .finding) {
    state, _ throws(Unavailable) in try state.searching(.backward)
  },
  Command(
    "input.go", "go to input", "Go to the layer that it reads, or choose one of several", group: .finding
  ) {
    state, _ throws(Unavailable) in
    let layer = try state.requireLayer()
    let sources = state.selection.map { state.network.inputs(of: $0).compactMap(\.source) } ?? []
    guard !sources.isEmpty else { throw Unavailable("\(layer.name) reads no layer") }
    return state.going(to: sources, "Inputs of \(layer.name)")
  },
  Command(
    "output.go", "go to reader", "Go to the layer that reads it, or choose one of several", group: .finding
  ) {
    state, _ throws(Unavailable) in
    let layer = try state.requireLayer()
    let readers = state.selection.map { state.network.consumers(of: $0) } ?? []
    guard !readers.isEmpty else { throw Unavailable("no layer reads \(layer.name)") }
    return state.going(to: readers, "Readers of \(layer.name)")
  },
  Command("problem.next", "next problem", "Go to the next layer with an error or a warning", group: .finding)
  { state, _ throws(Unavailable) in try state.problem(.forward) },
  Command(
    "problem.previous", "previous problem", "Go to the previous layer with an error or a warning",
    group: .finding
  ) { state, _ throws(Unavailable) in try state.problem(.backward) },
]

extension DesignerState {
  /// To the only one of some layers, or to the one that is chosen.
  fileprivate func going(to layers: [LayerID], _ title: String) -> Action {
    let layers = Set(layers).sorted { (network.index(of: $0) ?? 0) < (network.index(of: $1) ?? 0) }
    return layers.count == 1 ? .visit(layers[0], nil) : .chooseLayer(among: layers, title: title)
  }

  fileprivate func searching(_ direction: Direction) throws(Unavailable) -> Action {
    try requireRows()
    guard pattern != nil else { throw Unavailable("nothing has been searched for yet") }
    return .searchAgain(direction)
  }

  /// The nearest layer with a problem on one side of the selected one, or past the end from the other side.
  fileprivate func problem(_ direction: Direction) throws(Unavailable) -> Action {
    try requireRows()
    let selected = selection.flatMap { network.index(of: $0) } ?? 0
    let problems = analysis.flagged.filter { $0 != selection && (analysis[$0].severity ?? .note) > .note }
      .compactMap { id in network.index(of: id).map { (index: $0, id: id) } }
    let ahead = problems.filter { direction == .forward ? $0.index > selected : $0.index < selected }
    let candidates = ahead.isEmpty ? problems : ahead
    let next =
      direction == .forward
      ? candidates.min { $0.index < $1.index } : candidates.max { $0.index < $1.index }
    guard let next else {
      let isOnOne = selection.flatMap { analysis[$0].severity } != nil
      throw Unavailable("there is no \(isOnOne ? "other " : "")problem")
    }
    return .visit(next.id, ahead.isEmpty ? Self.wrapped(direction) : nil)
  }
}
