import NetworkModel
import TestSupport
import Testing

@testable import Designer

/// Along the connections of a layer, and to what is broken.
@Suite struct GoingTests {
  @Test func theOnlyInputOrReaderIsGoneToAtOnce() {
    var script = Script(Samples.residual)
    script.select("relu")
    script.run("input.go")
    #expect(script.selectedName == "conv1")
    script.run("output.go", "output.go")
    #expect(script.selectedName == "sum")
  }

  @Test(
    arguments: [
      ("sum", "input.go", ["input", "relu"], "relu"), ("input", "output.go", ["conv1", "sum"], "sum"),
    ] as [(String, CommandID, [String], String)])
  func ofSeveralOneIsChosen(name: String, command: CommandID, items: [String], second: String) {
    var script = Script(Samples.residual)
    script.select(name)
    script.run(command)
    #expect(script.chooser?.items.map(\.title) == items)
    #expect(script.chooser?.items.first?.detail == "32×32×16")
    script.send(.move(.by(1)), .accept)
    #expect(script.selectedName == second)
  }

  @Test func aLayerThatIsReadTwiceByAnotherHasOneReader() {
    var script = Script(
      Network(layers: [
        Samples.input("input", 8, 8, 3), Samples.layer("sum", "add", inputs: ["input", "input"]),
      ]))
    script.run("output.go")
    #expect(script.selectedName == "sum")
    script.run("input.go")
    #expect(script.selectedName == "input")
  }

  @Test(
    arguments: [
      ("Input Image", "input.go", "Input Image reads no layer"),
      ("Output", "output.go", "no layer reads Output"),
    ] as [(String, CommandID, String)])
  func whereThereIsNoneItSaysSo(name: String, command: CommandID, message: String) {
    var script = Script()
    script.select(name)
    script.run(command)
    #expect(script.state.message?.text == message)
  }

  @Test func anErrorOutOfSightIsNamedAndAKeyLeadsThere() {
    var script = Script()
    script.type("6", into: "kernel", of: "Conv-2")
    script.send(.accept)
    #expect(script.state.problemSummary == "1 error, at MaxPool-2")
    #expect(script.state.hints.contains { $0.command == "problem.next" })
    script.run("problem.next")
    #expect(script.selectedName == "MaxPool-2")
    #expect(script.state.problemSummary == "1 error")
  }
}
