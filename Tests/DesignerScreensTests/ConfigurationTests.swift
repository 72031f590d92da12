import Designer
import NetworkFormats
import Terminal
import TestSupport
import Testing

@testable import DesignerScreens

@Suite struct ConfigurationTests {
  private func read(_ text: String) -> (configuration: Configuration, warnings: [String]) {
    let (configuration, warnings) = Configuration.read(Array(text.utf8), themes: ["default", "dark"])
    return (configuration, warnings.map { $0.line(of: "config.yaml") })
  }

  private func label(_ command: CommandID, _ configuration: Configuration) -> String {
    configuration.keyMap.labels(for: command, .unicode)
  }

  @Test func everyKeyOfTheFileIsTakenUp() {
    let (configuration, warnings) = read(
      """
      theme: dark
      mouse: false
      ascii: true
      columns: [macs, parameters]
      widths: {name: 30, macs: 8}
      element_type: float16
      keys: {undo: U}
      """)
    #expect(warnings == [])
    #expect(configuration.theme == "dark" && configuration.mouse == false && configuration.ascii == true)
    #expect(configuration.columns?.map(\.id) == ["macs", "parameters"])
    #expect(configuration.widths == ["name": 30, "macs": 8] && configuration.elementType == .float16)
    #expect(label("undo", configuration) == "U")
  }

  @Test(arguments: ["", "\n", "# theme: dark\n\n   # and more"])
  func aFileThatSaysNothingChangesNothing(text: String) {
    let (configuration, warnings) = read(text)
    #expect(warnings == [] && configuration.theme == nil && configuration.columns == nil)
    #expect(configuration.keyMap.bindings == KeyMap.standard.bindings)
  }

  @Test(arguments: [
    ("theme: drak", "1:8: there is no theme 'drak'; did you mean 'dark'?"),
    ("mouse: perhaps", "1:8: mouse is true or false"),
    ("\nmose: true", "2:1: unknown key 'mose'; did you mean 'mouse'?"),
    ("columns: [name, parametres]", "1:17: unknown column 'parametres'; did you mean 'parameters'?"),
    ("widths: {nam: 9}", "1:10: unknown column 'nam'; did you mean 'name'?"),
    ("widths: {name: 3}", "1:16: a width is a number from 4 to 120"),
    ("element_type: float61", "1:15: there is no element type 'float61'; did you mean 'float16'?"),
    ("keys:\n  layer.delet: x", "2:3: unknown command 'layer.delet'; did you mean 'layer.delete'?"),
    ("keys:\n  undo: Ctl-R", "2:9: 'Ctl-R' names no key; did you mean 'ctrl-r'?"),
    ("keys:\n  undo: {brwsing: x}", "2:10: unknown place 'brwsing'; did you mean 'browsing'?"),
    ("keys:\n  accept: {help: x}", "2:18: 'x' is typed as text in help"),
    ("keys:\n  cancel: {editing: [], fixing: F9}", "1:1: is no YAML"),
    ("keys: [a]", "1:7: `keys` must be written as `key: value`"),
    ("a", "1:1: a configuration must be written as `key: value`"),
    (
      "keys:\n  undo: d",
      "2:9: 'd' is bound to layer.delete and undo in browsing; undo keeps its usual keys"
    ),
    (
      "keys:\n  undo: x\n  redo: [X, x]",
      "3:13: 'x' is bound to undo and redo in browsing; redo keeps its usual keys"
    ),
    (
      "keys:\n  redo: g",
      "2:9: 'g g' and 'g' are bound to move.first and redo in browsing; redo keeps its usual keys"
    ),
    (
      "keys:\n  undo: {text: Ctrl-W}",
      "2:16: 'ctrl-w' is bound to the typing of text and undo in text; undo keeps its usual keys"
    ),
  ])
  func aBadEntryIsAWarningWithItsPlaceAndTheUsualStands(text: String, warning: String) {
    let (configuration, warnings) = read(text)
    if text.contains("fixing: F9") {
      // What has no key left to leave by keeps the usual one.
      #expect(warnings.count == 1 && warnings[0].contains("cancel needs a key in editing"))
    } else {
      #expect(warnings == ["config.yaml:\(warning)"])
    }
    #expect(configuration.theme == nil && configuration.mouse == nil)
    #expect(label("undo", configuration) == (text.contains("undo: x") ? "x" : "u"))
    #expect(label("cancel", configuration) == "Esc" && label("layer.delete", configuration) == "d Delete")
  }

