let screenCommands: [Command] = [
  Command("help", "help", "List all commands with their keys", group: .screen) {
    state, _ throws(Unavailable) in
    try state.requireBrowsing()
    return .help
  },
  Command("command-line", "command line", "Type a command's name, or a row's number", group: .screen) {
    state, _ throws(Unavailable) in
    try state.requireBrowsing()
    return .commandLine
  },
  Command("palette", "palette", "Find a command by a few letters of its name, and run it", group: .screen) {
    state, _ throws(Unavailable) in
    try state.requireBrowsing()
    return .palette
  },
  Command(
    "screen.mouse", "mouse", "Give the mouse to the terminal, to select text, or take it back", group: .screen
  ) {
    _, _ in .toggleMouse
  },
  Command(
    "screen.theme", "theme", "Choose the colours, seeing each; with a name, take those", group: .screen,
    aliases: ["theme"], parameter: .theme
  ) {
    _, arguments in arguments.text.isEmpty ? .listThemes : .useTheme(arguments.text)
  },
  Command(
    "screen.redraw", "redraw", "Draw the screen anew, where another program has written on it", group: .screen
  ) {
    _, _ in .redraw
  },
  Command("screen.suspend", "suspend", "Go back to the shell for a while", group: .screen) { _, _ in .suspend
  },
]
