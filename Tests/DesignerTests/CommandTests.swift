import NetworkModel
import TestSupport
import Testing

@testable import Designer

@Suite struct CommandTests {
  @Test func noTwoCommandsShareAName() {
    let names = CommandTable.all.flatMap { [$0.id.rawValue] + $0.aliases }
    #expect(Set(names).count == names.count)
  }

  @Test func everyCommandSaysWhatItDoes() {
    for command in CommandTable.all {
      #expect(!command.title.isEmpty && !command.summary.isEmpty, "\(command.id)")
      #expect(command.summary.last != ".", "\(command.id)")
    }
    #expect(Set(CommandTable.all.map(\.group)) == Set(Command.Group.allCases))
  }

  @Test(arguments: [0, 1, 13, 10_000])
  func everyCommandRunsOrSaysWhyNot(layers: Int) {
    let network =
      switch layers {
      case 0: Network()
      case 1: Network(layers: [Samples.input("input", 8, 8, 3)])
      case 13: Samples.alexNet
      default: Samples.chain(layers)
      }
    let start = Script(network)
    for command in CommandTable.all {
      for pane in Pane.allCases {
        var script = start
        script.send(.focus(pane))
        let before = script
        script.run(command.id)
        if let message = script.state.message {
          #expect(!message.text.isEmpty)
        } else {
          // Who moves past an end or leaves what is not open sees that nothing happens.
          #expect(
            script.hasDoneSomething(since: before) || command.group == .moving || command.id == "cancel",
            "\(command.id.rawValue) did nothing and said nothing in \(pane)")
        }
        // Whatever it opened can be closed again.
        script.run("cancel")
        #expect(script.state.mode.isBrowsing)
      }
    }
  }

  @Test func whileAValueIsTypedOnlyWhatBelongsToItRuns() {
    var script = Script()
    script.type("5", into: "stride", of: "Conv-1")
    for id in ["layer.delete", "layer.add-after", "undo", "help", "pane.layers"] as [CommandID] {
      script.run(id)
      #expect(script.state.message?.text == "stride is being typed: accept or cancel it first")
    }
    #expect(script.editor?.line.text == "5")
  }

  @Test func everyHintIsACommand() {
    var script = Script()
    var random = SplitMix64(seed: 7)
    for _ in 0..<500 {
      script.doSomething(&random)
      for hint in script.state.hints { #expect(CommandTable[hint.command] != nil, "\(hint)") }
      #expect(Set(script.state.hints.map(\.command)).count == script.state.hints.count)
    }
  }

  @Test(
    arguments: [
      ("q", "file.quit"), ("w", "file.save"), ("wq", "file.save-and-quit"), ("layer.del", "layer.delete"),
      ("layer", nil), ("nonsense", nil), ("undo", "undo"), ("new", "file.new"),
      ("duplicate", "layer.duplicate"),
      ("copy", nil),
    ] as [(String, CommandID?)])
  func aCommandIsFoundByItsNameItsShortNameItsEndOrItsBeginning(name: String, id: CommandID?) {
    #expect(CommandTable.named(name)?.id == id)
  }

  @Test func theLineGoesToARow() {
    var script = Script()
    for (line, row) in [("5", 4), ("99", 12), ("0", 0), ("-3", 0)] {
      script.line(line)
      #expect(script.state.selectedRow == row)
    }
  }

  @Test func theLineSaysWhatItDoesNotKnow() {
    var script = Script()
    script.line("nonsense here")
    #expect(script.state.message?.text == "there is no command nonsense; the help lists them")
    script.line("copy")
    #expect(script.state.message?.text == "copy may be layer.copy or table.copy")
    script.line("ando")
    #expect(script.state.message?.text == "there is no command ando; did you mean undo?")
    script.line("undo x")
    #expect(script.state.message?.text == "undo takes nothing behind its name")
    script.line("undo")
    #expect(script.state.message?.text == "there is nothing to undo")
  }

  @Test func theLineCompletesAndRemembers() {
    var script = Script()
    script.run("command-line")
    script.type("layer.du")
    script.send(.complete, .accept)
    #expect(script.selectedName == "Input Image-2")
    script.run("command-line")
    script.send(.move(.by(-1)), .accept)
    #expect(script.state.rowCount == 15)
    script.run("command-line")
    script.type("exp")
    script.send(.complete)
    guard case .commandLine(let line) = script.state.mode else { return #expect(Bool(false)) }
    #expect(line.line.text == "file.export ")
    script.send(.text(.deleteToStart), .text(.backspace))
    #expect(script.state.mode.isBrowsing)
  }

  @Test func thePaletteFindsACommandByAFewLettersAndRunsIt() {
    var script = Script()
    script.run("palette")
    script.type("dplc")
    #expect(script.chooser?.highlighted?.title == "duplicate")
    script.send(.accept)
    #expect(script.state.rowCount == 14)
  }

  @Test(arguments: [("pst", "paste after"), ("undo", "undo"), ("sav", "save"), ("gsum", "go to summary")])
  func lettersThatStandCloserTogetherMatchBetter(text: String, title: String) {
    var script = Script()
    script.run("palette")
    script.type(text)
    #expect(script.chooser?.highlighted?.title == title)
  }

  @Test func thePaletteListsWhatCannotRunLastAndSaysWhyNot() throws {
    var script = Script()
    script.run("palette")
    let items = try #require(script.chooser).items
    #expect(Set(items.map(\.value)) == Set(CommandTable.all.map { .command($0.id) }))
    #expect(items.map(\.fits) == items.map(\.fits).sorted { $0 && !$1 })
    script.type("redo")
    script.send(.accept)
    #expect(script.state.message?.text == "there is nothing to do again")
  }

  @Test func helpRunsTheHighlightedCommand() {
    var script = Script()
    script.run("help")
    script.type("duplicate")
    script.send(.accept)
    #expect(script.state.rowCount == 14)
  }
}
