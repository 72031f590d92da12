import NetworkModel
import TestSupport
import Testing

@testable import Designer

@Suite struct ProblemTests {
  /// Under `floor` nothing but warnings, and one error at the end of the chain.
  private static let mixed = Network(
    NetworkSettings(name: "mixed", rounding: .floor),
    layers: [
      Samples.input("input", 32, 32, 3), Samples.conv("conv1", 8, 4, stride: 3),
      Samples.conv("conv2", 8, 2, stride: 2), Samples.conv("conv3", 8, 40),
      Samples.layer("relu", "activation"),
    ])

  private func names(_ script: Script) -> [String] {
    script.state.problems.map { problem in
      "\(problem.severity) \(problem.layer.flatMap { script.state.network[$0]?.name } ?? "network")"
    }
  }

  @Test func theWorstComesFirstAndACauseBeforeWhatItLeadsTo() {
    let script = Script(Self.mixed)
    #expect(names(script) == ["error conv3", "warning conv1"])
    #expect(names(Script(Network())) == ["error network"])
  }

  @Test func oneMistakeIsOneProblemHoweverManyLayersSufferFromIt() {
    var script = Script()
    script.type("5", into: "stride", of: "Conv-1")
    script.send(.accept)
    #expect(names(script) == ["error Conv-1"])
  }

  @Test func goingThroughTheProblemsSelectsTheirLayers() {
    var script = Script(Self.mixed)
    script.run("pane.problems")
    #expect(script.selectedName == "conv3", "the worst is shown at once")
    script.run("move.down")
    #expect(script.selectedName == "conv1")
    script.run("move.down", "move.first")
    #expect(script.selectedName == "conv3")
    script.run("accept")
    #expect(script.state.focus == .layers)
    #expect(script.selectedName == "conv3")
    #expect(script.state.lowerPane == .problems)
    script.run("cancel")
    #expect(script.state.lowerPane == .summary)
  }

  @Test func thePaneOpensOnWhatIsWrongWithTheSelectedLayer() {
    var script = Script(Self.mixed)
    script.select("conv1")
    script.run("pane.problems")
    #expect(script.state.selectedProblem == 1)
    #expect(script.selectedName == "conv1")
  }

  @Test func enterSelectsThePropertyThatIsToBlame() {
    var script = Script(
      Network(
        layers: [Samples.input("input", 8, 8, 3), Samples.layer("c", "conv", ["filters": .integer(-1)])]))
    script.run("pane.problems")
    let problem = script.state.selectedProblem.map { script.state.problems[$0] }
    script.run("accept", "accept")
    #expect(script.state.focus == .properties)
    #expect(problem?.diagnostic.attribute != nil)
    #expect(script.state.selectedField?.key == problem?.diagnostic.attribute.map { .attribute($0) })
  }

  @Test func aFixLeadsOnToTheNextProblemAndUndoBack() {
    var script = Script(Self.mixed)
    script.run("pane.problems", "layer.fix", "accept")
    #expect(script.state.focus == .problems)
    #expect(names(script) == ["warning conv1"])
    #expect(script.selectedName == "conv1")
    script.run("undo")
    #expect(names(script) == ["error conv3", "warning conv1"])
    #expect(script.selectedName == "conv3")
    #expect(script.state.selectedProblem == 0)
  }

  @Test func aProblemInAFoldedGroupIsOpened() {
    var script = Script(Samples.blocks)
    script.send(.edit(.attribute("shape")))
    script.type("31, 32, 16")
    script.send(.accept)
    script.select("stage/0/add")
    script.run("layer.delete", "group.fold-all", "pane.problems")
    #expect(script.state.selectedGroup == nil)
  }

  @Test func nothingIsWrongWithASoundNetwork() {
    var script = Script()
    script.run("pane.problems", "move.down", "accept")
    #expect(script.state.problems.isEmpty)
    #expect(script.state.selectedProblem == nil)
    #expect(script.selectedName == "Input Image")
  }

  @Test func tabGoesThroughThePanesThatAreShown() {
    var script = Script()
    var visited: [Pane] = []
    script.run("pane.problems")
    for _ in 0..<3 {
      script.run("pane.next")
      visited.append(script.state.focus)
    }
    #expect(visited == [.layers, .properties, .problems])
  }
}
