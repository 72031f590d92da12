import Designer
import Terminal
import Testing

@testable import DesignerScreens

@Suite struct KeyMapTests {
  @Test func theStandardKeysStandTogether() throws {
    #expect(try KeyMap(KeyMap.standardBindings).bindings.count == KeyMap.standard.bindings.count)
    #expect(KeyMap.standard.bindings.count > 80)
  }

  @Test func everyKeyNameOfTheStandardMapIsReadAndWrittenAlike() {
    for binding in KeyMap.standard.bindings {
      #expect(KeySequence(parsing: binding.keys.description) == binding.keys)
    }
  }

  @Test func everyKeyRunsACommandThatExists() {
    for binding in KeyMap.standard.bindings {
      guard case .command(let id) = binding.target else { continue }
      #expect(CommandTable[id] != nil, "\(id.rawValue), bound to \(binding.keys)")
    }
  }

  @Test(arguments: [
    (KeyContext.browsing, "x", KeyContext.browsing, "x"),
    (.browsing, "x", .layers, "x"),
    (.browsing, "g g", .properties, "g"),
    (.text, "ctrl-w", .editing, "ctrl-w"),
    (.dialog, "q", .fixing, "q"),
  ])
  func aKeyBoundTwiceIsRefused(_ first: KeyContext, _ key: String, _ second: KeyContext, _ other: String)
    throws
  {
    var map = KeyMap()
    try map.bind(binding(first, key, "undo"))
    #expect(throws: KeyMap.Conflict.self) { try map.bind(binding(second, other, "redo")) }
    #expect(map.bindings.count == 1)
  }

  @Test func theSameKeyMayMeanSomethingElseElsewhere() throws {
    let map = try KeyMap([binding(.layers, "x", "undo"), binding(.properties, "x", "redo")])
    let key = [KeyStroke(.character("x"))]
    #expect(map.match(key, in: [.layers, .browsing]) == .bound(.command("undo")))
    #expect(map.match(key, in: [.properties, .browsing]) == .bound(.command("redo")))
    #expect(map.match(key, in: [.fixing]) == .unbound)
  }

  @Test func aSequenceWaitsForItsLastKey() {
    let key = KeyStroke(.character("g"))
    #expect(KeyMap.standard.match([key], in: [.layers, .browsing]) == .incomplete)
    #expect(KeyMap.standard.match([key, key], in: [.layers, .browsing]) == .bound(.command("move.first")))
  }

  @Test func everyModeHasAWayOut() {
    for stack in KeyContext.stacks {
      #expect(KeyMap.standard.label(for: "cancel", in: stack, .unicode) == "Esc", "\(stack)")
    }
  }

  @Test func everyCommandCanBeFoundInTheHelpAndTyped() throws {
    for command in CommandTable.all {
      let play = try Play(Sample.alexNet, keys: ": '\(command.id.rawValue)'")
      guard case .commandLine(let line) = play.state.mode else {
        Issue.record("no command line")
        return
      }
      #expect(line.completions.items.contains { $0.command == command.id })
      #expect(!command.summary.isEmpty)
    }
  }

  @Test func labelsNameTheKeysOfACommand() {
    #expect(KeyMap.standard.label(for: "move.first", .unicode) == "gg")
    #expect(KeyMap.standard.labels(for: "file.save", .unicode) == "Ctrl-S")
    #expect(KeyMap.standard.label(for: "layer.note", .unicode) == nil)
  }

  private func binding(_ context: KeyContext, _ keys: String, _ command: CommandID) throws -> KeyMap.Binding {
    KeyMap.Binding(context, try #require(KeySequence(parsing: keys)), .command(command))
  }
}
