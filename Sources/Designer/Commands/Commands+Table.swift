import NetworkModel

let tableCommands: [Command] = [
  Command(
    "table.columns", "columns", "Choose the table's columns and their order; with names, show those",
    group: .table, aliases: ["columns"], parameter: .columns
  ) { state, arguments throws(Unavailable) in
    try state.requireBrowsing()
    return arguments.text.isEmpty ? .listColumns : .findColumns(arguments.text)
  },
  Command(
    "table.standard-columns", "standard columns", "Show the columns that the table comes with", group: .table
  ) {
    state, _ throws(Unavailable) in
    if state.arranging == nil { try state.requireBrowsing() }
    return .useStandardColumns
  },
  Command(
    "table.copy", "copy table", "Copy the table to the clipboard as text, or in another format",
    group: .table,
    parameter: .tableFormat
  ) { state, arguments throws(Unavailable) in
    try state.requireBrowsing()
    return .copyTable(format: arguments.text.isEmpty ? "text" : arguments.text)
  },
  Command(
    "table.left", "scroll left", "Scroll the table to the left; at its end, the pane before", group: .table
  ) { state, arguments throws(Unavailable) in
    try state.requireBrowsing()
    let first = min(state.table.first, arguments.lastColumn)
    return first > 0 ? .scrollTable(to: first - 1) : .focus(state.pane(by: -1))
  },
  Command(
    "table.right", "scroll right", "Scroll the table to the right; at its end, the next pane", group: .table
  ) { state, arguments throws(Unavailable) in
    try state.requireBrowsing()
    let first = state.table.first
    return first < arguments.lastColumn ? .scrollTable(to: first + 1) : .focus(state.pane(by: 1))
  },
  Command(
    "element-type", "element type", "Count bytes in another type; with its name, in that",
    group: .table, parameter: .elementType
  ) { state, arguments throws(Unavailable) in
    try state.requireBrowsing()
    guard !arguments.text.isEmpty else { return .listElementTypes }
    guard let type = ElementType(rawValue: arguments.text) else {
      let known = ElementType.allCases.map(\.rawValue).joined(separator: ", ")
      throw Unavailable("\(arguments.text) is no element type: \(known)")
    }
    return .useElementType(type)
  },
  Command("item.move-up", "move item up", "Move the highlighted column before others", group: .table) {
    state, _ throws(Unavailable) in try state.movingItem(by: -1)
  },
  Command("item.move-down", "move item down", "Move the highlighted column behind others", group: .table) {
    state, _ throws(Unavailable) in try state.movingItem(by: 1)
  },
]

extension DesignerState {
  fileprivate var arranging: ColumnsDialog? { if case .arranging(let dialog) = mode { dialog } else { nil } }

  fileprivate func movingItem(by distance: Int) throws(Unavailable) -> Action {
    guard arranging != nil else { throw Unavailable("no list is open whose order can be changed") }
    return .moveItem(by: distance)
  }
}