  @Test func aBadEntryDoesNotHarmItsNeighbours() {
    let (configuration, warnings) = read(
      "thme: x\nkeys: {undo: d, redo: R}\ncolumns: [nme, macs]\nmouse: false")
    #expect(warnings.count == 3)
    #expect(configuration.mouse == false && configuration.columns?.map(\.id) == ["macs"])
    #expect(label("redo", configuration) == "R" && label("undo", configuration) == "u")
  }

  @Test func keysChangeHandsWhereBothCommandsGetNewOnes() {
    let (configuration, warnings) = read("keys: {undo: [d, F2], layer.delete: u}")
    #expect(warnings == [])
    #expect(label("undo", configuration) == "d F2" && label("layer.delete", configuration) == "u")
  }

  @Test(
    arguments: [
      ("{layer.note: Alt-n}", "layer.note", "Alt-n"), ("{help: []}", "help", ""),
      ("{move.first: gh}", "move.first", "gh"), ("{move.first: \"g h\"}", "move.first", "gh"),
      ("{layer.copy: PgDn, move.page-down: []}", "layer.copy", "PgDn"),
      ("{search: {layers: Ctrl-F}}", "search", "Ctrl-F /"),
    ] as [(String, CommandID, String)])
  func aCommandHasTheKeysThatTheFileGivesIt(keys: String, command: CommandID, shown: String) {
    let (configuration, warnings) = read("keys: \(keys)")
    #expect(warnings == [])
    #expect(Set(label(command, configuration).split(separator: " ")) == Set(shown.split(separator: " ")))
  }

  @Test func theKeysOfDialogsStayWhereAPanesKeyChanges() throws {
    let (configuration, _) = read("keys: {move.down: w}")
    #expect(label("move.down", configuration) == "w")
    #expect(configuration.keyMap.label(for: "move.down", in: [.dialog], .unicode) == "↓")
  }

  @Test(arguments: [
    "", "keys: {undo: [d, F2], layer.delete: u, help: [], layer.note: Alt-n}\ntheme: dark\ncolumns: [macs]",
    "widths: {shape: 9, name: 30}\nelement_type: int4",
  ])
  func whatIsPrintedReadsBackAsTheSame(text: String) {
    let configuration = read(text).configuration
    let (again, warnings) = read(configuration.text)
    #expect(warnings == [])
    #expect(again.text == configuration.text && again.theme == configuration.theme)
    #expect(again.widths == configuration.widths && again.elementType == configuration.elementType)
    for command in CommandTable.all {
      #expect(label(command.id, again) == label(command.id, configuration), "\(command.id.rawValue)")
    }
  }

  @Test func aDamagedFileNeverTrapsAndAlwaysLeavesAWayOut() {
    let good = Array(
      read("keys: {undo: [d, F2], layer.delete: u, cancel: Ctrl-G}\ntheme: dark").configuration.text.utf8)
    var random = SplitMix64(seed: 11)
    for _ in 0..<300 {
      var damaged = good
      for _ in 0..<random.number(1...6) {
        damaged[random.number(0...good.count - 1)] = random.pick(
          Array("{}[]:,\n\"'#&*!|>-? \u{0}\u{FF}x".utf8))
      }
      let map = Configuration.read(damaged, themes: ["dark"]).configuration.keyMap
      for stack in KeyContext.stacks { #expect(map.label(for: "cancel", in: stack, .unicode) != nil) }
    }
  }

  @Test func changedKeysActAndAreShown() throws {
    let (configuration, _) = read("keys: {layer.delete: x, command-line: F4}")
    let play = try Play(Sample.alexNet, keys: "x", keyMap: configuration.keyMap)
    #expect(play.state.network.layerCount == Sample.alexNet.layerCount - 1)
    #expect(play.screen.text().contains("x delete") && play.screen.text().contains("F4 command"))
    let palette = try Play(Sample.alexNet, keys: "ctrl-p 'delete'", keyMap: configuration.keyMap)
    let line = palette.screen.text().split(separator: "\n").first { $0.contains("Take layers out") }
    #expect(line?.split(separator: " ").contains { $0.hasPrefix("x") } == true, "\(palette.screen.text())")
    let help = try Play(Sample.alexNet, keys: "? 'Take'", keyMap: configuration.keyMap)
    let entry = help.screen.text().split(separator: "\n").first { $0.contains("Take layers out") }
    #expect(entry?.split(separator: " ").contains("x") == true, "\(help.screen.text())")
    #expect(try Play(Sample.alexNet, keys: "d", keyMap: configuration.keyMap).state.network == Sample.alexNet)
  }
}
