import Designer
import NetworkModel
import Terminal
import Testing

@testable import DesignerScreens

@Suite struct LoopTests {
  @Test func aFrameIsPresentedOnlyWhereSomethingChanged() throws {
    // Up at the top, an unbound key and a wake change nothing.
    let play = try Play(Sample.alexNet, keys: "up % down", events: [.wake])
    #expect(play.frames.count == 2)
  }

  /// What is typed, the theme that is then shown, and what is said.
  @Test(arguments: [
    (": 'theme' enter down", "dark", nil), (": 'theme' enter down esc", "default", nil),
    (": 'theme' enter down enter", "dark", nil),
    (": 'theme' enter 'sk' enter", "dusk", "theme dusk, line 2: unknown key `rules`"),
    (": 'theme dark' enter", "dark", nil),
    (": 'theme darc' enter", "default", "there is no theme named darc; :theme lists them"),
  ])
  func aThemeIsShownWhileTheListIsOnItAndKeptByEnter(keys: String, theme: String, message: String?) throws {
    let play = try Play(Sample.alexNet, keys: keys.replacing("theme d", with: "theme' space 'd"))
    #expect(play.theme == theme)
    #expect(play.state.message?.text == message)
  }

  @Test func quittingWithoutChangesEndsAtOnce() throws {
    #expect(try Play(Sample.alexNet, keys: "q j j").ending == .quit(status: 0))
  }

  @Test func quittingWithChangesAsksAndSavesWhereToldTo() throws {
    let play = try Play(Sample.alexNet, file: "net.yaml", keys: "d q s")
    #expect(play.ending == .quit(status: 0))
    #expect(play.effects.count == 2 && play.effects.last == .quit(status: 0))
    #expect(try Play(Sample.alexNet, keys: "d q esc").ending == .inputEnded)
    #expect(try Play(Sample.alexNet, keys: "d q d").ending == .quit(status: 0))
  }

  @Test func aHangUpEndsTheLoopWithItsSignal() throws {
    #expect(try Play(Sample.alexNet, events: [.hangUp(signal: 15), .wake]).ending == .signal(15))
  }

  @Test func suspendingDrawsTheScreenAnew() throws {
    let play = try Play(Sample.alexNet, keys: "ctrl-z")
    #expect(play.suspensions == 1)
    #expect(play.frames.count >= 2 && play.frames.first == play.frames.last)
  }

  /// In the panes, in a dialog and in a field; what is being done stays as it is.
  @Test(arguments: ["j ctrl-l", ": 'set' ctrl-l", "? ctrl-l", "down enter enter '5' ctrl-l", "d q ctrl-l"])
  func theScreenIsDrawnAnewWhereAskedFor(keys: String) throws {
    let play = try Play(Sample.alexNet, keys: keys)
    #expect(play.redraws == 1)
    #expect(play.frames.count >= 2 && play.frames.dropLast().last == play.frames.last)
  }

  @Test func pastedTextNeverRunsAsCommands() throws {
    let browsing = try Play(Sample.alexNet, events: [.paste("dddq\nq")])
    #expect(browsing.state.network == Sample.alexNet)
    #expect(browsing.ending == .inputEnded)
    let typing = try Play(Sample.alexNet, keys: ":", events: [.paste("q\nd")])
    guard case .commandLine(let line) = typing.state.mode else {
      Issue.record("the command line is closed")
      return
    }
    #expect(line.line.text == "q d")
  }

  @Test func noKeyActsOnAScreenThatIsTooSmall() throws {
    let play = try Play(Sample.alexNet, 20, 4, keys: "d q a")
    #expect(play.state.network == Sample.alexNet)
    #expect(play.ending == .inputEnded)
  }

  @Test func aSequenceOfKeysIsDroppedByAKeyThatIsNoPartOfIt() throws {
    #expect(try Play(Sample.alexNet, keys: "G g g").state.selectedRow == 0)
    #expect(try Play(Sample.alexNet, keys: "G g x g g").state.selectedRow == 0)
    #expect(try Play(Sample.alexNet, keys: "G g x g").state.selectedRow == 11)
  }

  @Test func aCommandThatCannotRunSaysWhy() throws {
    let play = try Play(Sample.alexNet, keys: "u")
    #expect(play.screen.text().contains("there is nothing to undo"))
  }

  @Test(arguments: [("down enter 7 alt-j", 2), ("j alt-k", 0), ("j alt-up", 1), ("/ 'FC' alt-j", 1)])
  func escapeAndAKeyAtOnceAreEscapeAndThenTheKey(keys: String, row: Int) throws {
    let play = try Play(Sample.alexNet, keys: keys)
    #expect(play.state.mode.isBrowsing)
    #expect(play.state.selectedRow == row)
    #expect(play.state.network == Sample.alexNet)
  }

  @Test func altWithAKeyIsItselfWhereItIsBound() throws {
    let (configuration, _) = Configuration.read(Array("keys: {layer.delete: Alt-j}".utf8), themes: [])
    let play = try Play(Sample.alexNet, keys: "j alt-j", keyMap: configuration.keyMap)
    #expect(play.state.network.layerCount == Sample.alexNet.layerCount - 1)
  }

  @Test func resizingDrawsAtTheNewSize() throws {
    let play = try Play(Sample.alexNet, events: [.resize(Size(columns: 40, rows: 10))])
    #expect(play.screen.size == Size(columns: 40, rows: 10))
    #expect(play.state.visibleRows == 7)
  }

  @Test func undoingEverythingTypedGivesTheNetworkBack() throws {
    let play = try Play(
      Sample.alexNet,
      keys: "down enter 7 7 enter down 9 enter 1 G K d a 'pool' enter esc u u u u u u u u "
        + "v j j d k p g g v j D u u u")
    #expect(play.state.network == Sample.alexNet)
  }
}

@Suite struct ClipboardLoopTests {
  @Test func copiedLayersAreTextOfANativeFile() throws {
    let play = try Play(Sample.alexNet, keys: "j y")
    #expect(play.clipboard == "- {name: Conv-1, kind: conv, filters: 96, kernel: 11, stride: 4}\n")
  }

  @Test(arguments: [
    ("Y", "Layer Name   Tensor Size     Weights  Biases  Parameters"),
    ("c space enter Y", "Layer Name      Weights  Biases  Parameters      %"),

  ])
  func theCopiedTableHasTheColumnsThatWereChosen(keys: String, start: String) throws {

    let clipboard = try Play(Sample.alexNet, keys: keys).clipboard
    #expect(clipboard?.hasPrefix(start) == true, "\(clipboard?.prefix(80) ?? "")")
  }

  @Test func whatWasCopiedCanBePastedElsewhere() throws {
    let text = try #require(try Play(Sample.alexNet, keys: "j v j y").clipboard)
    let play = try Play(Sample.residual, keys: "G", events: [.paste(text)])
    #expect(play.state.network.layers.suffix(2).map(\.name) == ["Conv-1", "MaxPool-1"])
    #expect(play.screen.text().contains("pasted 2 layers"))
  }

  @Test func aTableInAFormatThatThereIsNotSaysWhichThereAre() throws {
    let state = DesignerState(network: Sample.alexNet)
    let refusal = #expect(throws: Unavailable.self) { try Excerpt.table(format: "docx").text(state) }
    #expect(refusal?.reason.contains(", text, markdown, csv, ") == true)
  }

  @Test func aPasteAnswersNoQuestion() throws {
    let play = try Play(Sample.alexNet, keys: "d q", events: [.paste("d")])
    #expect(play.ending == .inputEnded)
  }
}
