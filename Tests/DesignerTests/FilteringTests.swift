import NetworkModel
import TestSupport
import Testing

@testable import Designer

@Suite struct FilteringTests {
  /// The names in the rows, a folded group's among them.
  private func rows(_ script: Script) -> [String] {
    (0..<script.state.rowCount).map { script.state.name(ofRow: $0) }
  }

  private func filtered(_ text: String, _ network: Network = Samples.alexNet) -> Script {
    var script = Script(network)
    script.line("filter \(text)")
    return script
  }

  /// Conv-1 and two of the pools do not divide.
  private func broken() -> Script {
    var script = Script()
    script.send(.apply(.configure(NetworkSettings(name: "AlexNet", rounding: .floor)), StepName("floor")))
    script.type("5", into: "stride", of: "Conv-1")
    script.send(.accept)
    return script
  }

  @Test(arguments: [
    ("pool", ["MaxPool-1", "MaxPool-2", "MaxPool-3"]), ("FC", ["FC-1", "FC-2", "FC-3"]),
    // Kinds are found as well: these letters are in no name.
    ("fully_", ["FC-1", "FC-2", "FC-3"]),
  ]) func onlyLayersThatMatchAreListed(text: String, names: [String]) {
    let script = filtered(text)
    #expect(rows(script) == names)
    #expect(script.state.selectedRow != nil)
  }

  @Test func whatMatchesNothingChangesNothing() {
    var script = filtered("zz")
    #expect(script.state.message?.text == "no layer's name or kind holds zz")
    #expect(script.state.rowCount == 13)
    script.run("filter.problems")
    #expect(script.state.message?.text == "nothing is wrong with any layer")
    script.run("filter.clear")
    #expect(script.state.message?.text == "all layers are listed")
  }

