import NetworkModel
import TestSupport
import Testing

@testable import Designer

@Suite struct SteppingTests {
  @Test func countingOnIsOneStepUntilSomethingElseIsDone() {
    var script = Script()
    script.select("Conv-1")
    script.send(.focus(.properties), .selectField(0))
    script.run("property.increase", "property.increase", "property.decrease", "property.increase")
    #expect(script.layer("Conv-1")?.attributes["filters"] == .integer(98))
    #expect(script.state.history.done.map(\.name.description) == ["Conv-1 filters 96 → 98"])
    script.run("undo")
    #expect(script.state.network == Samples.alexNet)
    script.run("redo", "property.increase")
    #expect(
      script.state.history.done.map(\.name.description) == [
        "Conv-1 filters 96 → 98", "Conv-1 filters 98 → 99",
      ])
  }

  @Test func countingThereAndBackLeavesNothing() {
    var script = Script()
    script.select("Conv-1")
    for attribute in ["filters", "dilation"] as [AttributeName] {
      script.send(.edit(.attribute(attribute)), .cancel, .step(by: 1), .step(by: -1))
      #expect(script.state.network == Samples.alexNet)
      #expect(!script.state.isModified)
    }
    script.send(.edit(.attribute("bias")), .edit(.attribute("bias")))
    #expect(script.layer("Conv-1")?.value(of: "bias") == .flag(true))
    #expect(!script.state.isModified)
  }

  @Test func stepsOfOnePropertyOfTwoLayersStayApart() {
    var script = Script()
    script.send(.focus(.properties))
    for name in ["Conv-1", "Conv-2", "Conv-1"] {
      script.select(name)
      script.send(.selectField(0), .step(by: 1))
    }
    #expect(script.state.history.done.count == 3)
  }

  @Test func aSaveEndsAStep() {
    var script = Script(path: "a.yaml")
    script.select("Conv-1")
    script.send(.selectField(0), .step(by: 1))
    script.send(.saved(WriteRequest(path: "a.yaml"), .written(fingerprint: "2")))
    #expect(!script.state.isModified)
    script.send(.step(by: 1))
    #expect(script.state.isModified)
    script.run("undo")
    #expect(!script.state.isModified)
  }

  @Test func whatIsTypedCanBeCountedOn() {
    var script = Script()
    script.type("6", into: "stride", of: "Conv-1")
    script.run("property.decrease")
    #expect(script.editor?.line.text == "5")
    #expect(script.shape("Conv-1") == "44×44×96")
    script.send(.accept)
    #expect(script.state.history.done.map(\.name.description) == ["Conv-1 stride 4 → 5"])
  }

  @Test(
    arguments: [
      (.extent(1...Int.max), "3, 5", 1, "4, 6"), (.extent(1...Int.max), "1", -1, nil),
      (.padding([.same]), "[1, 2], [0, 1]", 1, "[2, 3], [1, 2]"), (.padding([.same]), "same", 1, nil),
      (.sizes(1...Int.max), "227, 227, 3", -1, "226, 226, 3"), (.sizes(1...Int.max), "10", 2, "12"),
      (.sizes(1...Int.max), "seq", 1, nil),
      (.real(0...1), "0.5", 1, "0.55"), (.real(0...1), "1", 1, nil),
      (.real(0...Double.infinity), "1", 1, nil),
      (.integer(1...Int.max), "9223372036854775807", 1, nil), (.flag, "yes", 1, "no"),
      (.choice(["a", "b"]), "a", 1, "b"), (.choice(["a", "b"]), "b", 1, nil), (.text, "a", 1, nil),
      (.integers, "1, 2", 1, nil),
    ] as [(AttributeType, String, Int, String?)])
  func everyTypeCountsInItsOwnWay(type: AttributeType, text: String, distance: Int, result: String?) throws {
    let value = try type.value(typed: text)
    #expect(type.stepped(value, by: distance, layout: .channelsLast)?.text == result)
  }
}
