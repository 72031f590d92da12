import NetworkModel
import TestSupport
import Testing

@testable import Designer

@Suite struct RangeTests {
  /// Selects from one layer to another.
  private func selecting(_ first: String, to last: String, in network: Network = Samples.alexNet) -> Script {
    var script = Script(network)
    script.select(first)
    script.run("layer.select-range")
    script.select(last)
    return script
  }

  @Test(arguments: [("Conv-2", "Conv-4"), ("Conv-4", "Conv-2")])
  func aRangeReachesFromWhereItBeganToTheSelectedLayer(first: String, last: String) {
    var script = selecting(first, to: last)
    #expect(script.state.selectedRows == 3..<7)
    script.run("cancel")
    #expect(script.state.selectedRows?.count == 1)
    #expect(script.selectedName == last)
    script.run("layer.select-range", "move.down", "layer.select-range")
    #expect(!script.state.isSelectingRange)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let commands: [CommandID]
    /// The names of the layers from Conv-3 on.
    let names: [String]
    let selected: String
    let step: String

    var testDescription: String { commands.map(\.rawValue).joined(separator: " ") }
  }

  @Test(
    arguments: [
      Case(
        commands: ["layer.delete"], names: ["MaxPool-3", "FC-1", "FC-2"], selected: "MaxPool-3",
        step: "delete 3 layers"),
      Case(
        commands: ["layer.duplicate"],
        names: ["Conv-3", "Conv-4", "Conv-5", "Conv-6", "Conv-7", "Conv-8", "MaxPool-3"],
        selected: "Conv-6", step: "duplicate 3 layers"),
      Case(
        commands: ["layer.move-down"], names: ["MaxPool-3", "Conv-3", "Conv-4", "Conv-5", "FC-1"],
        selected: "Conv-5", step: "move 3 layers down"),
      Case(
        commands: ["layer.copy", "move.last", "move.up", "layer.paste-after"],
        names: [
          "Conv-3", "Conv-4", "Conv-5", "MaxPool-3", "FC-1", "FC-2", "FC-3", "Conv-6", "Conv-7", "Conv-8",
          "Output",
        ],
        selected: "Conv-6", step: "paste 3 layers"),
      Case(
        commands: ["layer.copy", "layer.paste-before"],
        names: ["Conv-3", "Conv-4", "Conv-6", "Conv-7", "Conv-8", "Conv-5", "MaxPool-3"], selected: "Conv-6",
        step: "paste 3 layers"),
    ])
  func aRangeIsChangedAsOneStep(_ test: Case) {
    var script = selecting("Conv-3", to: "Conv-5")
    for command in test.commands { script.run(command) }
    #expect(Array(script.names.dropFirst(5).prefix(test.names.count)) == test.names)
    #expect(script.selectedName == test.selected)
    #expect(script.state.history.done.map(\.name.description) == [test.step])
    let changed = script.state.network
    script.run("undo")
    #expect(script.state.network == Samples.alexNet)
    script.run("redo")
    #expect(script.state.network == changed)
    #expect(script.selectedName == test.selected)
  }

  @Test func aRangeThatIsMovedStaysSelectedAndStopsAtTheEnd() {
    var script = selecting("FC-1", to: "FC-3")
    script.run("layer.move-down", "layer.move-down")
    #expect(script.names.suffix(4) == ["Output", "FC-1", "FC-2", "FC-3"])
    #expect(script.state.selectedRows == 10..<13)
    #expect(script.state.message?.text == "FC-3 is the last layer")
    script.run("layer.move-up", "layer.move-up")
    #expect(script.names.suffix(5) == ["FC-1", "FC-2", "FC-3", "MaxPool-3", "Output"])
    script.run("undo")
    #expect(!script.state.isSelectingRange)
  }

  @Test func whatWasCutComesBackUnderItsOwnNames() {
    var script = selecting("Conv-3", to: "Conv-5")
    script.run("layer.delete", "move.up", "layer.paste-after")
    #expect(script.state.network == Samples.alexNet)
    script.run("layer.paste-after")
    #expect(script.names[6...8] == ["Conv-6", "Conv-7", "Conv-8"])
  }

  @Test func referencesAmongCopiesFollowAndThoseBeyondStay() {
    var script = selecting("conv1", to: "sum", in: Samples.residual)
    script.run("layer.duplicate")
    #expect(script.names == ["input", "conv1", "relu", "sum", "conv2", "relu-2", "sum-2", "output"])
    #expect(script.layer("sum-2")?.inputs == ["relu-2", "input"])
    #expect(script.layer("sum")?.inputs == ["relu", "input"])
  }

  @Test func copiesOfAWholeGroupAreAGroupOfTheirOwn() {
    var script = selecting("stage/0/conv1", to: "stage/0/add", in: Samples.blocks)
    script.run("layer.copy")
    script.select("stage/1/add")
    script.run("layer.paste-after")
    #expect(script.names[5...6] == ["stage/2/conv1", "stage/2/add"])
    #expect(script.layer("stage/2/add")?.inputs == ["stage/2/conv1", "input"])
  }

  @Test func copiesOfAPartOfAGroupStayInIt() {
    var script = Script(Samples.blocks)
    script.select("stage/0/conv1")
    script.run("layer.duplicate")
    #expect(script.names[2] == "stage/0/conv2")
  }

  @Test func thoseWhoReadDeletedLayersReadWhatTheFirstOfThemRead() {
    var script = selecting("conv1", to: "relu", in: Samples.residual)
    script.run("layer.delete")
    #expect(script.names == ["input", "sum", "output"])
    #expect(script.layer("sum")?.inputs == ["input", "input"])
  }

  @Test func whatWasCopiedIsPastedIntoAnEmptyNetwork() {
    var script = Script(Network(layers: [Samples.input("input", 8, 8, 3)]))
    script.run("layer.paste-after")
    #expect(script.state.message?.text == "nothing has been copied or deleted yet")
    script.run("layer.delete", "layer.paste-before", "layer.paste-before")
    #expect(script.names == ["input-2", "input"])
  }

  @Test func aThousandLayersAreCopiedInOneGo() {
    var script = Script(Samples.chain(2_000))
    script.run("move.down", "layer.select-range")
    script.send(.move(.by(999)))
    script.run("layer.duplicate", "layer.copy", "layer.paste-after")
    #expect(Set(script.names).count == script.names.count)
    #expect(script.state.rowCount == 3_001)
    script.run("undo", "undo")
    #expect(script.state.network == Samples.chain(2_000))
  }
}
