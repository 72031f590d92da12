import Designer
import Terminal

/// Draws what the mode puts over the panes.
func drawDialog(_ state: DesignerState, keyMap: KeyMap, _ layout: ScreenLayout, into frame: inout Frame) {
  switch state.mode {
  case .browsing, .editing: break
  case .choosing(let chooser): ChooserDialog(chooser: chooser, keyMap: keyMap).draw(layout, into: &frame)
  case .arranging(let dialog):
    ColumnsList(dialog: dialog, state: state, keyMap: keyMap).draw(layout, into: &frame)
  case .prompting(let prompt): PromptDialog(prompt: prompt, keyMap: keyMap).draw(layout, into: &frame)
  case .confirming(let confirmation):
    ConfirmationDialog(confirmation: confirmation).draw(layout, into: &frame)
  case .fixing(let dialog):
    FixItsDialog(dialog: dialog, state: state, keyMap: keyMap).draw(layout, into: &frame)
  case .help(let help): HelpDialog(help: help, keyMap: keyMap).draw(layout, into: &frame)
  case .commandLine(let line): CommandLineBar(line: line, keyMap: keyMap).draw(layout, into: &frame)
  case .searching(let search):
    SearchBar(search: search, state: state, keyMap: keyMap).draw(layout, into: &frame)
  }
}
