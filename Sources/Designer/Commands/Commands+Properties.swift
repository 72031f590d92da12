import NetworkModel

let propertyCommands: [Command] = [
  Command(
    "accept", "accept", "Edit the property; keep what is typed; take what is chosen", group: .properties
  ) {
    state, _ in .accept
  },
  Command("cancel", "cancel", "Put back what was; close what is open", group: .properties) { _, _ in .cancel
  },
  Command("complete", "complete", "Complete what is typed; mark what is highlighted", group: .properties) {
    state, _ throws(Unavailable) in
    switch state.mode {
    case .editing, .choosing, .arranging, .fixing, .commandLine, .prompting: return .complete
    case .browsing, .confirming, .help, .searching:
      throw Unavailable("nothing here could be completed")
    }
  },
  Command("property.edit", "edit", "Change the selected property", group: .properties) {
    state, _ throws(Unavailable) in
    try state.requireBrowsing()
    return .edit(nil)
  },
  Command("property.increase", "count up", "Make the number greater by one", group: .properties) {
    state, _ throws(Unavailable) in try state.stepping(by: 1)
  },
  Command("property.decrease", "count down", "Make the number smaller by one", group: .properties) {
    state, _ throws(Unavailable) in try state.stepping(by: -1)
  },
  Command("property.toggle", "toggle", "Change yes to no, and open what is chosen", group: .properties) {
    state, _ throws(Unavailable) in
    try state.requireProperties()
    guard let field = state.selectedField else { throw .noLayers }
    switch field.control {
    case .toggle, .choice, .inputs, .shares, .kind: return .edit(nil)
    case .text, .number, .perAxis: throw Unavailable("\(field.label) is typed: edit it")
    }
  },
  Command("property.reset", "default", "Take the property back to its default", group: .properties) {
    state, _ throws(Unavailable) in
    try state.requireProperties()
    guard let field = state.selectedField else { throw .noLayers }
    guard field.hasDefault else { throw Unavailable("\(field.label) has no default") }
    guard !field.isDefault else { throw Unavailable("\(field.label) has its default") }
    return .resetField
  },
  Command(
    "property.set", "set", "Set a property or a setting by its name: stride=2, Conv-1.stride=2, batch=8",
    group: .properties, aliases: ["set"], parameter: .assignment
  ) { state, arguments throws(Unavailable) in
    try state.requireBrowsing()
    return arguments.text.isEmpty ? .showNetworkSettings : try state.assigning(arguments.text)
  },
  Command(
    "network.settings", "network settings", "Show the network's name, layout, rounding, batch and dimensions",
    group: .properties
  ) { state, _ throws(Unavailable) in
    try state.requireBrowsing()
    return .showNetworkSettings
  },
]

extension DesignerState {
  var isEditing: Bool { if case .editing = mode { true } else { false } }

  /// The properties pane has the focus.
  fileprivate func requireProperties() throws(Unavailable) {
    try requireBrowsing()
    guard focus == .properties else { throw Unavailable("go to the properties pane first") }
    if !showsNetworkSettings { try requireUnfolded() }
  }

  fileprivate func stepping(by distance: Int) throws(Unavailable) -> Action {
    if !isEditing { try requireProperties() }
    guard let field = selectedField else { throw .noLayers }
    guard field.control.isCounted else { throw Unavailable("\(field.label) is no number") }
    return .step(by: distance)
  }
}
