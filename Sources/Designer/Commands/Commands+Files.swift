let historyCommands: [Command] = [
  Command("undo", "undo", "Take back the last change", group: .history) { state, _ throws(Unavailable) in
    try state.requireBrowsing()
    guard !state.history.done.isEmpty else { throw Unavailable("there is nothing to undo") }
    return .undo
  },
  Command("redo", "redo", "Make the change again that was undone last", group: .history) {
    state, _ throws(Unavailable) in
    try state.requireBrowsing()
    guard !state.history.undone.isEmpty else { throw Unavailable("there is nothing to do again") }
    return .redo
  },
]

let fileCommands: [Command] = [
  Command("file.save", "save", "Save; with a path, there", group: .files, aliases: ["w"], parameter: .path) {
    _, arguments in .save(path: arguments.path, next: .stay)
  },
  Command(
    "file.save-over", "save over", "Save whatever has become of the file", group: .files, aliases: ["w!"],
    parameter: .path
  ) { state, arguments in
    guard let path = arguments.path ?? state.document.path else { return .save(path: nil, next: .stay) }
    return .write(WriteRequest(path: path, overwrites: true))
  },
  Command("file.save-as", "save as", "Save under another name", group: .files) { _, _ in
    .prompt(.saveAs(next: .stay))
  },
  Command(
    "file.open", "open", "Open another file", group: .files, aliases: ["e"], parameter: .path
  ) { _, arguments in arguments.path.map { .leave(.open(path: $0)) } ?? .prompt(.open) },
  Command(
    "file.new", "new", "Begin with a built-in network", group: .files, aliases: ["n"], parameter: .template
  ) { _, arguments in arguments.path.map { .leave(.openTemplate(name: $0)) } ?? .listTemplates },
  Command(
    "file.export", "export", "Write the summary as the path's ending says: .txt .md .csv .json",
    group: .files,
    aliases: ["export"], parameter: .path
  ) { _, arguments in arguments.path.map { .export(WriteRequest(path: $0)) } ?? .prompt(.export) },
  Command(
    "file.recover", "recover", "Ask again about what an earlier run left unsaved", group: .files,
    aliases: ["recover"]
  ) { state, _ throws(Unavailable) in
    guard let work = state.leftWork else { throw Unavailable("nothing was left unsaved by an earlier run") }
    return .foundWork(work)
  },
  Command("file.quit", "quit", "Leave; asks when there are changes", group: .files, aliases: ["q"]) { _, _ in
    .leave(.quit)
  },
  Command(
    "file.quit-discarding", "quit without saving", "Leave; changes are lost", group: .files, aliases: ["q!"]
  ) {
    _, _ in .abandon(.quit)
  },
  Command("file.save-and-quit", "save and quit", "Save, then leave", group: .files, aliases: ["wq", "x"]) {
    _, _ in
    .save(path: nil, next: .quit)
  },
]

extension Command.Arguments {
  fileprivate var path: String? { text.isEmpty ? nil : text }
}
