import NetworkModel
import TestSupport
import Testing

@testable import Designer

@Suite struct ClipboardTests {
  private static let layers = [
    Samples.conv("Conv-1", 8, 3), Samples.layer("act", "activation", inputs: ["Conv-1"]),
  ]

  @Test func copiedLayersGoToTheClipboardToo() {
    var script = Script()
    script.select("Conv-1")
    script.run("layer.select-range", "move.down", "layer.copy")
    #expect(script.effects == [.copy(.layers(["Conv-1", "MaxPool-1"].compactMap { script.layer($0) }))])
    #expect(script.state.message?.text == "copied 2 layers")
  }

  @Test(arguments: [("table.copy", "text"), ("table.copy latex", "latex")])
  func theTableIsCopiedInTheFormatAskedFor(line: String, format: String) {
    var script = Script()
    script.line(line)
    #expect(script.effects == [.copy(.table(format: format))])
  }

  @Test(arguments: [Pane.layers, .summary, .problems])
  func aPasteAmongTheLayersIsReadAsLayers(pane: Pane) {
    var script = Script()
    script.send(.focus(pane), .paste("- text"))
    #expect(script.effects == [.readLayers("- text")])
    #expect(script.state.network == Samples.alexNet)
  }

  @Test func layersThatWereReadStandBehindTheSelectedOneUnderFreeNames() {
    var script = Script()
    script.select("FC-1")
    script.send(.layersRead(.layers(Self.layers)))
    #expect(script.names.suffix(6) == ["FC-1", "Conv-6", "act", "FC-2", "FC-3", "Output"])
    #expect(script.layer("act")?.inputs == ["Conv-6"])
    #expect(script.selectedName == "Conv-6")
    #expect(script.state.message?.text == "pasted 2 layers")
    #expect(script.state.history.done.map(\.name.description) == ["paste 2 layers"])
    script.run("undo")
    #expect(script.state.network == Samples.alexNet)
  }

  @Test func layersCanBePastedIntoANetworkThatHasNone() {
    var script = Script(Network())
    script.send(.paste("…"), .layersRead(.layers(Self.layers)))
    #expect(script.names == ["Conv-1", "act"])
  }

  @Test func whatIsNoLayersChangesNothing() {
    var script = Script()
    script.send(.layersRead(.failed(reason: "no layers")))
    #expect(script.state.message == Message("no layers", .warning))
    #expect(script.state.history.done.isEmpty)
  }

  @Test func aPasteIsNoAnswerAndNoCommand() {
    var script = Script()
    script.run("layer.delete", "file.quit")
    script.send(.paste("d"))
    #expect(script.confirmation != nil)
    #expect(script.effects.isEmpty)
    script.run("cancel", "pane.properties")
    script.send(.paste("d"))
    #expect(script.state.message?.text == "text can be pasted into a field or, as layers, into the list")
    script.run("layer.rename")
    script.send(.paste("two\nlines"))
    #expect(script.editor?.line.text == "two lines")
  }
}