  @Test func theListOffersProblemsTheKindsThereAreAndWhatIsTyped() throws {
    var script = broken()
    script.run("filter")
    let items = try #require(script.chooser).items
    #expect(
      items.map { "\($0.title), \($0.detail)" } == [
        "problems only, 3 layers", "input, 1 layer", "output, 1 layer", "convolution, 5 layers",
        "max pooling, 3 layers", "fully connected, 3 layers",
      ])
    script.type("conv")
    #expect(script.chooser?.highlighted?.title == "names and kinds with conv")
    script.run("move.down", "accept")
    #expect(rows(script) == ["Conv-1", "Conv-2", "Conv-3", "Conv-4", "Conv-5"])
  }

  @Test func escListsAllLayersAgainAndStaysOnTheSelectedOne() {
    var script = filtered("fc")
    script.run("move.down", "cancel")
    #expect(script.state.rowCount == 13)
    #expect(script.selectedName == "FC-2")
  }

  @Test func theNearestLayerIsSelected() {
    var script = Script()
    script.select("Conv-4")
    script.line("filter pool")
    #expect(script.selectedName == "MaxPool-2")
  }

  @Test func searchesStayWithinWhatIsListed() {
    var script = filtered("conv")
    script.run("search")
    script.type("-3")
    script.send(.accept)
    #expect(script.selectedName == "Conv-3")
    script.run("search.next")
    #expect(script.selectedName == "Conv-3", "MaxPool-3 and FC-3 are not listed")
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let commands: [CommandID]
    let names: [String]

    var testDescription: String { commands.map(\.rawValue).joined(separator: " ") }
  }

  /// On the three pools, from the first to the second of them.
  @Test(
    arguments: [
      Case(
        commands: ["layer.delete"],
        names: [
          "Input Image", "Conv-1", "Conv-2", "Conv-3", "Conv-4", "Conv-5", "MaxPool-3", "FC-1", "FC-2",
          "FC-3",
          "Output",
        ]),
      Case(
        commands: ["layer.duplicate"],
        names: [
          "Input Image", "Conv-1", "MaxPool-1", "Conv-2", "MaxPool-2", "MaxPool-4", "MaxPool-5", "Conv-3",
          "Conv-4", "Conv-5", "MaxPool-3", "FC-1", "FC-2", "FC-3", "Output",
        ]),
      Case(
        commands: ["layer.move-down"],
        names: [
          "Input Image", "Conv-1", "MaxPool-3", "MaxPool-1", "Conv-2", "MaxPool-2", "Conv-3", "Conv-4",
          "Conv-5", "FC-1", "FC-2", "FC-3", "Output",
        ]),
      Case(
        commands: ["layer.copy", "move.last", "layer.paste-after"],
        names: [
          "Input Image", "Conv-1", "MaxPool-1", "Conv-2", "MaxPool-2", "Conv-3", "Conv-4", "Conv-5",
          "MaxPool-3", "MaxPool-4", "MaxPool-5", "FC-1", "FC-2", "FC-3", "Output",
        ]),
    ]) func aRangeIsOfLayersThatAreListed(_ test: Case)
  {
    var script = filtered("pool")
    script.run("move.first", "layer.select-range", "move.down")
    #expect(script.state.selectedLayerCount == 2)
    for command in test.commands { script.run(command) }
    #expect(script.names == test.names)
    #expect(script.state.filter != nil)
    script.run("undo")
    #expect(script.state.network == Samples.alexNet)
    #expect(rows(script) == ["MaxPool-1", "MaxPool-2", "MaxPool-3"])
  }

  @Test func anEditKeepsTheSelectedLayerListedAlthoughItMatchesNoMore() {
    var script = broken()
    script.run("filter.problems")
    #expect(rows(script) == ["Conv-1", "MaxPool-1", "MaxPool-3"])
    script.run("move.first")
    script.send(.edit(.attribute("stride")))
    script.type("4")
    script.send(.accept)
    #expect(rows(script) == ["Conv-1"], "it is sound now, and still selected")
    #expect(script.selectedName == "Conv-1")
    script.run("undo")
    #expect(rows(script) == ["Conv-1", "MaxPool-1", "MaxPool-3"])
  }

  @Test func theSameFilterAgainAfterTheLastProblemIsGoneKeepsTheSelectedLayer() {
    var script = Script()
    script.type("5", into: "stride", of: "Conv-1")
    script.send(.accept)
    script.run("filter.problems", "undo", "filter.problems")
    #expect(script.state.message?.text == "nothing is wrong with any layer")
    #expect(rows(script) == ["Conv-1"])
    #expect(script.selectedName == "Conv-1")
  }

  @Test func aNewLayerIsListedWhateverItIs() {
    var script = filtered("pool")
    script.run("layer.add-after")
    script.type("dropout")
    script.send(.accept)
    #expect(rows(script) == ["MaxPool-1", "Dropout-1", "MaxPool-2", "MaxPool-3"])
    #expect(script.selectedName == "Dropout-1")
  }

  @Test func aLayerThatOneIsLedToIsListed() {
    var script = broken()
    script.line("filter fc")
    script.run("problem.next")
    #expect(script.selectedName == "Conv-1")
    #expect(rows(script) == ["Conv-1", "FC-1", "FC-2", "FC-3"])
  }

  @Test func whereNothingListedIsLeftAllLayersAreListed() {
    var script = filtered("pool")
    script.run("move.first", "layer.select-range", "move.last", "layer.delete")
    #expect(script.state.filter == nil)
    #expect(script.state.rowCount == 10)
    #expect(script.state.selectedRow != nil)
  }

  @Test func aFoldedGroupIsListedAsAWholeWhereOneOfItsLayersMatches() {
    var script = Script(Samples.blocks)
    script.select("stage/0/conv1")
    script.run("group.fold")
    script.line("filter conv1")
    #expect(rows(script) == ["stage/0", "stage/1/conv1"])
    #expect(script.state.places(ofRow: 0) == 1..<3)
    script.run("move.first", "accept")
    #expect(rows(script) == ["stage/0/conv1", "stage/1/conv1"])
  }

  @Test func movingCostsNoLookAtTheLayers() {
    var script = Script(Samples.chain(5_000))
    script.line("filter 7")
    let before = script.state.rows.rebuilds
    for _ in 0..<20 { script.run("move.down", "move.page-down", "move.up") }
    #expect(script.state.rows.rebuilds == before)
  }
}
