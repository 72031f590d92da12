import NetworkModel
import TestSupport
import Testing

@testable import Designer

@Suite struct LeftWorkTests {
  private static let document = Document(path: "net.yaml", name: "net.yaml", fingerprint: "1")

  /// What a run left that deleted two layers and renamed a third.
  private func left() throws -> (work: LeftWork, result: Network) {
    var script = Script(path: "net.yaml")
    script.select("Conv-2")
    script.run("layer.delete")
    script.select("FC-1")
    script.run("layer.rename")
    script.type("dense")
    script.send(.accept)
    script.run("undo", "redo", "undo")
    script.select("Conv-1")
    script.run("layer.duplicate")
    let work = LeftWork(network: Samples.alexNet, document: Self.document, steps: script.records)
    return (work, script.state.network)
  }

  @Test func everyChangeIsGivenOutToBeRecordedAtOnce() throws {
    let names = try left().work.steps.map(\.name)
    #expect(
      names == [
        "delete Conv-2", "rename FC-1 → dense", "undo rename FC-1 → dense",
        "redo rename FC-1 → dense", "undo rename FC-1 → dense", "duplicate Conv-1",
      ])
  }

  @Test func whatIsOnlyShownIsNotRecorded() {
    var script = Script()
    script.type("7", into: "stride", of: "Conv-1")
    #expect(script.records.isEmpty)
    script.send(.cancel)
    #expect(script.records.isEmpty)
  }

  @Test func recoveringGivesTheNetworkBackAndEachStepCanBeUndone() throws {
    let (work, result) = try left()
    var script = Script(Network(), path: "net.yaml")
    script.send(.foundWork(work))
    #expect(script.confirmation?.question == "net.yaml was left with 6 changes not saved.")
    script.type("r")
    #expect(script.state.network == result)
    #expect(script.state.analysis.totals == Analysis(of: result).totals)
    #expect(script.state.isModified && script.state.document == Self.document)
    #expect(script.effects == [.takeOverWork, .discardWork])
    #expect(script.records == work.steps)
    for _ in 0..<6 { script.run("undo") }
    #expect(script.state.network == Samples.alexNet)
  }

  @Test func theStepsCanBeReadBeforeOneDecides() throws {
    var script = Script()
    script.send(.foundWork(try left().work))
    script.type("s")
    #expect(script.chooser?.items.map(\.title).last == "duplicate Conv-1")
    for key in [Action.accept, .cancel] {
      script.send(key)
      #expect(script.confirmation?.options.map(\.key) == ["r", "s", "d", "l"])
      script.type("s")
    }
  }

  @Test func workThatIsDiscardedIsGoneAndWorkThatIsPutOffIsNot() throws {
    var script = Script()
    script.run("file.recover")
    #expect(script.state.message?.text == "nothing was left unsaved by an earlier run")
    script.send(.foundWork(try left().work), .cancel)
    #expect(script.effects.isEmpty && script.state.network == Samples.alexNet)
    script.run("file.recover")
    script.type("d")
    #expect(script.effects == [.discardWork])
    script.run("file.recover")
    #expect(script.confirmation == nil)
  }

  @Test func stepsThatDoNotFitAreCountedAndLeftOut() throws {
    let work = LeftWork(
      network: Samples.alexNet, document: Self.document,
      steps: [
        NamedEdit("one", .remove(Samples.alexNet.ids[1])), NamedEdit("two", .remove(Samples.alexNet.ids[1])),
      ])
    var script = Script()
    script.send(.foundWork(work), .recoverWork)
    #expect(script.state.message?.text == "recovered 1 change; the 1 after that do not fit")
    #expect(script.state.network.layerCount == Samples.alexNet.layerCount - 1)
  }

  @Test func aFileThatAnotherProgramHasIsOpenedAsACopyOrAnywayOrNot() {
    for (answer, path) in [("c", nil), ("o", "net.yaml")] {
      var script = Script(path: "net.yaml")
      script.send(.foundOther(process: 42))
      #expect(script.confirmation?.question == "net.yaml is open in another program (process 42).")
      script.type(answer)
      #expect(script.state.document.path == path)
      #expect(script.effects == (path == nil ? [.leaveFile] : []))
    }
    var script = Script(path: "net.yaml")
    script.send(.foundOther(process: 42))
    script.type("q")
    #expect(script.effects == [.quit(status: 0)])
  }
}
