import NetworkModel
import TestSupport
import Testing

@testable import Designer

@Suite struct FileTests {
  private func changed(path: String?) -> Script {
    var script = Script(path: path)
    script.select("Conv-1")
    script.run("layer.delete")
    return script
  }

  @Test func quittingAsksOnlyWhenThereAreChanges() {
    var script = Script()
    script.run("file.quit")
    #expect(script.effects == [.quit(status: 0)])
    script = changed(path: "a.yaml")
    script.run("file.quit")
    #expect(script.effects.isEmpty)
    #expect(script.confirmation?.question == "a.yaml has changes that are not saved.")
    script.run("cancel")
    #expect(script.state.mode.isBrowsing)
    script.run("undo", "file.quit")
    #expect(script.effects == [.quit(status: 0)])
  }

  @Test(
    arguments: [
      ("s", [.save(WriteRequest(path: "a.yaml", fingerprint: "a.yaml", next: .quit))]),
      ("d", [.quit(status: 0)]),
      ("c", []), ("D", [.quit(status: 0)]), ("x", []),
    ] as [(String, [Effect])])
  func theQuestionIsAnsweredByALetter(letter: String, effects: [Effect]) {
    var script = changed(path: "a.yaml")
    script.run("file.quit")
    script.type(letter)
    #expect(script.effects == effects)
    #expect(script.state.mode.isBrowsing == (letter != "x"))
  }

  @Test func aPasteIsNoAnswer() {
    var script = changed(path: "a.yaml")
    script.run("file.quit")
    script.send(.paste("d"))
    #expect(script.effects.isEmpty)
    #expect(script.confirmation != nil)
  }

  @Test func whatWasAskedForGoesOnOnceTheFileIsWritten() {
    var script = changed(path: "a.yaml")
    let request = WriteRequest(path: "a.yaml", fingerprint: "a.yaml", next: .quit)
    script.send(.saved(request, .failed(reason: "the disk is full")))
    #expect(script.effects.isEmpty)
    #expect(script.state.message == Message("the disk is full", .error))
    #expect(script.state.isModified)
    script.send(.saved(request, .written(fingerprint: "2")))
    #expect(script.effects == [.quit(status: 0)])
    #expect(!script.state.isModified)
    #expect(script.state.document.fingerprint == "2")
  }

  @Test func aNewNetworkAsksForAPathBeforeItIsSaved() {
    var script = changed(path: nil)
    script.run("file.save")
    #expect(script.effects.isEmpty)
    #expect(script.prompt?.line.text == "alexnet.yaml")
    script.type("b.yaml")
    script.send(.accept)
    #expect(script.effects == [.save(WriteRequest(path: "b.yaml"))])
    script.send(.saved(WriteRequest(path: "b.yaml"), .written(fingerprint: "1")))
    #expect(script.state.document.title == "b.yaml")
    #expect(script.state.message == Message("wrote b.yaml", .success))
  }

  @Test func aFileThatChangedOnDiskIsOverwrittenOnlyWhenTold() {
    var script = changed(path: "a.yaml")
    let request = WriteRequest(path: "a.yaml", fingerprint: "a.yaml")
    script.run("file.save")
    #expect(script.effects == [.save(request)])
    script.send(.saved(request, .changedOnDisk), .accept)
    #expect(script.effects.isEmpty)
    #expect(script.state.isModified)
    script.send(.saved(request, .changedOnDisk))
    script.type("o")
    #expect(script.effects == [.save(WriteRequest(path: "a.yaml", fingerprint: "a.yaml", overwrites: true))])
    script.send(.saved(request, .changedOnDisk))
    script.type("a")
    #expect(script.prompt?.purpose == .saveAs(next: .stay))
  }

  @Test func anotherFileIsNotOverwrittenUnasked() {
    var script = changed(path: "a.yaml")
    script.line("w b.yaml")
    #expect(script.effects == [.save(WriteRequest(path: "b.yaml"))])
    script.send(.saved(WriteRequest(path: "b.yaml"), .exists))
    #expect(script.confirmation?.question == "b.yaml is there already.")
    #expect(script.state.document.path == "a.yaml")
    script.type("c")
    script.line("export table.md")
    #expect(script.effects == [.export(WriteRequest(path: "table.md"))])
    script.send(.exported(WriteRequest(path: "table.md"), .exists))
    script.type("o")
    #expect(script.effects == [.export(WriteRequest(path: "table.md", overwrites: true))])
    script.send(.exported(WriteRequest(path: "table.md"), .written(fingerprint: "")))
    #expect(script.state.message == Message("exported to table.md", .success))
    script.send(
      .exported(WriteRequest(path: "net.py"), .written(fingerprint: "", notes: ["first", "second"])))
    #expect(script.state.message == Message("exported to net.py; note: first (and 1 more)", .warning))
    #expect(script.state.isModified)
  }

  @Test func openingReplacesEverythingButTheScreen() {
    var script = changed(path: "a.yaml")
    script.line("e b.yaml")
    #expect(script.confirmation != nil)
    script.type("d")
    #expect(script.effects == [.open(path: "b.yaml")])
    script.send(.opened(.failed(reason: "b.yaml: no such file")))
    #expect(script.state.message == Message("b.yaml: no such file", .error))
    #expect(script.state.isModified)
    script.send(.opened(.network(Samples.residual, Document(path: "b.yaml", fingerprint: "1"))))
    #expect(script.names == Samples.residual.layers.map(\.name))
    #expect(script.state.message == Message("b.yaml: 5 layers", .success))
    #expect(!script.state.isModified)
    #expect(script.state.visibleRows == 6)
  }

  @Test func aTemplateIsChosenFromAList() {
    var script = Script()
    script.run("file.new")
    #expect(script.effects == [.loadTemplates])
    script.send(
      .templates([
        TemplateSummary(name: "alexnet", summary: ""), TemplateSummary(name: "lenet5", summary: ""),
      ]))
    script.type("len")
    script.send(.accept)
    #expect(script.effects == [.openTemplate(name: "lenet5")])
  }

  @Test func savingKeepsWhatIsBeingTyped() {
    var script = Script(path: "a.yaml")
    script.type("128", into: "filters", of: "Conv-1")
    script.send(.save(path: nil, next: .stay))
    #expect(script.state.mode.isBrowsing)
    #expect(script.layer("Conv-1")?.attributes["filters"] == .integer(128))
    #expect(script.state.history.done.count == 1)
  }

  @Test(
    arguments: [
      ("screen.suspend", [.suspend]), ("screen.mouse", [.toggleMouse]),
      ("file.quit-discarding", [.quit(status: 0)]),
    ] as [(CommandID, [Effect])])
  func effectsAreData(command: CommandID, effects: [Effect]) {
    var script = changed(path: "a.yaml")
    script.run(command)
    #expect(script.effects == effects)
  }

  @Test func aTemplateChosenForANewFileIsSavedThere() {
    var script = Script(Network(), path: "new.yaml")
    script.send(.opened(.network(Samples.residual, Document(name: "residual"))))
    #expect(script.state.document.path == "new.yaml")
    #expect(script.state.isModified)
    script.run("file.save")
    #expect(script.effects == [.save(WriteRequest(path: "new.yaml", fingerprint: "new.yaml"))])
  }
}
